"""The records that Dateline writes: frozen values whose invariants are checked where they are made.

One definition serves JSON, JSON Schema and whatever stores them. The meaning of each field is in `docs/records.md`.
Offsets are Unicode code points into the report's own text, half-open. Days are ISO strings (`2023-01-17`).
A value that breaks an invariant raises `ValueError`.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from typing import Any, Literal

import msgspec

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal[
    "happened", "ongoing", "planned", "expected", "wanted", "asked", "conditional", "considered",
    "refused", "cancelled", "denied",
]  # fmt: skip
Basis = Literal["stated", "resolved", "report"]
Support = Literal["military", "financial", "humanitarian", "other"]
Terms = Literal["grant", "loan", "guarantee", "sale"]
QuoteForm = Literal["direct", "indirect", "mixed"]
DateFrom = Literal["option", "row", "text"]


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """A frozen record."""


class Span(Value, frozen=True):
    """A stretch of the report: `text` is the report's `[start:end]`."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")
        if self.end - self.start != len(self.text):
            raise ValueError(f"the span [{self.start}, {self.end}) is not {len(self.text)} characters long")


class Days(Value, frozen=True):
    """A range of days, both inclusive. `text` is null where it is the report's own date."""

    start: str
    end: str
    text: str | None
    basis: Basis

    def __post_init__(self) -> None:
        first, last = datetime.date.fromisoformat(self.start), datetime.date.fromisoformat(self.end)
        if last < first:
            raise ValueError(f"a range of days ends ({self.end}) before it starts ({self.start})")


class Actor(Value, frozen=True):
    """Whom some words of a report mean. `country` is ISO 3166-1 alpha-3, `sector` a PLOVER sector."""

    text: str
    start: int
    end: int
    name: str
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    person: str | None = None
    organisation: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise ValueError(f"the actor {self.name!r} has wrong offsets [{self.start}, {self.end})")
        if self.country is not None and not (len(self.country) == 3 and self.country.isupper()):
            raise ValueError(f"the country of {self.name!r} is not an ISO 3166-1 alpha-3 code: {self.country!r}")


class Place(Value, frozen=True):
    """Where: the words, the place's name, its country, and its position in degrees where known."""

    text: str
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Amount(Value, frozen=True):
    """A quantity. An open end is null; `approximate` where the report says "about"."""

    low: float | None
    high: float | None
    unit: str | None
    text: str
    approximate: bool = False

    def __post_init__(self) -> None:
        _ordered(self.low, self.high, self.text)


class Money(Value, frozen=True):
    """A sum. `currency` is ISO 4217, or null where the report doesn't let one say."""

    low: float | None
    high: float | None
    currency: str | None
    text: str
    approximate: bool = False

    def __post_init__(self) -> None:
        _ordered(self.low, self.high, self.text)


def _ordered(low: float | None, high: float | None, text: str) -> None:
    if low is None and high is None:
        raise ValueError(f"an amount without any bound is none: {text!r}")
    if low is not None and high is not None and high < low:
        raise ValueError(f"an amount's high is under its low: {text!r}")


class Harm(Value, frozen=True):
    """What people suffered, by kind; never added up."""

    killed: Amount | None = None
    injured: Amount | None = None
    missing: Amount | None = None
    abducted: Amount | None = None


class Report(Value, frozen=True):
    """A dated report as it was given. `extra` keeps the fields of a row that we do not know; the report proper
    begins at `body`, after what the text itself says of its date."""

    id: str
    text: str
    date: str | None = None
    date_from: DateFrom | None = None
    source: str | None = None
    url: str | None = None
    title: str | None = None
    body: int = 0
    extra: dict[str, Any] = {}
    warnings: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Hash of the text in UTF-8 (lone surrogates as they are)."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class ReportKey(Value, frozen=True):
    """Which report a record is of."""

    id: str
    date: str | None
    date_from: DateFrom | None
    source: str | None
    url: str | None
    title: str | None
    sha256: str


