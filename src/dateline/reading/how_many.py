"""How many and how much: numbers in figures and words, sums of money, and the things that are given or asked for.

An open end is None: "at least 100" has no high, "up to 50" no low. "Dozens" are two dozen at least. Shares ("5 per
cent"), days, distances and what else counts no things are no numbers here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.amounts import GOODS, Item, currency, unit_kinds
from dateline.knowledge.amounts import items as item_rows
from dateline.knowledge.times import Entry
from dateline.reading.amount_words import Stretch, read, stretches
from dateline.reading.grammar import Lexicon, Marked
from dateline.reading.when import spans
from dateline.records import Amount, Money, Support

_AGE = 110
_CONVERTED = re.compile(r"\s?[(\[](?:(?:about|around|some|or|roughly|approximately|nearly|over|equivalent to)\s)?\s?")
"""What stands between a sum and what it comes to in another currency."""
_GLUED_BEHIND = re.compile(r"[-‐‑/.:]\w|\w")
_GLUED_BEFORE = re.compile(r"(?:\w[-‐‑/.:]|\w)\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that counts things, with its unit."""

    start: int
    end: int
    text: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money."""

    start: int
    end: int
    text: str
    money: Money


@dataclass(frozen=True, slots=True)
class ItemMention:
    """Words for a thing that is given or asked for: `item` as a reader files it, and what kind of support it is."""

    start: int
    end: int
    text: str
    item: str
    item_class: str
    support: Support
    make: bool = False


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers in a text that count things, in order."""
    marked = read(text)
    days = spans(text)
    out = []
    for found in stretches(marked, "count"):
        start, end = marked.starts[found.start], marked.ends[found.end - 1]
        unit = marked.classes[found.parts["unit"][0]]["unit"] if "unit" in found.parts else None
        if "not" in found.parts or (unit and unit_kinds()[unit] not in GOODS) or not _counts(marked, found):
            continue
        at = bisect_left(days, (end, 0))
        if at and days[at - 1][1] > start:
            continue
        words = text[start:end]
        amount = Amount(low=found.low, high=found.high, unit=unit, text=words, approximate=found.approximate)
        out.append(Number(start, end, words, amount))
    return tuple(out)


def unconverted(text: str, found: Sequence[Sum]) -> tuple[Sum, ...]:
    """The sums without those that only say another in a second currency: "A$110 million (US$73.5 million)"."""
    out: list[Sum] = []
    for total in found:
        between = text[out[-1].end : total.start] if out else ""
        if out and _CONVERTED.fullmatch(between) and total.money.currency != out[-1].money.currency:
            continue
        out.append(total)
    return tuple(out)


def sums(text: str, country: str | None) -> tuple[Sum, ...]:
    """The sums of money in a text, in order. A bare "dollar", "pound" or "franc" is that of `country`."""
    marked = read(text)
    found: list[Sum] = []
    for name in ("sign", "word"):
        for s in stretches(marked, name):
            at = s.parts.get("before") or s.parts.get("after")
            if at is None or not _well_written(marked, at[0]) or not _short_is_glued(marked, s):
                continue
            side = "moneybefore" if "before" in s.parts else "moneyafter"
            start, end = marked.starts[s.start], marked.ends[s.end - 1]
            code = currency(marked.classes[at[0]].get(side) or marked.classes[at[0]]["moneyscaled"], country)
            money = Money(low=s.low, high=s.high, currency=code, text=text[start:end], approximate=s.approximate)
            found.append(Sum(start, end, text[start:end], money))
    found.sort(key=lambda x: (x.start, -x.end))
    out: list[Sum] = []
    for total in found:
        if not out or total.start >= out[-1].end:
            out.append(total)
    return tuple(out)


def _well_written(marked: Marked, at: int) -> bool:
    """Letters of a code are capitals: "TOP 10" may be money, "Top 10" is none."""
    text = marked.text[marked.starts[at] : marked.ends[at]]
    code = next(v for k, v in marked.classes[at].items() if k.startswith("money"))
    return text.upper() != code or text.isupper()


