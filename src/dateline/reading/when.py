"""Where a text names days, and which: "on Friday", "earlier this week", "from 3 to 5 May", "since 2014".

`find` gives the days that the words themselves name, `toward` those of a deed that is told with them: "on Friday" with
"will meet" is the next one, "since 2014" goes on until the report's day, "this year" of what has happened ends there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from dateline.reading.day_ranges import DAY, Range
from dateline.reading.grammar import Marked, longest, matches
from dateline.reading.time_names import order
from dateline.reading.time_templates import EXPLICIT, Template, lexicon, templates
from dateline.reading.time_words import Now, Reader, Words, resolve
from dateline.records import Basis, Days

# How many words from a day the word may stand that tells whether it lies ahead.
_BEFORE, _AFTER = 14, 8
# "earlier this week" is over and "later this month" is to come, whatever the deed.
_SIDE = {"sofar": False, "rest": True}
BOUNDS = ("since", "by", "until", "beforedate", "afterdate")


@dataclass(frozen=True, slots=True)
class Meaning:
    """How the words of an expression give days: a reader, its words, and the days named before them. `bound` is the
    word before them, as a class of `times.tsv` (`since`, `by` ...)."""

    reader: Reader
    words: Words
    mention: Range | None = None
    day_first: bool | None = None
    bound: str | None = None

    def days(self, report: date | None, future: bool | None) -> Range | None:
        """The days that the words name."""
        return resolve(self.reader, self.words, Now(report, future, self.mention, self.day_first))


@dataclass(frozen=True, slots=True)
class Span:
    """Two expressions that are the ends of a span, and the words from the one to the other."""

    first: Meaning
    last: Meaning
    text: str

    def days(self, report: date | None, future: bool | None) -> Range | None:
        """From the first day of the one to the last of the other."""
        first, last = self.first.days(report, future), self.last.days(report, future)
        if first and last and first[0] > last[1]:  # "from October to mid-2025", read in November
            first = self.first.days(last[1], False)
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name days, and which; None where they can't be told: without a report's day, or by "in recent years".
    `span`: the words are one end of it."""

    start: int
    end: int
    text: str
    days: Days | None
    kind: str
    meaning: Meaning = field(repr=False, compare=False)
    span: Span | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Match:
    """Tokens `first` to `last` (behind it) that a template fits."""

    first: int
    last: int
    template: Template
    words: Words


def find(text: str, report_date: str | None) -> tuple[TimeExpression, ...]:
    """The expressions of time in a text, in order, read against the day of the report."""
    report = date.fromisoformat(report_date) if report_date else None
    marked, found = _matches(text)
    orders = {order(m.words["figures"]) for m in found if "figures" in m.words} - {None}
    day_first = orders.pop() if len(orders) == 1 else None
    out: list[TimeExpression] = []
    mention: Range | None = None
    for match, partner in zip(found, _partners(marked, found), strict=True):
        meaning = _meaning(marked, match, partner, mention, day_first)
        start, end = marked.starts[match.first], marked.ends[match.last - 1]
        days = meaning.days(report, _ahead(marked, match.first, match.last))
        mention = days or mention
        out.append(
            TimeExpression(
                start, end, text[start:end], _named(days, text[start:end], meaning), match.template.kind, meaning
            )
        )
        if partner is not None and partner.first < match.first:
            first = out[-2]
            span = Span(first.meaning, meaning, text[first.start : end])
            out[-2:] = [replace(first, span=span), replace(out[-1], span=span)]
    return tuple(out)


def toward(expression: TimeExpression, report_date: str | None, future: bool) -> Days | None:
    """The days of a deed told with these words, which lies ahead of the report's day or behind it."""
    try:
        return _toward(expression, date.fromisoformat(report_date) if report_date else None, future)
    except OverflowError:  # the first or last day that a calendar has
        return None


def _toward(expression: TimeExpression, report: date | None, future: bool) -> Days | None:
    meaning, words = expression.meaning, expression.text
    future = _SIDE.get(meaning.words.get("edge", ""), future)
    days = meaning.days(report, future)
    if expression.span is not None and (whole := expression.span.days(report, future)):
        days, words = whole, expression.span.text
    if days is None:
        return None
    if report is not None:
        days = _bounded(days, meaning, report, future)
    if days is not None and report is not None and days[0] < report < days[1]:
        days = (report, days[1]) if future else (days[0], report)
    return _named(days, words, meaning)