class Record(Value, frozen=True, tag_field="kind", kw_only=True):
    """What one report says. Every record has evidence, or it is not written."""

    id: str
    report: ReportKey
    evidence: tuple[Span, ...]
    status: Status
    said_by: tuple[Actor, ...] = ()
    date: Days | None = None
    confidence: float
    because: str
    coder: str

    @property
    def kind(self) -> str:
        """`event`, `pledge` or `quote`."""
        return str(self.__struct_config__.tag)

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a record without evidence is not written")
        if list(self.evidence) != sorted(self.evidence, key=lambda e: (e.start, e.end)):
            raise ValueError("evidence stands in text order")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence lies between 0 and 1, not {self.confidence}")


class Event(Record, frozen=True, tag="event", kw_only=True):
    """A deed or word between or within political actors, in PLOVER and CAMEO."""

    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    plover: str | None = None
    cameo: str | None = None
    goldstein: float | None = None
    quad: int
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: Place | None = None
    harm: Harm | None = None
    trigger: Span

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.quad not in (1, 2, 3, 4):
            raise ValueError(f"quad is 1 to 4, not {self.quad}")
        if self.goldstein is not None and not -10 <= self.goldstein <= 10:
            raise ValueError(f"a Goldstein score lies between -10 and 10, not {self.goldstein}")


class Pledge(Record, frozen=True, tag="pledge", kw_only=True):
    """An entry of the ledger of support: one item."""

    donors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    support: tuple[Support, ...]
    item: str | None = None
    quantity: Amount | None = None
    value: Money | None = None
    via: tuple[Actor, ...] = ()
    terms: Terms | None = None
    package: str | None = None
    announced_by: tuple[Actor, ...] = ()
    announced: Days | None = None
    counts_in_totals: bool
    why_not: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.support:
            raise ValueError("a pledge names its kind of support")
        if not self.counts_in_totals and not self.why_not:
            raise ValueError("a pledge that doesn't count says why not")


class Quote(Record, frozen=True, tag="quote", kw_only=True):
    """What somebody said, in his words or the report's."""

    speaker: Actor
    content: Span
    cue: Span | None = None
    form: QuoteForm
    addressees: tuple[Actor, ...] = ()


class Step(Value, frozen=True):
    """A change of a case's status: when it came to be, and when a reader of these reports could know it."""

    status: Status
    date: str | None
    known: str | None
    records: tuple[str, ...]


class Case(Value, frozen=True, tag_field="kind", tag="case", kw_only=True):
    """What all reports together say about one deed or one pledge. `fields` holds the value best supported of
    each field of its kind as `{"value": ..., "from": record id}`."""

    id: str
    of: Literal["event", "pledge"]
    records: tuple[str, ...]
    reports: int
    sources: int
    status: Status
    history: tuple[Step, ...]
    disputed: bool
    fields: dict[str, Any] = {}
    decisions: tuple[dict[str, Any], ...] = ()

    def __post_init__(self) -> None:
        if not self.records:
            raise ValueError("a case holds at least one record")
        if not 1 <= self.sources <= self.reports:
            raise ValueError("a case has at least one source, and no more sources than reports")


AnyRecord = Event | Pledge | Quote


def key_of(report: Report) -> ReportKey:
    """The part of a report that its records carry."""
    return ReportKey(
        id=report.id, date=report.date, date_from=report.date_from, source=report.source,
        url=report.url, title=report.title, sha256=report.sha256,
    )  # fmt: skip


def record_id(report: Report, kind: str, *marks: object) -> str:
    """A stable id: the same report, text, kind and marks give the same id on every machine."""
    basis = "\x1f".join([report.id, report.sha256, kind, *map(str, marks)])
    return f"{kind[0]}-{hashlib.sha256(basis.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def to_json(record: AnyRecord | Case) -> bytes:
    """One line of JSON, UTF-8, `kind` first. Lone surrogates become the replacement character."""
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:
        return msgspec.json.encode(_clean(msgspec.to_builtins(record)))


_SURROGATE = re.compile("[\ud800-\udfff]")


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)  # one for one, so that offsets still fit
    if isinstance(value, dict):
        return {k: _clean(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(v) for v in value]
    return value


def schema() -> dict[str, Any]:
    """JSON Schema of a line of output."""
    out = msgspec.json.schema(AnyRecord | Case)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A Dateline record", **out}
