"""Events under the columns of other coders, a row a pair of source and target. What they have no code for is left out, and
columns that we can't fill stay empty: `docs/export.md` says which."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

from dateline.export.columns import APART, Column, Kind, Row, Table, code, joined
from dateline.knowledge.actors import cow_numbers
from dateline.records import Actor, AnyRecord, Event

_NUMBERS = frozenset({"Goldstein", "Intensity", "Latitude", "Longitude", "GoldsteinScale", "AvgTone", "FractionDate"})
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_SIDE = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_STATE, _TOWN = 1, 4
"""GDELT's kinds of places: a country, a place outside the United States."""
_LETTER = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def _columns(names: tuple[str, ...]) -> tuple[Column, ...]:
    def kind(name: str) -> Kind:
        return "number" if name in _NUMBERS or name.endswith(("_Lat", "_Long")) else "text"

    return tuple(Column(name, kind(name), "as in the set whose name the view has") for name in names)


def _pairs(event: Event) -> Iterator[tuple[str, Actor | None, Actor | None]]:
    """Each source with each target, and an id of its own."""
    sides = list(product(event.actors or (None,), event.recipients or (None,)))
    for number, (source, target) in enumerate(sides, 1):
        yield event.id if len(sides) == 1 else f"{event.id}-{number}", source, target


def _day(event: Event) -> str | None:
    """The day it was done as far as one is told, else its report's: other coders have only one day."""
    return event.date.start if event.date else event.report.date


def _of(actor: Actor | None, field: str) -> str | None:
    return getattr(actor, field) if actor else None


def _sentence(event: Event) -> str:
    return APART.join(f"{s.start}-{s.end}" for s in event.evidence)


def _polecat(event: AnyRecord) -> Iterator[Row]:
    assert isinstance(event, Event)
    if event.plover is None:
        return

    def side(a: Actor | None) -> Row:
        number = cow_numbers().get(a.country or "") if a else None
        return (
            _of(a, "name"), _of(a, "country"), number, _of(a, "sector"), _of(a, "sector"),
            _of(a, "role"), _of(a, "text"), None,
        )  # fmt: skip

    place = event.place
    for id, source, target in _pairs(event):
        yield (
            id, _day(event), event.plover, event.mode, event.goldstein, _LETTER[event.quad], joined(event.contexts),
            *side(source), *side(target), place.name if place else None, None, None, None,
            place.country if place else None, place.latitude if place else None, place.longitude if place else None,
            None, place.text if place else None, None, event.report.source, event.report.date, None, None, None, "en",
            event.coder,
        )  # fmt: skip


POLECAT: Table[AnyRecord] = Table(
    "polecat",
    "events under POLECAT's columns",
    _columns(
        (
            "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
            "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
            "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW",
            "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
            "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
            "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
            "Story Organizations", "Story Locations", "Language", "Version",
        )
    ),
    _polecat,
)  # fmt: skip


def _icews(event: AnyRecord) -> Iterator[Row]:
    assert isinstance(event, Event)
    if event.cameo is None:
        return
    place = event.place
    for id, source, target in _pairs(event):
        yield (
            id, _day(event), _of(source, "name"), _of(source, "sector"), _of(source, "country"), event.trigger.text,
            event.cameo, event.goldstein, _of(target, "name"), _of(target, "sector"), _of(target, "country"),
            event.report.id, _sentence(event), event.report.source, place.name if place else None, None, None,
            place.country if place else None, place.latitude if place else None, place.longitude if place else None,
        )  # fmt: skip


ICEWS: Table[AnyRecord] = Table(
    "icews",
    "events under the columns of ICEWS",
    _columns(
        (
            "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
            "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
            "City", "District", "Province", "Country", "Latitude", "Longitude",
        )
    ),
    _icews,
)  # fmt: skip


def _petrarch(event: AnyRecord) -> Iterator[Row]:
    assert isinstance(event, Event)
    if event.cameo is None:
        return
    for id, source, target in _pairs(event):
        yield (
            (_day(event) or "").replace("-", ""), code(source) if source else "---", code(target) if target else "---",
            event.cameo, joined(event.contexts), id, event.report.url, event.report.source,
        )  # fmt: skip


PETRARCH: Table[AnyRecord] = Table(
    "petrarch",
    "events as PETRARCH writes them: no header, codes strung together",
    _columns(("Date", "Source", "Target", "Code", "Issues", "ID", "URL", "StorySource")),
    _petrarch,
    header=False,
)


def _gdelt(event: AnyRecord) -> Iterator[Row]:
    assert isinstance(event, Event)
    if event.cameo is None:
        return
    day = _day(event) or ""
    fraction = None
    if day:
        year = int(day[:4])
        fraction = round(year + (date.fromisoformat(day) - date(year, 1, 1)).days / 365, 4)

    def side(a: Actor | None) -> Row:
        return (
            (code(a) or None) if a else None, a.name.upper() if a else None, _of(a, "country"), None, None, None, None,
            _of(a, "sector"), None, None,
        )  # fmt: skip

    place = event.place
    spot: Row = (None,) * len(_GEO)
    if place:
        kind = _STATE if place.name == place.country or place.latitude is None else _TOWN
        spot = (kind, place.name, place.country, None, None, place.latitude, place.longitude, None)
    nowhere: Row = (None,) * len(_GEO)
    added = (event.report.date or "").replace("-", "") + "000000" if event.report.date else None
    for id, source, target in _pairs(event):
        yield (
            id, day.replace("-", "") or None, day[:7].replace("-", "") or None, day[:4] or None, fraction, *side(source),
            *side(target), "1", event.cameo, event.cameo[:3], event.cameo[:2], str(event.quad), event.goldstein,
            len(event.evidence), 1, 1, None, *nowhere, *nowhere, *spot, added, event.report.url,
        )  # fmt: skip


GDELT: Table[AnyRecord] = Table(
    "gdelt",
    "events under the columns of GDELT 2.0's event table",
    _columns(
        (
            "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate", *(f"Actor1{x}" for x in _SIDE),
            *(f"Actor2{x}" for x in _SIDE), "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
            "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone", *(f"Actor1Geo_{x}" for x in _GEO),
            *(f"Actor2Geo_{x}" for x in _GEO), *(f"ActionGeo_{x}" for x in _GEO), "DATEADDED", "SOURCEURL",
        )
    ),
    _gdelt,
)  # fmt: skip
VIEWS: tuple[Table[AnyRecord], ...] = (POLECAT, ICEWS, GDELT, PETRARCH)
