"""How far deeds have come, against corpora that mark it on every event: MEANTIME (certainty, polarity, time) and the
factuality of the Universal Decompositional Semantics ("did it happen?").

Most of their events are no political deeds, so two things are measured. `covered`: of gold events, those where an event
of ours has its trigger; `accuracy` is of these. `given`: the status that our rules read for the very word gold marks,
deed or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

import msgspec

from dateline.records import Event

from .events import DONE
from .gold import GoldSpan
from .match import overlap
from .score import Result, Wrong, mean, share
from .words import shown

HELD = frozenset({"denied", "refused", "cancelled"})
OPEN = frozenset({"wanted", "asked", "conditional"})
CLEAR = 1.0
"""From here on annotators of the factuality scale (-3..3) say yes or no rather than don't know."""


class Deed(msgspec.Struct, frozen=True):
    """A marked word, and the statuses that would be right: `label` names the answer."""

    start: int
    end: int
    label: str
    right: frozenset[str]


class Marked(msgspec.Struct, frozen=True):
    """A text and its marked words."""

    id: str
    text: str
    date: str | None
    deeds: tuple[Deed, ...]


class Asks(Protocol):
    """What is asked of the program: its events, and the status it reads at each of some stretches."""

    def events(self, text: str, date: str | None) -> list[Event]: ...

    def statuses(self, text: str, date: str | None, spans: list[GoldSpan]) -> list[str | None]: ...


class MeantimeEvent(msgspec.Struct, frozen=True):
    start: int
    end: int
    certainty: str
    polarity: str
    time: str


class MeantimeReport(msgspec.Struct, frozen=True):
    id: str
    text: str
    date: str | None
    annotated_to: int
    events: tuple[MeantimeEvent, ...]


class UdsPredicate(msgspec.Struct, frozen=True):
    start: int
    end: int
    value: float


class UdsSentence(msgspec.Struct, frozen=True):
    id: str
    genre: str
    text: str
    predicates: tuple[UdsPredicate, ...]


def meantime_label(event: MeantimeEvent) -> tuple[str, frozenset[str]] | None:
    """The statuses that MEANTIME's three attributes stand for; None where they leave it open."""
    if event.polarity == "NEG":
        return "held", HELD
    if event.certainty == "PROBABLE":
        return "expected", frozenset({"expected"})
    if event.certainty == "POSSIBLE":
        return "possible", frozenset({"considered", "conditional"})
    if event.certainty != "CERTAIN" or event.polarity != "POS":
        return "open", OPEN
    if event.time == "FUTURE":
        return "planned", frozenset({"planned"})
    return ("done", DONE) if event.time == "NON_FUTURE" else None


def meantime(rows: Iterable[MeantimeReport]) -> list[Marked]:
    """MEANTIME's reports, each as far as it was annotated."""
    out = []
    for row in rows:
        labels = [(e, meantime_label(e)) for e in row.events]
        deeds = tuple(Deed(e.start, e.end, *label) for e, label in labels if label)
        out.append(Marked(row.id, row.text[: row.annotated_to], row.date, deeds))
    return out


def uds(rows: Iterable[UdsSentence]) -> list[Marked]:
    """Factuality of sentences: yes and no, where annotators are clear."""
    out = []
    for row in rows:
        clear = [p for p in row.predicates if abs(p.value) >= CLEAR]
        if clear:
            deeds = tuple(Deed(p.start, p.end, *_yes_or_no(p.value > 0)) for p in clear)
            out.append(Marked(row.id, row.text, None, deeds))
    return out


def _yes_or_no(happened: bool) -> tuple[str, frozenset[str]]:
    return ("done", DONE) if happened else ("not done", UNDONE)


UNDONE = HELD | OPEN | {"planned", "expected", "considered"}


def score(name: str, texts: Iterable[Marked], program: Asks) -> Result:
    """Coverage, accuracy of what is covered and of the given words, and the mean over labels, as most has happened."""
    result = Result(name)
    covered: list[bool] = []
    given: dict[str, list[bool]] = defaultdict(list)
    undone: list[bool] = []
    total = 0
    for text in texts:
        ours = program.events(text.text, text.date)
        spans = [GoldSpan(d.start, d.end) for d in text.deeds]
        for deed, status in zip(text.deeds, program.statuses(text.text, text.date, spans), strict=True):
            at = f"{text.id}/{deed.start}-{deed.end}"
            total += 1
            right = status in deed.right
            given[deed.label].append(right)
            result.items[f"{at}/given"] = right
            words = shown(text.text, GoldSpan(deed.start, deed.end))
            if not right:
                cause = f"given {deed.label} -> {status}"
                result.wrong.append(Wrong(cause, f"{at}/given", words, "/".join(sorted(deed.right)), str(status)))
            event = _at(deed, ours)
            if event is None:
                continue
            good = event.status in deed.right
            covered.append(good)
            if deed.label != "done":
                undone.append(good)
            result.items[f"{at}/event"] = good
            if not good:
                cause = f"event {deed.label} -> {event.status}"
                line = f"{event.type} {event.status} [{event.because}]"
                result.wrong.append(Wrong(cause, f"{at}/event", words, "/".join(sorted(deed.right)), line))
    _add(result, covered, undone, given, total)
    return result


def _at(deed: Deed, ours: list[Event]) -> Event | None:
    """The event of ours whose trigger shares most with the marked words; of several the shortest, then the first."""
    touching = [e for e in ours if overlap(e.trigger, deed)]
    return min(
        touching,
        key=lambda e: (-overlap(e.trigger, deed), e.trigger.end - e.trigger.start, e.trigger.start, e.id),
        default=None,
    )


def _add(result: Result, covered: list[bool], undone: list[bool], given: dict[str, list[bool]], total: int) -> None:
    every = [x for row in given.values() for x in row]
    result.scores["coverage"] = share(len(covered), total, gates=False)
    result.scores["accuracy"] = share(sum(covered), len(covered))
    result.scores["accuracy_undone"] = share(sum(undone), len(undone))
    result.scores["given_accuracy"] = share(sum(every), len(every))
    result.scores["given_mean_of_labels"] = mean(
        (sum(row) / len(row) for _, row in sorted(given.items())), min(map(len, given.values()), default=0)
    )
    for label, row in sorted(given.items()):
        result.scores[f"given_{label.replace(' ', '_')}"] = share(sum(row), len(row), gates=False)
