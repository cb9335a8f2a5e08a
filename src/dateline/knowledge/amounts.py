"""What amounts are told in: `numbers.tsv`, `units.tsv`, `currencies.tsv`, `currency_families.tsv` and `items.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from dateline.knowledge.table import Line, read, unique
from dateline.knowledge.times import TABLES, Entry, entry
from dateline.records import Support

PLACES = frozenset({"before", "after", "any", "scaled"})
SUPPORT = frozenset(get_args(Support))
UNIT_KINDS = frozenset({"weight", "volume", "count", "length", "area", "time", "power", "energy", "rate", "other"})
GOODS = frozenset({"weight", "volume", "count"})
"""The kinds of unit that goods are counted by; a number with any other counts no things."""
NEEDS = frozenset({"", "capital", "capital name", "name"})
_CODE = re.compile(r"[A-Z]{3}\Z")
_FAMILY = re.compile(r"[a-z]+\Z")


@lru_cache(maxsize=1)
def numbers() -> tuple[Entry, ...]:
    """All rows of `numbers.tsv`, and the numerals joined of tens and ones ("twenty-five")."""
    columns = ("phrase", "class", "value", "needs", "source")
    lines = unique(
        read(TABLES / "numbers.tsv", columns, ("phrase", "class")), lambda x: (x["phrase"], x["class"]), "phrase"
    )
    rows = tuple(_checked(x) for x in lines)
    ones = [x for x in rows if x.mark == "numeral" and 1 <= float(x.value) <= 9]
    joined = [
        Entry(f"{ten.phrase}{sign}{one.phrase}", "numeral", str(int(ten.value) + int(one.value)), False, True, ten.at)
        for ten in rows
        if ten.mark == "tens"
        for one in ones
        for sign in ("-", "‑", " ")
    ]
    return (*rows, *joined)


def _checked(line: Line) -> Entry:
    line.number_or_none("value")
    return entry(line)


@lru_cache(maxsize=1)
def units() -> dict[str, tuple[str, str]]:
    """Unit and kind by form."""
    columns = ("form", "unit", "kind", "source")
    lines = unique(read(TABLES / "units.tsv", columns, columns), lambda x: x["form"], "form")
    return {x["form"]: (x["unit"], x.one_of("kind", UNIT_KINDS)) for x in lines}


@lru_cache(maxsize=1)
def unit_kinds() -> dict[str, str]:
    """The kind of each unit."""
    return dict(units().values())


@lru_cache(maxsize=1)
def currencies() -> dict[str, tuple[str, str]]:
    """Place and currency, or family of currencies, by form."""
    columns = ("form", "place", "currency", "source")
    out = {}
    for x in unique(read(TABLES / "currencies.tsv", columns, columns), lambda x: x["form"], "form"):
        if not _CODE.match(x["currency"]) and x["currency"] not in families():
            raise x.fault("currency", f"{x['currency']!r} is neither an ISO 4217 code nor in currency_families.tsv")
        out[x["form"]] = (x.one_of("place", PLACES), x["currency"])
    return out


@lru_cache(maxsize=1)
def families() -> dict[str, dict[str, str]]:
    """For each family its currency by country; under the empty country what it means elsewhere."""
    columns = ("family", "country", "currency", "source")
    out: dict[str, dict[str, str]] = {}
    lines = read(TABLES / "currency_families.tsv", columns, ("family", "currency"))
    for x in unique(lines, lambda x: (x["family"], x["country"]), "country"):
        for column, pattern in (("family", _FAMILY), ("currency", _CODE)):
            if not pattern.match(x[column]):
                raise x.fault(column, f"{x[column]!r} doesn't look like one")
        out.setdefault(x["family"], {})[x["country"]] = x["currency"]
    return out


def currency(name: str, country: str | None) -> str | None:
    """The ISO 4217 code of a code or family in a report of that country (ISO 3166-1 alpha-3)."""
    if name not in families():
        return name
    of = families()[name]
    return of.get(country or "") or of.get("")


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that is given or asked for. `forms` are all ways to write it, singular first; `name`: it is a type or
    make, which a general word may follow ("Javelin missiles"); `capital`: only so written."""

    forms: tuple[str, ...]
    item: str
    item_class: str
    support: Support
    name: bool
    capital: bool
    at: str


@lru_cache(maxsize=1)
def items() -> tuple[Item, ...]:
    """All rows of `items.tsv`."""
    columns = ("form", "plural", "item", "class", "support", "needs", "source")
    lines = unique(read(TABLES / "items.tsv", columns, ("form", "class", "support")), lambda x: x["form"], "form")
    return tuple(_item(x) for x in lines)


def _item(line: Line) -> Item:
    line.one_of("support", SUPPORT)
    needs = line.one_of("needs", NEEDS).split()
    support: Support = next(s for s in get_args(Support) if s == line["support"])
    forms = tuple(dict.fromkeys(_forms(line["form"], line["plural"])))
    return Item(
        forms, line["item"] or line["form"], line["class"], support, "name" in needs, "capital" in needs, line.at
    )


def _forms(form: str, plural: str) -> Iterator[str]:
    """A form and its plural (`-`: it has none), with a space for a hyphen between letters too."""
    for text in (form, plural or plural_of(form)):
        if text != "-":
            yield text
            yield re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_]{3})", " ", text)


def plural_of(noun: str) -> str:
    """The regular plural of a noun."""
    if re.search(r"(?:[sxz]|[cs]h)\Z", noun):
        return noun + "es"
    if re.search(r"[^aeiou]y\Z", noun):
        return noun[:-1] + "ies"
    return noun + "s"
