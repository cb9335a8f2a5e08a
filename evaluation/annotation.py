"""The form of a hand annotation: its fields, the codes they may hold, and how words of the text are found.

A report is `ID.json` (`Told`) with `ID.ann.json` (`Annotation`) beside it. There, words of the text stand as a piece of
it that is found in it exactly once, with the words that count in `[[ ]]`.
"""

from __future__ import annotations

import datetime
import functools
from pathlib import Path
from typing import Any

import msgspec

from dateline.knowledge import table
from dateline.records import EventType, QuoteForm, Status, Support, Terms

Row = dict[str, Any]
Pair = tuple[str, str]
Amount = tuple[float | None, float | None]

TABLES = Path(table.__file__).parent / "tables"
SECTORS = frozenset(
    [
        *("GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "LEG", "IGO", "NGO", "MED", "BUS", "CVL", "EDU"),
        *("REL", "CRM", "LAB", "REF", "ELI", "AGR", "HLH", "HRI", "ENV", "UAF", "UIS"),
    ]
)
"""PLOVER's sectors of actors."""


class Fault(ValueError):
    """Something in an annotation that isn't so."""


class Told(msgspec.Struct, forbid_unknown_fields=True):
    """A report as it was written."""

    id: str
    title: str
    date: str
    text: str
    style: str | None = None
    region: str | None = None
    kind: str | None = None


class Actor(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    sector: str
    country: str | None = None
    role: str | None = None
    person: str | None = None
    organisation: str | None = None


class Harm(msgspec.Struct, forbid_unknown_fields=True):
    """Low, high, and the words."""

    killed: tuple[float | None, float | None, str] | None = None
    injured: tuple[float | None, float | None, str] | None = None
    missing: tuple[float | None, float | None, str] | None = None
    abducted: tuple[float | None, float | None, str] | None = None


class Words(msgspec.Struct, forbid_unknown_fields=True):
    """The phrases that stand for the parts of a deed at its main mention."""

    actor: list[str] = []
    recipient: list[str] = []
    item: list[str] = []
    time: list[str] = []
    place: list[str] = []


class Event(msgspec.Struct, forbid_unknown_fields=True):
    """A deed. The first of `mentions` is the main one, whose phrases `words` holds; `place` is "words|ISO3"."""

    type: EventType
    status: Status
    mentions: list[str]
    actors: list[str]
    recipients: list[str] = []
    said_by: list[str] = []
    also: list[EventType] = []
    mode: str | None = None
    contexts: list[str] = []
    date: Pair | None = None
    place: str | None = None
    harm: Harm = msgspec.field(default_factory=Harm)
    words: Words = msgspec.field(default_factory=Words)
    optional: bool = False


class Quote(msgspec.Struct, forbid_unknown_fields=True):
    speaker: str
    form: QuoteForm
    content: str
    content_end: str | None = None
    cue: str | None = None
    said_by: list[str] = []


class Pledge(msgspec.Struct, forbid_unknown_fields=True):
    donors: list[str]
    status: Status
    mentions: list[str]
    recipients: list[str] = []
    support: list[Support] = []
    item: str | None = None
    quantity: Amount | None = None
    value: tuple[float | None, float | None, str] | None = None
    terms: Terms | None = None
    announced_by: list[str] = []
    announced: Pair | None = None
    counts_in_totals: bool = True


class Annotation(msgspec.Struct, forbid_unknown_fields=True):
    """What was read in a report. `same` holds the mentions of an actor by its key."""

    id: str
    actors: dict[str, Actor]
    events: list[Event] = []
    quotes: list[Quote] = []
    pledges: list[Pledge] = []
    same: dict[str, list[str]] = {}


@functools.cache
def countries() -> frozenset[str]:
    """The codes that a country may have."""
    columns = ("code", "name", "gw", "cow", "start", "end", "source")
    return frozenset(line["code"] for line in table.read(TABLES / "state_codes.tsv", columns))


@functools.cache
def currencies() -> frozenset[str]:
    """The ISO 4217 codes that a value may have."""
    found = (
        line["currency"] for line in table.read(TABLES / "currencies.tsv", ("form", "place", "currency", "source"))
    )
    return frozenset(c for c in found if c.isupper())


def once(text: str, piece: str) -> int:
    """Where the piece stands in the text, which must be in one place only."""
    at = text.find(piece) if piece else -1
    if at < 0:
        raise Fault(f"not in the text: {piece!r}")
    if text.find(piece, at + 1) >= 0:
        raise Fault(f"more than once in the text: {piece!r}")
    return at


def span(text: str, mention: str) -> Row:
    """The offsets of what stands in `[[ ]]` within a piece of the text."""
    before, _, rest = mention.partition("[[")
    words, closed, after = rest.partition("]]")
    if not (closed and words.strip()) or "[[" in words + after or "]]" in before + after:
        raise Fault(f"needs one [[ ]] with words in it: {mention!r}")
    if words != words.strip():
        raise Fault(f"has space at the edge of its [[ ]]: {mention!r}")
    start = once(text, before + words + after) + len(before)
    return {"start": start, "end": start + len(words)}


def stretch(text: str, first: str, last: str | None) -> Row:
    """The offsets of a whole piece, or of what runs from one piece to the next place of another."""
    start = once(text, first)
    end = text.find(last, start) if last else start
    if end < 0:
        raise Fault(f"does not follow {first!r}: {last!r}")
    return {"start": start, "end": end + len(last or first)}


def days(pair: Pair | None) -> Row | None:
    """A range of days, both inclusive."""
    if pair is None:
        return None
    if datetime.date.fromisoformat(pair[1]) < datetime.date.fromisoformat(pair[0]):
        raise Fault(f"ends before it starts: {pair}")
    return {"start": pair[0], "end": pair[1]}


def bounds(low: float | None, high: float | None) -> Row:
    """An amount, of which one end may be open."""
    if (low is None and high is None) or (low is not None and high is not None and high < low):
        raise Fault(f"no amount: {low} to {high}")
    return {"low": low, "high": high}
