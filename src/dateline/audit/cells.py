"""Cells -> what they may mean. What can be read in two ways is kept in both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dateline.audit.columns import Mapping
from dateline.audit.sheet import Cell
from dateline.knowledge.actors import key, organisations, state_names, states
from dateline.reading.how_many import numbers, sums

_FIGURE = re.compile(r"[-+]?\d[\d.,'\u2019\s\u00a0\u202f]*")
_DAY = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")
_APART = re.compile(r"[;/&,]|\band\b|\bund\b|\bet\b|\by\b")
_SERIAL = (20_000, 80_000)
"""Days since 1900 as spreadsheets count them: 1954 to 2119."""
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it may be meant: parties by key, numbers and days each as all that they can be."""

    row: int
    donors: frozenset[str]
    recipients: frozenset[str]
    item: str | None
    quantities: frozenset[float]
    values: frozenset[float]
    currency: str | None
    days: frozenset[date]

    @property
    def empty(self) -> bool:
        """Nothing in it that can be looked for."""
        return not (self.donors or self.recipients) or not (self.item or self.quantities or self.values)


def entry(number: int, row: tuple[Cell, ...], mapping: Mapping) -> Entry:
    """A row read by a mapping."""

    def cell(field: str) -> Cell:
        at = mapping.columns.get(field)
        return row[at[0]] if at is not None and at[0] < len(row) else None

    written = _text(cell("value"))
    currency = _currency(cell("currency"), mapping.columns.get("value", (0, ""))[1], written)
    values = figures(cell("value"))
    return Entry(
        number, parties(cell("donor")), parties(cell("recipient")), _text(cell("item")) or None,
        figures(cell("quantity")), values, currency, days(cell("date")),
    )  # fmt: skip


def _text(cell: Cell) -> str:
    return str(cell).strip()[:_LONGEST] if cell is not None else ""


def parties(cell: Cell) -> frozenset[str]:
    """Keys of the parties in a cell: state codes, else names of organisations in lower case."""
    text = _text(cell)
    whole = _party(text)
    if whole or not text:
        return frozenset(whole)
    return frozenset(p for part in _APART.split(text) for p in _party(part.strip()))


@lru_cache(maxsize=4096)
def _party(text: str) -> tuple[str, ...]:
    if text in state_names():
        return (text,)
    forms = states().get(key(text)) or states().get(key(text.title()))
    if forms:
        return (forms[0].code,)
    found = organisations().get(key(text))
    return (found[0].name.lower(),) if found else ()


def figures(cell: Cell) -> frozenset[float]:
    """The numbers that a cell can mean: "1.500" is one and a half or fifteen hundred."""
    if isinstance(cell, bool) or cell is None:
        return frozenset()
    if isinstance(cell, int | float):
        return frozenset({float(cell)})
    text = _text(cell)
    if _FIGURE.fullmatch(text):
        return _read(text)
    told = [(m.money.low, m.money.high) for m in sums(text, None)] or [
        (n.amount.low, n.amount.high) for n in numbers(text)
    ]
    found = {x for bounds in told[:1] for x in bounds if x is not None}
    if not found and (m := _FIGURE.search(text)):
        return _read(m[0])
    return frozenset(found)


def _read(text: str) -> frozenset[float]:
    digits = re.sub(r"['\u2019\s\u00a0\u202f]", "", text)
    signs = [c for c in digits if c in ".,"]
    if not signs:
        return frozenset({float(digits)})
    last = signs[-1]
    whole, _, rest = digits.rpartition(last)
    both = len(set(signs)) > 1
    thousands = float(re.sub(r"[.,]", "", digits))
    decimal = float(f"{re.sub('[.,]', '', whole)}.{rest or '0'}")
    if both:
        return frozenset({decimal})
    if len(signs) > 1 or not rest:
        return frozenset({thousands})
    return frozenset({thousands, decimal} if len(rest) == 3 else {decimal})


def days(cell: Cell) -> frozenset[date]:
    """The days that a cell can mean: "03/04/2023" is in March or in April."""
    if isinstance(cell, date):
        return frozenset({cell})
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        near = _SERIAL[0] <= cell <= _SERIAL[1]
        return frozenset({date(1899, 12, 30) + timedelta(days=int(cell))}) if near else frozenset()
    m = _DAY.search(_text(cell))
    if not m:
        return frozenset()
    a, b, c = map(int, m.groups())
    if len(m[1]) == 4:
        return frozenset(_days((a, b, c)))
    year = c + 2000 if c < 100 else c
    return frozenset(_days((year, b, a), (year, a, b)))


def _days(*given: tuple[int, int, int]) -> list[date]:
    out = []
    for year, month, day in given:
        try:
            out.append(date(year, month, day))
        except ValueError:
            continue
    return out


def _currency(cell: Cell, name: str, written: str) -> str | None:
    text = _text(cell)
    if re.fullmatch(r"[A-Z]{3}", text):
        return text
    for where in (text and f"1 {text}", written, re.sub(r".*\b(EUR|USD|GBP)\b.*", r"\1 1", name.upper())):
        found = sums(where, None) if where else ()
        if found and found[0].money.currency:
            return found[0].money.currency
    return None