def _short_is_glued(marked: Marked, found: Stretch) -> bool:
    """A short scale stands at its figures: "5m"."""
    return all(
        marked.ends[i - 1] == marked.starts[i]
        for i in range(found.start + 1, found.end)
        if "short" in marked.classes[i]
    )


def _counts(marked: Marked, found: Stretch) -> bool:
    """Whether a number counts things: no part of a word ("14-member", "2/3"), no age, no "one of them"."""
    text, start, end = marked.text, marked.starts[found.start], marked.ends[found.end - 1]
    first, last = found.parts["first"]
    if re.match(r"[-‐‑/.:]\w|\w", text[end : end + 2]) or re.search(
        r"(?:\w[-‐‑/.:]|\w)\Z", text[max(0, start - 2) : start]
    ):
        return False
    if re.match(r"0\d", text[start:end]) or _heads_line(text, start, end):
        return False
    after = marked.classes[found.end] if found.end < len(marked.classes) else {}
    before = marked.classes[found.start - 1] if found.start else {}
    if "short" in marked.classes[last - 1] and (not _short_is_glued(marked, found) or "lower" not in after):
        return False
    if "short" in marked.classes[last - 1] and re.search(r"\b[A-Z]{2,}[ -]\Z", text[max(0, start - 8) : start]):
        return False  # "MAN 40M trucks" are of a make
    alone = found.end - found.start == 1
    if alone and "comma" in before and "comma" in after and (found.low or 0) < _AGE:
        return False
    return not (
        alone and "numeral" in marked.classes[first] and found.low == 1 and ("notone" in before or "of" in after)
    )


def _heads_line(text: str, start: int, end: int) -> bool:
    """A figure with a dot that begins a line is the number of a paragraph."""
    before = text[max(0, start - 4) : start].rstrip(" \t")
    return text[end : end + 2] == ". " and (not before or before.endswith("\n"))


@lru_cache(maxsize=1)
def _item_lexicon() -> Lexicon:
    return Lexicon(
        Entry(form, "item", str(n), item.capital and form[0].isupper(), True, item.at)
        for n, item in enumerate(item_rows())
        for form in item.forms
    )


def items(text: str) -> tuple[ItemMention, ...]:
    """The things in a text that states give or ask for, in order; words that belong together are one thing."""
    marked = _item_lexicon().read(text)
    out: list[tuple[ItemMention, Item]] = []
    for at, classes in enumerate(marked.classes):
        if "item" not in classes:
            continue
        row = item_rows()[int(classes["item"])]
        start, end = marked.starts[at], marked.ends[at]
        if out and start < out[-1][0].end:
            continue
        if row.name:
            end += len(m[0]) if (m := re.match(r"[A-Z\d]{1,6}\b", text[end : end + 7])) else 0
        words = text[start:end]
        if row.capital and not _spelt(words, row):
            continue
        mention = ItemMention(start, end, words, row.item, row.item_class, row.support, row.name)
        if out and (joined := _joined(text, *out[-1], mention, row)):
            out[-1] = joined
        else:
            out.append((mention, row))
    return tuple(m for m, _ in out)


def _spelt(words: str, row: Item) -> bool:
    """Short names in capitals are written so: "TOW", not "tow"."""
    form = row.forms[0]
    return not (form.isalpha() and form.isupper() and len(form) <= 4) or words.startswith(form)


def _joined(text: str, a: ItemMention, first: Item, b: ItemMention, row: Item) -> tuple[ItemMention, Item] | None:
    """Two words for one thing: a type and its kind ("Javelin missiles"), or what another names ("tank shells")."""
    if row.name or text[a.end : b.start] not in (" ", "-"):
        return None
    if a.text.lower() not in (f.lower() for f in first.forms[:2]) and not first.name:
        return None
    words = text[a.start : b.end]
    if first.name and first.item_class == row.item_class:
        return ItemMention(a.start, b.end, words, a.item, a.item_class, a.support, True), first
    if a.item.lower().endswith(b.item.lower()):
        return ItemMention(a.start, b.end, words, a.item, a.item_class, a.support, a.make), first
    name = f"{a.text} {b.item}" if first.name else f"{a.item} {b.item}"
    return ItemMention(a.start, b.end, words, name, b.item_class, b.support), row