def spans(text: str) -> list[tuple[int, int]]:
    """Where the expressions of time stand, whatever they mean."""
    marked, found = _matches(text)
    return [(marked.starts[m.first], marked.ends[m.last - 1]) for m in found]


def _named(days: Range | None, words: str, meaning: Meaning) -> Days | None:
    if days is None:
        return None
    explicit = "year" in meaning.words or meaning.reader in EXPLICIT
    basis: Basis = "stated" if explicit and meaning.bound is None else "resolved"
    return Days(start=days[0].isoformat(), end=days[1].isoformat(), text=words, basis=basis)


def _bounded(days: Range, meaning: Meaning, report: date, future: bool) -> Range | None:
    """The days of a deed since, until, before or after some days; None where only one end is known."""
    first, last = days
    if meaning.bound == "since":
        return (first, report) if first <= report else days
    if meaning.bound in ("by", "until"):
        return (report, last) if future and last >= report else days
    if meaning.bound == "beforedate":
        end = last if meaning.words.get("edge") == "end" else first - DAY
        return (report, end) if future and end >= report else None
    if meaning.bound == "afterdate":
        return (last + DAY, report) if not future and last < report else None
    return days


@lru_cache(maxsize=2)
def _matches(text: str) -> tuple[Marked, list[_Match]]:
    """The tokens of a text and where the templates fit; kept, since dates and numbers both ask for them."""
    marked = lexicon().read(text)
    found: list[tuple[int, int, _Match]] = []
    for template in templates():
        for m in matches(template.pattern, marked.line):
            words = {k: _value(marked, at, template.classes[k]) for k, (at, _) in m.parts.items()}
            found.append((m.first, m.last, _Match(m.first, m.last, template, words)))
    return marked, [m for _, _, m in longest(found)]


def _value(marked: Marked, at: int, classes: Sequence[str]) -> str:
    have = marked.classes[at]
    return next(have[c] for c in classes if c in have)


def _partners(marked: Marked, found: list[_Match]) -> list[_Match | None]:
    """For each expression the other end of the span that it is an end of: "from 20 May to 3 June", "2012–2014"."""
    out: list[_Match | None] = [None] * len(found)
    for n, (a, b) in enumerate(pairwise(found)):
        if out[n] is None and _is_span(marked, a, b):
            out[n], out[n + 1] = b, a
    return out


def _is_span(marked: Marked, a: _Match, b: _Match) -> bool:
    if b.first - a.last != 1:
        return False
    between, before = marked.classes[a.last], marked.classes[a.first - 1] if a.first else {}
    if "dash" in between:
        return a.template.kind == b.template.kind
    if "and" in between:
        return "between" in before
    return "to" in between and ("from" in before or a.template.kind == b.template.kind)


def _meaning(
    marked: Marked, match: _Match, partner: _Match | None, mention: Range | None, day_first: bool | None
) -> Meaning:
    """The meaning of an expression; the first end of a span shares the year told with the other."""
    words = match.words
    if partner is not None:
        both = {"month", "season"} & words.keys() and {"month", "season"} & partner.words.keys()
        if both and "year" in partner.words and "year" not in words:
            words = {**words, "year": partner.words["year"]}
        return Meaning(match.template.reader, words, mention, day_first)
    return Meaning(match.template.reader, words, mention, day_first, _bound(marked, match))


def _bound(marked: Marked, match: _Match) -> str | None:
    """The word of bound before an expression, unless that is itself before another noun ("after Friday's talks")."""
    after = marked.classes[match.last] if match.last < len(marked.classes) else {}
    if not match.first or "poss" in after:
        return None
    before = marked.classes[match.first - 1]
    return next((b for b in BOUNDS if b in before), None)


def _ahead(marked: Marked, first: int, last: int) -> bool | None:
    """Whether the words around an expression speak of what is to come: the nearest before it, else behind it."""
    before = range(first - 1, max(-1, first - 1 - _BEFORE), -1)
    told = _first_told(marked, before)
    return told if told is not None else _first_told(marked, range(last, min(len(marked.classes), last + _AFTER)))


def _first_told(marked: Marked, places: range) -> bool | None:
    """What the first word that tells says, up to the end of the sentence."""
    for at in places:
        classes = marked.classes[at]
        if ("ahead" in classes or "behind" in classes) and not (at and "be" in marked.classes[at - 1]):
            return "ahead" in classes  # but "to be held" has not happened
        if "gap" in classes or marked.text[marked.starts[at]] in ".!?":
            return None
    return None
