"""What speaks for and against a day as the one on which a deed was done, by the names of `days.tsv`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import log, log1p

from dateline.reading.dated import AHEAD, NEVER
from dateline.reading.narrated import RECENT, last_told
from dateline.reading.nearness import Marks, form, most, near
from dateline.reading.notes import Notes
from dateline.reading.told import Telling
from dateline.reading.voices import Voices
from dateline.reading.when import TimeExpression, toward
from dateline.records import Days, Event

ROUND = 12
"""Expressions of time to either side of a telling that may be its own."""


@dataclass(frozen=True)
class Candidate:
    """Days that may be a deed's, and the words that name them; no words: the report's day, or since the day told last."""

    days: Days | None
    words: tuple[TimeExpression, ...] = ()
    since: bool = False


@dataclass(frozen=True)
class Deed:
    """An event, its tellings, and the days that the telling alone gives (`narrated`)."""

    event: Event
    tellings: Sequence[Telling]
    narrated: Days | None


class Daybook:
    """All deeds of a report and the days that it tells."""

    def __init__(self, notes: Notes, voices: Voices, deeds: Sequence[Deed]) -> None:
        self.notes, self.voices, self.deeds = notes, voices, deeds
        self.day = notes.document.report.date
        self.told = last_told([d.event for d in deeds], self.day)
        self.times = [t for t in notes.times if t.days is not None]
        self.starts = [t.start for t in self.times]

    @cached_property
    def heads(self) -> dict[int, int]:
        """By the start of an expression its topmost word."""
        document, out = self.notes.document, {}
        for t in self.times:
            words = list(document.words_in(t.start, t.end))
            out[t.start] = next((w for w in words if document.heads[w] not in words), words[0]) if words else -1
        return out

    @cached_property
    def of_saying(self) -> frozenset[int]:
        """Words of speech: a day that hangs on one is when it was said."""
        document = self.notes.document
        cues = (v.cue for v in self.voices.voices if v.cue is not None)
        return frozenset(w for cue in cues for w in document.words_in(cue.start, cue.end))

    @cached_property
    def taken(self) -> dict[tuple[str | None, str], set[int]]:
        """By the words and first day of an expression the deeds that the rules give it to."""
        out: dict[tuple[str | None, str], set[int]] = {}
        for number, deed in enumerate(self.deeds):
            for t in deed.tellings:
                if t.days is not None and t.days.text is not None:
                    out.setdefault((t.days.text, t.days.start), set()).add(number)
        return out

    @cached_property
    def days(self) -> list[tuple[str, str] | None]:
        """The days that the rules give to each deed."""
        given = (d.event.date or d.narrated for d in self.deeds)
        return [(d.start, d.end) if d is not None else None for d in given]

    def candidates(self, deed: Deed) -> list[Candidate]:
        """All days that may be the deed's, none among them; the report's day, then days in the order in which they are told."""
        ahead = deed.event.status in AHEAD
        found: dict[tuple[str, str], list[tuple[TimeExpression, Days]]] = {}
        for x in self._round(deed.tellings):
            days = toward(x, self.day, ahead)
            if days is not None:
                found.setdefault((days.start, days.end), []).append((x, days))
        out = [Candidate(None)]
        if self.day is not None:
            today = Days(start=self.day, end=self.day, text=None, basis="report")
            own = found.pop((self.day, self.day), [])
            out.append(Candidate(own[0][1] if own else today, tuple(x for x, _ in own)))
            for since in self._since(deed):
                if (since.start, since.end) not in found:
                    out.append(Candidate(since, since=True))
        return out + [Candidate(some[0][1], tuple(x for x, _ in some)) for some in found.values()]

    def _round(self, tellings: Sequence[Telling]) -> list[TimeExpression]:
        starts = self.notes.document.starts
        near: dict[int, TimeExpression] = {}
        for t in tellings:
            at = bisect_left(self.starts, starts[t.mention.word])
            near |= {x.start: x for x in self.times[max(0, at - ROUND) : at + ROUND]}
        return [near[k] for k in sorted(near)]

    def _since(self, deed: Deed) -> list[Days]:
        """From the day told last until the report's; and from the first that it tells of what was done of late."""
        at = bisect_left(self.told, (deed.event.trigger.start, ""))
        first = [day for _, day in (*self.told[at - 1 : at], *self.told[:1]) if self.day is not None and day < self.day]
        return [Days(start=d, end=self.day or d, text=None, basis="report") for d in dict.fromkeys(first)]

    def marks(self, number: int, candidate: Candidate) -> Marks:
        """What speaks for days as those of the deed of this number."""
        deed = self.deeds[number]
        if candidate.days is None:
            return self._open(deed, "none") | self._elsewhere(number, None)
        out = self._elsewhere(number, (candidate.days.start, candidate.days.end))
        rule = deed.event.date
        out["by rule"] = float(rule is not None and _same(rule, candidate.days))
        out["by rule of a telling"] = float(any(t.days and _same(t.days, candidate.days) for t in deed.tellings))
        if candidate.since:
            out |= self._open(deed, "since")
            out["since the first day told"] = float(bool(self.told) and candidate.days.start == self.told[0][1])
        elif _today(candidate.days, self.day):
            out |= self._open(deed, "today")
        if deed.narrated is not None:
            out["by the telling"] = float(_same(deed.narrated, candidate.days))
        if candidate.words:
            out |= most(self._told(number, candidate))
            out |= self._days(deed, candidate.days)
            out["told again"] = log(len(candidate.words))
        return out

    def _elsewhere(self, number: int, days: tuple[str, str] | None) -> Marks:
        """How often the rules give other deeds these days: at large, near by, of such deeds, and such as have come as far."""
        own, first = self.deeds[number], self.deeds[number].tellings[0].sentence
        stage = _stage(own.event)
        others = [d for n, d in enumerate(self.deeds) if n != number and self.days[n] == days]
        sort = "none" if days is None else "today" if days == (self.day, self.day) else "a day"
        away = [abs(d.tellings[0].sentence - first) for d in others]
        seen = {
            "others": log1p(len(others)),
            "share of others": len(others) / max(1, len(self.deeds) - 1),
            "others in its sentence": float(0 in away),
            "others in the next sentence": float(1 in away),
            "others of its type": float(any(d.event.type == own.event.type for d in others)),
            "others as far": float(any(_stage(d.event) == stage for d in others)),
        }
        return {f"{name}, {sort}": value for name, value in seen.items()}

    def _open(self, deed: Deed, sort: str) -> Marks:
        """What speaks for no day, for the report's, or for since the last one: how the deed is told, and where."""
        document, first = self.notes.document, deed.tellings[0]
        timed = any(
            document.sentence_of[self.heads[x.start]] == t.sentence for t in deed.tellings for x in self._round([t])
        )
        kinds = [
            deed.event.status,
            f"{form(document, first)}",
            f"{_stage(deed.event)} {form(document, first)}",
            f"sentence {min(first.sentence, 3)}",
            deed.event.type,
            "voiced" if deed.event.said_by else "unvoiced",
            "told again" if len(deed.tellings) > 1 else "told once",
            "a time in its sentence" if timed else "no time in its sentence",
            "a day by rule" if deed.event.date is not None and deed.event.date.text else "no day by rule",
            "no time told" if not self.times else "times told",
        ]
        return {sort: 1.0} | {f"{sort}, {kind}": 1.0 for kind in kinds}

    def _told(self, number: int, candidate: Candidate) -> Iterable[tuple[str, float]]:
        """Where the words stand that name the days."""
        document, deed = self.notes.document, self.deeds[number]
        for x in candidate.words:
            head = self.heads[x.start]
            others = self.taken.get((x.text, x.days.start if x.days else ""), set())
            yield "another's", float(bool(others) and number not in others)
            yield "of a saying", float(document.heads[head] in self.of_saying)
            yield f"bound {x.meaning.bound}", 1.0
            yield f"kind {x.kind}", 1.0
            at = document.sentence_of[head]
            yield "in the first sentences", float(at < 2)
            for t in deed.tellings:
                yield from near(document, t, head, "time")
                if head < t.mention.word:
                    between = [n for n in self.starts if document.starts[head] < n < document.starts[t.mention.word]]
                    yield "told last before it", float(not between)

    def _days(self, deed: Deed, days: Days) -> Marks:
        """How long, and on which side of the report's day."""
        first, last = date.fromisoformat(days.start), date.fromisoformat(days.end)
        length = (last - first).days + 1
        size = next(
            (name for name, most in (("day", 1), ("week", 7), ("month", 31), ("year", 366)) if length <= most), "long"
        )
        out = {size: 1.0, f"{size}, {_stage(deed.event)}": 1.0}
        if self.day is not None:
            today = date.fromisoformat(self.day)
            side = "behind" if last < today else "ahead" if first > today else "around"
            near = min(abs((first - today).days), abs((last - today).days)) <= RECENT
            out |= {
                f"{side}, {_stage(deed.event)}": 1.0,
                f"{'near' if near else 'far'} {side}, {form(self.notes.document, deed.tellings[0])}": 1.0,
            }
            out["far"] = log1p(min(abs((first - today).days), abs((last - today).days)) / RECENT)
        return out


def _same(a: Days, b: Days) -> bool:
    return (a.start, a.end) == (b.start, b.end)


def _today(days: Days, day: str | None) -> bool:
    return days.start == days.end == day


def _stage(event: Event) -> str:
    return "ahead" if event.status in AHEAD else "never" if event.status in NEVER else event.status
