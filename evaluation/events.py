"""Events of whole reports against gold: what matches what, and how much of it is right.

An event of ours matches a gold event of the same report where the type is the same, or among those that count too, and
our trigger overlaps a gold mention or, more weakly, a sentence of our evidence covers one. One to one, best first:
trigger before sentence, then nearness of parties, then status. A match with an optional event is taken out of the
count. Everything else unmatched is a false positive or a miss; telling one deed twice is a false positive."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.records import Days, Event

from . import calibration, events_wrong
from .gold import GoldDays, GoldEvent, GoldReport
from .keys import actor_key, actor_keys, same_voice
from .match import Rank, assign, covers, likeness, overlap
from .score import Result, prf, share

SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
DONE = frozenset({"happened", "ongoing"})
TRIGGER, SENTENCE = 2, 1


@dataclass(frozen=True, slots=True)
class Match:
    """A gold event and ours, by their places in the lists given, and whether the trigger or the sentence matched."""

    gold: int
    ours: int
    level: int


def match(gold: list[GoldEvent], ours: list[Event]) -> list[Match]:
    """The matches of one report. The order of neither list matters."""
    g_order = sorted(range(len(gold)), key=lambda i: _gold_mark(gold[i]))
    o_order = sorted(range(len(ours)), key=lambda i: _our_mark(ours[i]))
    ranks: dict[tuple[int, int], Rank] = {}
    for i, g in enumerate(g_order):
        for j, o in enumerate(o_order):
            if at := level(gold[g], ours[o]):
                ranks[i, j] = _rank(gold[g], ours[o], at)
    pairs = assign(ranks)
    return sorted(
        (Match(g_order[i], o_order[j], int(ranks[i, j][0])) for i, j in pairs.items()), key=lambda m: (m.gold, m.ours)
    )


def level(gold: GoldEvent, ours: Event) -> int:
    """How two events match: by trigger, by sentence, or (0) not at all."""
    if ours.type != gold.type and ours.type not in gold.also:
        return 0
    if any(overlap(ours.trigger, m) for m in gold.mentions):
        return TRIGGER
    if any(covers(e, m) for e in ours.evidence for m in gold.mentions):
        return SENTENCE
    return 0


def _rank(gold: GoldEvent, ours: Event, at: int) -> Rank:
    """Level, nearness of parties, status; then the type itself before one that counts too, then what counts."""
    near = sum(likeness(a, b) for a, b in _sides(gold, ours)) / 2
    return (at, round(near, 6), ours.status == gold.status, ours.type == gold.type, not gold.optional)


def _sides(gold: GoldEvent, ours: Event) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Gold's and our actors, and gold's and our recipients; of a symmetric deed both sides together."""
    if gold.type in SYMMETRIC:
        both = actor_keys((*gold.actors, *gold.recipients)), actor_keys((*ours.actors, *ours.recipients))
        return [both, both]
    return [
        (actor_keys(gold.actors), actor_keys(ours.actors)),
        (actor_keys(gold.recipients), actor_keys(ours.recipients)),
    ]


def _gold_mark(e: GoldEvent) -> tuple[object, ...]:
    parties = sorted(map(actor_key, e.actors)), sorted(map(actor_key, e.recipients))
    spans = sorted((m.start, m.end) for m in e.mentions)
    return (spans, e.type, e.status, parties, e.optional, [actor_key(a) for a in e.said_by], str(e.date))


def _our_mark(e: Event) -> tuple[object, ...]:
    parties = sorted(map(actor_key, e.actors)), sorted(map(actor_key, e.recipients))
    voices = [actor_key(a) for a in e.said_by]
    return (e.trigger.start, e.trigger.end, e.type, e.status, parties, voices, str(e.date), e.id)


def judge(gold: GoldEvent, ours: Event) -> dict[str, bool]:
    """What of a matched event is right."""
    (actors, our_actors), (recipients, our_recipients) = _sides(gold, ours)
    first = bool(gold.said_by), bool(ours.said_by)
    voice = same_voice(gold.said_by[0], ours.said_by[0]) if all(first) else not any(first)
    return {
        "actors": actors == our_actors,
        "recipients": recipients == our_recipients,
        "status": gold.status == ours.status,
        "voice": voice,
        "dates": near_days(gold.date, ours.date),
    }


