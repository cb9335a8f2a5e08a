"""What a hand annotation holds: its fields, and the codes that they may have. `evaluation.marked` reads it."""

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
Spot = tuple[int, int]
"""Where words stand in the text: code points, half-open."""

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

    killed: tuple[float | None, float | None, Spot] | None = None
    injured: tuple[float | None, float | None, Spot] | None = None
    missing: tuple[float | None, float | None, Spot] | None = None
    abducted: tuple[float | None, float | None, Spot] | None = None


class Words(msgspec.Struct, forbid_unknown_fields=True):
    """The phrases that stand for the parts of a deed at its main mention."""

    actor: list[Spot] = []
    recipient: list[Spot] = []
    item: list[Spot] = []
    time: list[Spot] = []
    place: list[Spot] = []


class Event(msgspec.Struct, forbid_unknown_fields=True):
    """A deed. The first of `mentions` is the main one, whose phrases `words` holds; `place` is its words and its country."""

    type: EventType
    status: Status
    mentions: list[Spot]
    actors: list[str]
    recipients: list[str] = []
    said_by: list[str] = []
    also: list[EventType] = []
    mode: str | None = None
    contexts: list[str] = []
    date: Pair | None = None
    place: tuple[str, str | None] | None = None
    harm: Harm = msgspec.field(default_factory=Harm)
    words: Words = msgspec.field(default_factory=Words)
    optional: bool = False


class Quote(msgspec.Struct, forbid_unknown_fields=True):
    speaker: str
    form: QuoteForm
    content: Spot
    cue: Spot | None = None
    said_by: list[str] = []


class Pledge(msgspec.Struct, forbid_unknown_fields=True):
    donors: list[str]
    status: Status
    mentions: list[Spot]
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
    same: dict[str, list[Spot]] = {}


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


def span(text: str, spot: Spot) -> Row:
    """A place in the text as a row tells it."""
    start, end = spot
    words = text[start:end]
    if not words.strip() or words != words.strip():
        raise Fault(f"no words, or space at the edge: {words!r}")
    return {"start": start, "end": end}


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
