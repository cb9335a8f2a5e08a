"""Pledges under the columns of the Ukraine Support Tracker of the Kiel Institute, a row an entry."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.export.columns import Column, Row, Table, joined
from dateline.knowledge.actors import state_names
from dateline.records import Actor, AnyRecord, Pledge

_GENERAL = {"military": "Military", "financial": "Financial", "humanitarian": "Humanitarian"}
_SPECIFIC = {"loan": "Loan", "grant": "Grant", "guarantee": "Guarantee"}
_GIVEN = frozenset({"happened"})


def _name(actor: Actor) -> str:
    return state_names().get(actor.country or "", actor.organisation or actor.name)


def _row(p: AnyRecord) -> Iterator[Row]:
    assert isinstance(p, Pledge)
    announced = p.announced.start if p.announced else p.report.date
    general = next((_GENERAL[s] for s in p.support if s in _GENERAL), None)
    specific = _SPECIFIC.get(p.terms or "") or ("Weapons and equipment" if general == "Military" and p.item else None)
    many, worth = p.quantity, p.value
    number = (many.low if many.low is not None else many.high) if many else None
    money = (worth.low if worth.low is not None else worth.high) if worth else None
    given = p.status in _GIVEN
    yield (
        p.id, joined(map(_name, p.donors)), announced, general, specific, " ".join(e.text for e in p.evidence),
        p.item, number, many.unit if many else None, worth.currency if worth else None, money,
        money if worth and worth.currency == "EUR" else None, number if given else None,
        money if given and worth and worth.currency == "EUR" else None, p.report.url or p.report.source,
        p.status, joined(map(_name, p.recipients)), p.package, p.counts_in_totals,
    )  # fmt: skip


KIEL: Table[AnyRecord] = Table(
    "kiel",
    "pledges under the columns of the Ukraine Support Tracker, and four of ours at the end",
    (
        Column("ID", "text", "the record's id"), Column("Countries", "text", "the donors"),
        Column("Announcement Date", "day", "when it was announced, else the report's day"),
        Column("Type of Aid General", "text", "Military, Financial, Humanitarian"),
        Column("Type of Aid Specific", "text", "Loan, Grant, Guarantee; Weapons and equipment"),
        Column("Explanation", "text", "the words it was read from"), Column("Item", "text", "the thing"),
        Column("Item Numb.", "number", "how many: the low bound, else the high"),
        Column("Measure", "text", "unit of the number"), Column("Reporting Currency", "text", "ISO 4217"),
        Column("Value committed (own estimate)", "number", "the value told, in that currency"),
        Column("Converted Value in EUR", "number", "filled where the report gives euros: nothing is converted"),
        Column("Number of items delivered", "number", "where the entry says it is delivered"),
        Column("Total monetary value delivered in EUR", "number", "likewise, where in euros"),
        Column("Source of Aid 1", "text", "the report's address or publisher"),
        Column("Dateline status", "text", "how far it has come"), Column("Dateline recipients", "text", "who gets it"),
        Column("Dateline package", "text", "the same mark on all entries of one package"),
        Column("Dateline counts", "boolean", "whether totals add it"),
    ),
    _row,
)  # fmt: skip
