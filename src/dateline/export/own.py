"""Our own tables: a row an event, pledge, quote or case, with everything that a sheet can hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.export.columns import (
    MADE,
    REPORT,
    WORDS,
    Column,
    Row,
    Table,
    actor_columns,
    actors,
    amount_columns,
    bounds,
    day_columns,
    days,
    joined,
    report,
    words,
)
from dateline.records import AnyRecord, Case, Event, Pledge, Quote

_ID = Column("id", "text", "the record's id: stable for report, text and meaning")
_STATUS = Column("status", "text", "how far it has come")
_SAID_BY = Column("said_by", "text", "who says so, nearest voice first; empty: the report itself")
_HARMED = ("killed", "injured", "missing", "abducted")


def _event(e: AnyRecord) -> Iterator[Row]:
    assert isinstance(e, Event)
    place, harm = e.place, e.harm
    where = (place.name, place.country, place.latitude, place.longitude) if place else (None,) * 4
    hurt = [x for kind in _HARMED for x in bounds(getattr(harm, kind) if harm else None)]
    yield (
        e.id, *report(e.report), e.type, e.mode, joined(e.contexts), e.status, e.plover, e.cameo, e.goldstein, e.quad,
        *days(e.date), *actors(e.actors), *actors(e.recipients), joined(a.name for a in e.said_by), *where, *hurt,
        e.trigger.text, *words(e.evidence), e.confidence, e.because, e.coder,
    )  # fmt: skip


EVENTS: Table[AnyRecord] = Table(
    "events",
    "deeds and words between or within political actors",
    (
        _ID, *REPORT, Column("type", "text", "PLOVER type of the deed itself"), Column("mode", "text", "PLOVER mode"),
        Column("contexts", "text", "PLOVER contexts"), _STATUS,
        Column("plover", "text", "PLOVER's own code, status folded in; empty: PLOVER has none"),
        Column("cameo", "text", "CAMEO code, status folded in"), Column("goldstein", "number", "Goldstein score"),
        Column("quad", "integer", "quad class, 1 to 4"), *day_columns("date", "when it was or will be done"),
        *actor_columns("actors", "who does it"), *actor_columns("recipients", "to or with whom"), _SAID_BY,
        Column("place", "text", "where"), Column("place_country", "text", "its state"),
        Column("latitude", "number", "degrees north"), Column("longitude", "number", "degrees east"),
        *(c for kind in _HARMED for c in amount_columns(kind, f"people {kind}")),
        Column("trigger", "text", "the words that name the deed"), *WORDS, *MADE,
    ),
    _event,
)  # fmt: skip


def _pledge(p: AnyRecord) -> Iterator[Row]:
    assert isinstance(p, Pledge)
    yield (
        p.id, *report(p.report), *actors(p.donors), *actors(p.recipients), joined(a.name for a in p.via), joined(p.support),
        p.item, *bounds(p.quantity), p.quantity.unit if p.quantity else None, *bounds(p.value),
        p.value.currency if p.value else None, p.terms, p.status, p.package, joined(a.name for a in p.announced_by),
        *days(p.announced), *days(p.date), joined(a.name for a in p.said_by), p.counts_in_totals, p.why_not,
        *words(p.evidence), p.confidence, p.because, p.coder,
    )  # fmt: skip


PLEDGES: Table[AnyRecord] = Table(
    "pledges",
    "items of support given, promised, asked for or withheld",
    (
        _ID, *REPORT, *actor_columns("donors", "who gives"), *actor_columns("recipients", "who gets it"),
        Column("via", "text", "through whose hands"), Column("support", "text", "military, financial, humanitarian, other"),
        Column("item", "text", "the thing; empty: plain money"), *amount_columns("quantity", "how many"),
        Column("unit", "text", "of the quantity; empty: pieces"), *amount_columns("value", "worth how much"),
        Column("currency", "text", "ISO 4217"), Column("terms", "text", "grant, loan, guarantee, sale"), _STATUS,
        Column("package", "text", "the same mark on all entries of one package"),
        Column("announced_by", "text", "who announced it"), *day_columns("announced", "when it was announced"),
        *day_columns("date", "when it was done"), _SAID_BY,
        Column("counts_in_totals", "boolean", "whether totals add it"), Column("why_not", "text", "why they don't"),
        *WORDS, *MADE,
    ),
    _pledge,
)  # fmt: skip


def _quote(q: AnyRecord) -> Iterator[Row]:
    assert isinstance(q, Quote)
    who = q.speaker
    yield (
        q.id, *report(q.report), who.name, who.country, who.sector, who.role, who.organisation, q.form, q.content.text,
        f"{q.content.start}-{q.content.end}", q.cue.text if q.cue else None, *actors(q.addressees),
        joined(a.name for a in q.said_by), *days(q.date), q.confidence, q.because, q.coder,
    )  # fmt: skip


QUOTES: Table[AnyRecord] = Table(
    "quotes",
    "who said what, in their own words or the report's",
    (
        _ID, *REPORT, Column("speaker", "text", "who speaks"), Column("speaker_country", "text", "the speaker's state"),
        Column("speaker_sector", "text", "the speaker's sector"), Column("speaker_role", "text", "the speaker's office"),
        Column("speaker_organisation", "text", "the speaker's organisation"),
        Column("form", "text", "direct, indirect or mixed"), Column("content", "text", "the words said"),
        Column("content_at", "text", "where they stand in the report's text"), Column("cue", "text", "the word of saying"),
        *actor_columns("addressees", "to whom"), _SAID_BY, *day_columns("date", "when it was said"), *MADE,
    ),
    _quote,
)  # fmt: skip


def _case(c: Case) -> Iterator[Row]:
    def value(name: str) -> Any:
        field = c.fields.get(name)
        return field["value"] if field else None

    def parties(name: str) -> Row:
        some = value(name) or ()
        return joined(a.get("name") for a in some), joined(a.get("country") for a in some)

    quantity, worth = value("quantity") or {}, value("value") or {}
    steps = [f"{s.date or '?'} {s.status}" for s in c.history]
    donor, taker = ("donors", "recipients") if c.of == "pledge" else ("actors", "recipients")
    yield (
        c.id, c.of, c.status, c.reports, c.sources, c.disputed, c.history[0].date if c.history else None,
        c.history[-1].date if c.history else None, joined(steps), *parties(donor), *parties(taker), value("type"),
        value("item"), quantity.get("low"), quantity.get("high"), quantity.get("unit"), worth.get("low"),
        worth.get("high"), worth.get("currency"), joined(c.records), len(c.decisions),
    )  # fmt: skip


CASES: Table[Case] = Table(
    "cases",
    "what all reports together say of one deed or one pledge",
    (
        Column("id", "text", "the case's id"), Column("of", "text", "event or pledge"), _STATUS,
        Column("reports", "integer", "how many reports tell it"),
        Column("sources", "integer", "how many of them are independent"),
        Column("disputed", "boolean", "whether they contradict one another"),
        Column("first_date", "day", "the day of its first step"), Column("last_date", "day", "the day of its last"),
        Column("history", "text", "its steps: day and status"), Column("who", "text", "who does or gives it"),
        Column("who_countries", "text", "their states"), Column("whom", "text", "to or with whom"),
        Column("whom_countries", "text", "their states"), Column("type", "text", "PLOVER type, of a deed"),
        Column("item", "text", "the thing, of a pledge"), *amount_columns("quantity", "how many"),
        Column("unit", "text", "of the quantity"), *amount_columns("value", "worth how much"),
        Column("currency", "text", "ISO 4217"), Column("records", "text", "the records it is made of"),
        Column("decisions", "integer", "how many decisions of people stand on it"),
    ),
    _case,
)  # fmt: skip