def near_days(gold: GoldDays | None, ours: Days | None) -> bool:
    """Whether both ends lie within a day of gold's, or neither has a date."""
    if gold is None or ours is None:
        return gold is None and ours is None
    day = datetime.date.fromisoformat
    ends = ((gold.start, ours.start), (gold.end, ours.end))
    return all(abs((day(a) - day(b)).days) <= 1 for a, b in ends)


@dataclass(frozen=True, slots=True)
class Judged:
    """A matched event that counts: its report, both sides, and what of it is right."""

    report: GoldReport
    number: int
    gold: GoldEvent
    ours: Event
    right: dict[str, bool]

    @property
    def parties(self) -> bool:
        return self.right["actors"] and self.right["recipients"]


def score(name: str, readings: Iterable[tuple[GoldReport, list[Event]]]) -> Result:
    """All scores of a group of reports."""
    result = Result(name)
    judged: list[Judged] = []
    told: list[tuple[float, bool]] = []
    found = wanted = triggers = 0
    for report, ours in readings:
        matches = {m.gold: m for m in match(list(report.events), ours)}
        free = {m.ours for m in matches.values() if report.events[m.gold].optional}
        found += len(ours) - len(free)
        for number, gold in enumerate(report.events):
            if gold.optional:
                continue
            wanted += 1
            hit = any(overlap(o.trigger, m) for o in ours for m in gold.mentions)
            triggers += hit
            where = f"{report.id}/{number + 1}"
            result.items[f"{where}/event"] = number in matches
            if number not in matches:
                result.wrong.append(events_wrong.missed(report, where, gold, ours))
                continue
            event = ours[matches[number].ours]
            one = Judged(report, number, gold, event, judge(gold, event))
            judged.append(one)
            result.items.update({f"{where}/{what}": right for what, right in one.right.items()})
            result.wrong += events_wrong.fields(report, where, gold, event, one.right)
        matched = {m.ours for m in matches.values()}
        told += [(e.confidence, n in matched) for n, e in enumerate(ours) if n not in free]
        for number, event in enumerate(ours):
            if number not in matched:
                at = f"{report.id}/+{event.trigger.start}-{event.trigger.end}/{event.type}"
                result.items[at] = False
                result.wrong.append(events_wrong.false(report, at, event, list(report.events)))
    _add_scores(result, judged, found, wanted, triggers)
    result.add("", calibration.scores(told))
    return result


def _add_scores(result: Result, judged: list[Judged], found: int, wanted: int, triggers: int) -> None:
    parties = [j for j in judged if j.parties]
    result.add("", prf(len(judged), found, wanted))
    result.add("parties", prf(len(parties), found, wanted))
    result.add("parties_status", prf(sum(j.right["status"] for j in parties), found, wanted))
    for what in ("actors", "recipients", "status", "voice", "dates"):
        result.scores[f"{what}_right"] = share(sum(j.right[what] for j in judged), len(judged))
    for whose, undone in (
        ("gold", [j for j in judged if j.gold.status not in DONE]),
        ("ours", [j for j in judged if j.ours.status not in DONE]),
    ):
        result.scores[f"status_undone_by_{whose}"] = share(sum(j.right["status"] for j in undone), len(undone))
    result.scores["trigger_recall"] = share(triggers, wanted)
    moded = [j for j in judged if j.gold.mode]
    result.scores["mode_right"] = share(sum(j.gold.mode == j.ours.mode for j in moded), len(moded), gates=False)
    shared = sum(len(set(j.gold.contexts) & set(j.ours.contexts)) for j in judged)
    contexts = sum(len(set(j.ours.contexts)) for j in judged), sum(len(set(j.gold.contexts)) for j in judged)
    result.add("contexts", prf(shared, *contexts, gates=False))
