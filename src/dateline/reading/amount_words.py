"""The grammar of amounts: templates over the classes of `numbers.tsv`, `units.tsv` and `currencies.tsv`, and what the
words of a number come to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.amounts import currencies, numbers, units
from dateline.knowledge.times import Entry
from dateline.reading.grammar import Classes, Lexicon, Marked, matches

FIGURES = "num (dash? scale scale?|short)?"
WORDS = "numeral andhalf? (dash? scale (andword? numeral)?){0,4}"
PARTS = "((half|quarter) article?|article) scale scale?"
FEW = "few scale scale?|couple scale? scale?"
PLURAL = "plural (of plural){1,2}|plural_sure|plural (?= of)"
NUMBER = f"({FIGURES}|{WORDS}|{PARTS}|{FEW}|{PLURAL})"
FRONT = "((bound=atleast/upto) about? another?|about another?)?"
TAIL = "tail=(ormore|orso)?"
# Between its ends a range has "to" or "or"; "and" only behind "between", which `_range` asks for.
RANGE = f"first=({NUMBER}) (to/or/andword last=({NUMBER}))?"
WITH_SIGN = (
    f"(?<! notbefore) {FRONT} before=moneybefore first=({NUMBER})"
    f"(to/or/andword second=(moneybefore?) last=({NUMBER}))? dash? (after=moneyafter)? {TAIL}"
)
WITH_WORD = f"{FRONT} {RANGE} (of|dash)? after=(moneyafter|(?<= scale) moneyscaled) {TAIL}"
COUNT = (
    f"(?<! notbefore) (?<! moneybefore) {FRONT} {RANGE} {TAIL} (of? unit=unit)?"
    "(of? not=(percent/th/moneyafter/meridiem))?"
)
EXACT = 2**53
"""Whole numbers up to here are told as such."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of an amount: tokens `start` to `end` (behind it), its named parts, and what its numbers come to."""

    start: int
    end: int
    parts: dict[str, tuple[int, int]]
    low: float | None
    high: float | None
    approximate: bool


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of numbers, units and money."""
    rows = list(numbers())
    rows += [Entry(form, "unit", unit, False, True, "units.tsv") for form, (unit, _) in units().items()]
    for form, (place, name) in currencies().items():
        capital = form[0].isupper()
        for side in ("before", "after") if place == "any" else (place,):
            rows.append(Entry(form, f"money{side}", name, capital, True, "currencies.tsv"))
    return Lexicon(rows)


@lru_cache(maxsize=1)
def patterns() -> dict[str, re.Pattern[str]]:
    """The templates ready to use."""
    texts = {"count": COUNT, "sign": WITH_SIGN, "word": WITH_WORD}
    return {name: lexicon().compile(text) for name, text in texts.items()}


@lru_cache(maxsize=2)
def read(text: str) -> Marked:
    """The tokens of a text; kept, since numbers and sums both ask for them."""
    return lexicon().read(text)


def stretches(marked: Marked, name: str) -> Iterator[Stretch]:
    """Where a template fits. Two numbers that are no range are two stretches, the second with its own sign of money."""
    for found in matches(patterns()[name], marked.line):
        parts = {k: v for k, v in found.parts.items() if v[1] > v[0]}
        first, last, second = parts["first"], parts.pop("last", None), parts.pop("second", None)
        signs = [marked.classes[s[0]].get("moneybefore") for s in (parts.get("before"), second) if s]
        same = len(set(signs)) < 2
        between = _range(marked, found.first, first, last) if last and same else None
        if last is None or between:
            yield _stretch(marked, found.first, found.last, parts, between)
            continue
        ahead = {k: v for k, v in parts.items() if k not in ("tail", "unit")}
        yield _stretch(marked, found.first, first[1], ahead, None)
        if second or "before" not in parts:
            behind = (
                {k: v for k, v in parts.items() if k != "bound"}
                | {"first": last}
                | ({"before": second} if second else {})
            )
            yield _stretch(marked, second[0] if second else last[0], found.last, behind, None)


def _stretch(
    marked: Marked, start: int, end: int, parts: dict[str, tuple[int, int]], between: tuple[float, float] | None
) -> Stretch:
    low, high = between or value(marked.classes[slice(*parts["first"])])
    bound, tail = _classes(marked, *parts.get("bound", (0, 0))), _classes(marked, *parts.get("tail", (0, 0)))
    approximate = "about" in _classes(marked, start, parts["first"][0]) or "orso" in tail
    if "atleast" in bound or "ormore" in tail:
        return Stretch(start, end, parts, whole(low), None, approximate)
    if "upto" in bound:
        return Stretch(start, end, parts, None, whole(low if high is None else high), approximate)
    return Stretch(start, end, parts, whole(low), whole(high), approximate)


def _range(marked: Marked, start: int, first: tuple[int, int], last: tuple[int, int]) -> tuple[float, float] | None:
    """Both ends of a range, which may share the scale of the second ("10 to 12 million")."""
    before = marked.classes[start - 1] if start else {}
    if "andword" in marked.classes[first[1]] and "between" not in before:
        return None
    one, other = marked.classes[slice(*first)], marked.classes[slice(*last)]
    low, high, share = value(one)[0], value(other)[0], scale(other)
    if scale(one) == 1 and low * share <= high:
        low *= share
    return (low, high) if 0 < low < high else None


def _classes(marked: Marked, start: int, end: int) -> set[str]:
    return {name for c in marked.classes[start:end] for name in c}


def scale(tokens: Sequence[Classes]) -> float:
    """By what the words of scale in a number multiply."""
    out = 1.0
    for c in tokens:
        if "scale" in c or "short" in c:
            out *= float(c.get("scale") or c["short"])
    return out


def value(tokens: Sequence[Classes]) -> tuple[float, float | None]:
    """What the words of a number come to; the second is None where it is open ("dozens")."""
    if any("plural" in c for c in tokens):
        units_of = [float(c["plural"]) for c in tokens if "plural" in c]
        total = 2.0
        for unit in units_of:
            total *= unit
        return total, None
    if any("few" in c for c in tokens):
        return 2 * scale(tokens), None
    if any("couple" in c for c in tokens):
        return 2 * scale(tokens), 2 * scale(tokens)
    total = current = 0.0
    seen = False  # a number or part that a scale multiplies
    for c in tokens:
        if "num" in c or "numeral" in c:
            current, seen = current + float(c["num"] if "num" in c else c["numeral"]), True
        elif "half" in c or "quarter" in c or "andhalf" in c:
            current, seen = current + float(next(c[k] for k in ("half", "quarter", "andhalf") if k in c)), True
        elif "scale" in c or "short" in c:
            times = float(c.get("scale") or c["short"])
            if times < 1000:
                current = (current if seen else 1) * times
            elif current or not total:
                total, current = total + (current if seen else 1) * times, 0.0
            else:
                total *= times
            seen = True
    return total + current, total + current


def whole(number: float | None) -> float | None:
    """A whole number as such: 14, not 14.0."""
    return int(number) if number is not None and number == int(number) and abs(number) < EXACT else number
