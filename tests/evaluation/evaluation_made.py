"""Records and gold by hand, short to write in tests. Spans are found by their words in `TEXT`."""

from __future__ import annotations

import hashlib

from dateline.records import Actor, Amount, Days, Event, Money, Pledge, Quote, ReportKey, Span
from evaluation.gold import (
    GoldActor,
    GoldAmount,
    GoldDays,
    GoldEvent,
    GoldPledge,
    GoldQuote,
    GoldReport,
    GoldSpan,
)

TEXT = (
    "Norway met Sweden in Oslo on Monday. Norway will send Ukraine 14 tanks and 20 trucks worth $5 million. "
    'Finland denied that it had met Sweden. "We shall help," said Erna Berg, the Norwegian minister.'
)
KEY = ReportKey(id="r1", date="2023-05-03", date_from="row", source=None, url=None, title=None, sha256="0" * 64)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def gold_span(words: str, text: str = TEXT) -> GoldSpan:
    start = text.index(words)
    return GoldSpan(start, start + len(words))


def sentence(words: str, text: str = TEXT) -> Span:
    """The sentence that holds some words."""
    at = text.index(words)
    start = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
    end = text.index(".", at) + 1
    return Span(start=start, end=end, text=text[start:end])


def actor(name: str, country: str | None = None, person: str | None = None, sector: str | None = None) -> Actor:
    return Actor(text=name, start=0, end=len(name), name=name, country=country, person=person, sector=sector)


def gold_actor(name: str, country: str | None = None, person: str | None = None) -> GoldActor:
    return GoldActor(name=name, country=country, person=person)


NORWAY, SWEDEN, FINLAND = actor("Norway", "NOR"), actor("Sweden", "SWE"), actor("Finland", "FIN")
UKRAINE, BERG = actor("Ukraine", "UKR"), actor("Erna Berg", "NOR", "Erna Berg")


def as_gold(*actors: Actor) -> tuple[GoldActor, ...]:
    return tuple(gold_actor(a.name, a.country, a.person) for a in actors)


def event(
    kind: str,
    trigger: str,
    status: str = "happened",
    actors: tuple[Actor, ...] = (),
    recipients: tuple[Actor, ...] = (),
    said_by: tuple[Actor, ...] = (),
    date: Days | None = None,
    text: str = TEXT,
    evidence: str | None = None,
    **more: object,
) -> Event:
    fields = {"plover": kind, "cameo": "010"} | more
    return Event(
        id=f"e-{kind}-{trigger}-{status}", report=KEY, evidence=(sentence(evidence or trigger, text),), status=status,
        said_by=said_by, date=date, confidence=0.5, because="test", coder="test", type=kind, quad=1,
        actors=actors, recipients=recipients, trigger=span(trigger, text), **fields,
    )  # fmt: skip


def gold_event(
    kind: str,
    mention: str,
    status: str = "happened",
    actors: tuple[Actor, ...] = (),
    recipients: tuple[Actor, ...] = (),
    said_by: tuple[Actor, ...] = (),
    date: tuple[str, str] | None = None,
    also: tuple[str, ...] = (),
    optional: bool = False,
    text: str = TEXT,
) -> GoldEvent:
    return GoldEvent(
        type=kind, status=status, mentions=(gold_span(mention, text),), also=also, actors=as_gold(*actors),
        recipients=as_gold(*recipients), said_by=as_gold(*said_by), date=GoldDays(*date) if date else None,
        optional=optional,
    )  # fmt: skip


def days(start: str, end: str | None = None) -> Days:
    return Days(start=start, end=end or start, text="then", basis="resolved")


def quote(content: str, speaker: Actor = BERG, form: str = "direct", said_by: tuple[Actor, ...] = ()) -> Quote:
    return Quote(
        id=f"q-{content}", report=KEY, evidence=(sentence(content),), status="happened", said_by=said_by,
        confidence=0.5, because="test", coder="test", speaker=speaker, content=span(content), form=form,
    )  # fmt: skip


def gold_quote(content: str, speaker: Actor = BERG, form: str = "direct") -> GoldQuote:
    return GoldQuote(speaker=as_gold(speaker)[0], form=form, content=gold_span(content))


def pledge(
    item: str | None, mention: str, quantity: float | None = None, value: float | None = None, **more: object
) -> Pledge:
    fields: dict[str, object] = {
        "donors": (NORWAY,),
        "recipients": (UKRAINE,),
        "status": "planned",
        "counts_in_totals": True,
    } | more
    amount = None if quantity is None else Amount(low=quantity, high=quantity, unit=None, text=str(quantity))
    money = None if value is None else Money(low=value, high=value, currency="USD", text=str(value))
    return Pledge(
        id=f"p-{item}", report=KEY, evidence=(sentence(mention),), confidence=0.5, because="test", coder="test",
        support=("military",), item=item, quantity=amount, value=money, **fields,
    )  # fmt: skip


def gold_pledge(
    item: str | None, mention: str, quantity: float | None = None, value: float | None = None
) -> GoldPledge:
    return GoldPledge(
        status="planned", mentions=(gold_span(mention),), counts_in_totals=True, donors=as_gold(NORWAY),
        recipients=as_gold(UKRAINE), support=("military",), item=item,
        quantity=None if quantity is None else GoldAmount(quantity, quantity),
        value=None if value is None else GoldAmount(value, value, "USD"),
    )  # fmt: skip


def report(
    events: tuple[GoldEvent, ...] = (),
    quotes: tuple[GoldQuote, ...] = (),
    pledges: tuple[GoldPledge, ...] = (),
    text: str = TEXT,
    id: str = "r1",
) -> GoldReport:
    return GoldReport(
        id=id, title=None, date="2023-05-03", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text,
        events=events, quotes=quotes, pledges=pledges,
    )  # fmt: skip
