"""Small grammars over marked tokens, for dates and amounts.

A text is cut into tokens. Each token gets a mark: one private character that stands for the set of classes it belongs
to (`month`, `num`, `of` ...), as the tables have them. A template such as `day=dayno of? month=month` becomes a
regular expression over the string of marks, so it is short to read, and its time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dateline.knowledge.times import Entry

# A date in figures is one token, else "17/01/2023" would be three numbers.
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+)"
    r"|(?P<date>(?<![\w.,/-])\d{1,4}(?P<sign>[-/.])\d{1,2}(?P=sign)\d{1,4}(?![\w/-]|[.,]\d))"
    r"|(?P<figures>\d+(?:[.,:]\d+)*)|(?P<ending>['’][^\W\d_]{1,2}\b)|(?P<gap>\n[^\S\n]*\n\s*)|(?P<other>\S)"
)
_WHOLE = re.compile(r"\d{1,15}\Z")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{2,3}){0,4},\d{3}\Z")
_DECIMAL = re.compile(r"\d{1,15}(?:,\d{3}){0,4}\.\d{1,6}\Z")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?\Z")
_NAME = re.compile(r"(?P<group>[a-z]\w*)=\(|(?:(?P<name>[a-z]\w*)=)?(?P<classes>[a-z]\w*(?:/[a-z]\w*)*)")
_FIRST_MARK = 0xE000  # the private use area: more characters than any table has sets of classes
_SHORT = {"short", "short_sure"}
_HYPHENS = "-‐‑"
T = TypeVar("T")
Classes = Mapping[str, str]
"""The classes that a token belongs to, and its value in each."""


def shape_of(kind: str, text: str) -> dict[str, str]:
    """The classes that a token has by its look alone."""
    if kind == "date":
        return {"numdate": text}
    if kind == "gap":
        return {"gap": ""}
    if kind == "word":
        return {"upper" if text[0].isupper() else "lower": ""}
    if kind != "figures":
        return {"sign": ""}
    out: dict[str, str] = {}
    if _CLOCK.match(text):
        out["clock"] = text
    if _WHOLE.match(text):
        value = int(text)
        out |= {"int": str(value), "num": str(value)}
        if len(text) <= 2 and 1 <= value <= 31:
            out["dayno"] = str(value)
        if len(text) == 2:
            out["yy"] = text
        if len(text) == 4 and 1000 <= value < 2200:
            out["yyyy"] = text
            if 1900 <= value < 2100:
                out["nearyear"] = text
            if value % 10 == 0:
                out["tenyear"] = text
    elif _THOUSANDS.match(text) or _DECIMAL.match(text):
        out["num"] = text.replace(",", "")
    return out or {"figures": ""}


# One text for each set of classes that figures can have: their marks must be known before any text is read.
_FIGURES = ("7", "17", "77", "777", "2017", "1517", "2020", "1520", "7.5", "10.30", "10:30", "1.2.3")
_SHAPES = (
    *(("figures", x) for x in _FIGURES),
    *(("date", "1/1/2000"), ("gap", "\n\n"), ("word", "a"), ("word", "A"), ("other", "?")),
)
_CODE: Classes = {"code": ""}
_UPPER, _LOWER, _SIGN = (shape_of("word", "A"), shape_of("word", "a"), shape_of("other", "?"))


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases: the next words, and the classes of the phrase that ends here, written with a
    capital and without."""

    after: dict[str, _Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    capital: Classes = field(default_factory=dict)
    small: Classes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as tokens: `line` holds one mark for each; `starts`, `ends` and `classes` run beside it."""

    text: str
    line: str
    starts: Sequence[int]
    ends: Sequence[int]
    classes: Sequence[Classes]


class Lexicon:
    """The phrases of the tables by their tokens. The longest phrase at a place is one token."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._root = _Node()
        ends: dict[int, _Node] = {}
        for entry in entries:
            node = self._root
            for m in _TOKEN.finditer(entry.phrase):
                node = node.after.setdefault(m.group().lower(), _Node())
            node.entries.append(entry)
            ends[id(node)] = node
        sets = {frozenset(shape_of(kind, text)) for kind, text in _SHAPES} | {frozenset(_CODE)}
        for node in ends.values():
            node.capital, node.small = _classes(node.entries, True), _classes(node.entries, False)
            sets |= {frozenset(node.capital), frozenset(node.small)}
        self._marks = {s: chr(_FIRST_MARK + n) for n, s in enumerate(sorted(sets, key=sorted))}
        self._mark_of = {id(c): self._marks[frozenset(c)] for n in ends.values() for c in (n.capital, n.small)}
        self._mark_of |= {id(c): self._marks[frozenset(c)] for c in (_CODE, _UPPER, _LOWER, _SIGN)}

    def read(self, text: str) -> Marked:
        """The tokens of a text with their classes. Figures that are part of a name ("F-16") have the class `code`."""
        kinds, starts, ends, words = [], [], [], []
        for m in _TOKEN.finditer(text):
            kinds.append(m.lastgroup or "")
            starts.append(m.start())
            ends.append(m.end())
            words.append(m.group().lower())
        first: list[int] = []
        last: list[int] = []
        classes: list[Classes] = []
        marks: list[str] = []
        at, count, root = 0, len(words), self._root.after
        while at < count:
            found: Classes = {}
            to, next_at = at, at + 1
            node = root.get(words[at])
            while node is not None:
                if node.entries:
                    fits = node.capital if text[starts[at]].isupper() else node.small
                    if fits:
                        found, to = fits, next_at - 1
                node = node.after.get(words[next_at]) if next_at < count and node.after else None
                next_at += 1
            kind = kinds[at]
            if found.keys() == _SHORT and not _glued(kinds, starts, ends, at):
                found = {}
            if found:
                pass
            elif kind == "word":
                found = _UPPER if text[starts[at]].isupper() else _LOWER
            elif (
                kind == "figures"
                and at
                and ends[at - 1] == starts[at]
                and _in_name(kinds, words, starts, ends, at)
                and not ("moneybefore" in classes[-1] and _lower(text, starts[at - 1], ends[at - 1]))
            ):
                found = _CODE
            elif kind in ("other", "ending"):
                found = _SIGN
            else:
                found = shape_of(kind, words[at])
            first.append(starts[at])
            last.append(ends[to])
            classes.append(found)
            marks.append(self._mark_of.get(id(found)) or self._marks[frozenset(found)])
            at = to + 1
        return Marked(text, "".join(marks), first, last, classes)

    def compile(self, template: str) -> re.Pattern[str]:
        """A template as a regular expression over marks: `name=class/class` is one token, `name=(...)` several, spaces
        mean nothing, the rest are signs of regular expressions."""

        def one(m: re.Match[str]) -> str:
            if m["group"]:
                return f"(?P<{m['group']}>"
            wanted = set(m["classes"].split("/"))
            marks = "".join(mark for classes, mark in self._marks.items() if wanted & classes)
            if not marks:
                raise ValueError(f"no token can be any of {sorted(wanted)} in the template {template!r}")
            return f"(?P<{m['name']}>[{marks}])" if m["name"] else f"[{marks}]"

        return re.compile(_NAME.sub(one, template).replace(" ", ""))


def _classes(found: Sequence[Entry], capital: bool) -> dict[str, str]:
    out: dict[str, str] = {}
    for entry in found:
        if entry.capital and not capital:
            continue
        out[entry.mark] = entry.value
        if entry.sure:
            out[entry.mark + "_sure"] = entry.value
    return out


def _glued(kinds: Sequence[str], starts: Sequence[int], ends: Sequence[int], at: int) -> bool:
    """Whether a short scale stands at its figures and at nothing else: the "m" of "5m", not the "M" of "28 M113s"."""
    before = at > 0 and kinds[at - 1] == "figures" and ends[at - 1] == starts[at]
    after = at + 1 < len(kinds) and kinds[at + 1] in ("word", "figures") and starts[at + 1] == ends[at]
    return before and not after


def _lower(text: str, start: int, end: int) -> bool:
    """Whether a stretch has a small letter: "Rs5 billion" is money, "KD63" may be a missile."""
    return any(c.islower() for c in text[start:end])


def _in_name(kinds: list[str], words: list[str], starts: list[int], ends: list[int], at: int) -> bool:
    """Whether figures glued to the token before them are part of a name: "K2", "F-16", but not "mid-2025"."""
    before = at - 1
    if kinds[before] == "word":
        return True
    if words[before] not in _HYPHENS or not before or ends[before - 1] != starts[before]:
        return False
    return kinds[before - 1] == "word" and len(words[before - 1]) <= 2


@dataclass(frozen=True, slots=True)
class Found:
    """Where a template matched: tokens `first` to `last` (behind it), and the same of its named parts."""

    first: int
    last: int
    parts: Mapping[str, tuple[int, int]]


def matches(pattern: re.Pattern[str], line: str) -> Iterator[Found]:
    """All places where a compiled template matches."""
    for m in pattern.finditer(line):
        if m.end() > m.start():
            yield Found(m.start(), m.end(), {k: m.span(k) for k, v in m.groupdict().items() if v is not None})


def longest(found: Iterable[tuple[int, int, T]]) -> list[tuple[int, int, T]]:
    """Of stretches that overlap the first to begin, and of those the longest; ties go to the first given."""
    out: list[tuple[int, int, T]] = []
    for item in sorted(found, key=lambda x: (x[0], -x[1])):
        if not out or item[0] >= out[-1][1]:
            out.append(item)
    return out
