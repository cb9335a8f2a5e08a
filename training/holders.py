"""Who held what office: many statements of many sources -> one row a tenure.

A tenure's start and end are a source's own dates. Where a source only saw a person in office, the row says
`sighting` and its dates are those of the sightings; where the end is the start of the next holder, it says `next`.

Beside this file lie tables written by hand: holders_names.tsv (other spellings of a person), holders_offices.tsv (the
office's name in the news), holders_bodies.tsv (short names of organisations), holders_wrong.tsv (what to leave out).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from training.statements import (
    EARLIEST,
    RANK,
    SINGLE,
    Row,
    Tenure,
    days,
    forms,
    of_body,
    padded,
    small,
    statements,
    titled,
    tokens,
)

NAMED_BY = ("facts", "every-politician", "ifg", "wh-briefings", "congress", "factbook", "ungdc", "reign")
NO_STATE = frozenset(("EUU", "UN", "NATO", "IMF", "IAEA", "WHO"))
MANY_POSTS = frozenset(("minister", "international organisation", "military chief"))


def name_persons(said: list[Tenure]) -> list[Tenure]:
    """Gives all statements of one person one name: by register number, by words, by the same first day in office."""
    by_state: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in said:
        by_state[tenure.code].append(tenure)
    named: list[Tenure] = []
    for tenures in by_state.values():
        persons: list[list[Tenure]] = []
        for tenure in sorted(
            tenures, key=lambda t: (t.known == "", RANK.index(t.source), -len(tokens(t.person)), t.person, t.start)
        ):
            home = next((p for p in persons if any(same(tenure, other) for other in p)), None)
            if home is None:
                persons.append([tenure])
            else:
                home.append(tenure)
        for person in persons:
            best = min(person, key=lambda t: (NAMED_BY.index(t.source), t.known == "", t.person))
            named += [replace(tenure, person=best.person, known=best.known) for tenure in person]
    return named


def same(one: Tenure, other: Tenure) -> bool:
    """Whether two statements of one state mean one person."""
    if one.known and other.known:
        return one.known == other.known
    first, second = tokens(one.person), tokens(other.person)
    if not first or not second:
        return False
    if len(first) == 1 or len(second) == 1:  # a surname alone: the same office at the same time
        return bool({*first} & {second[-1], second[0]} if len(first) == 1 else {*second} & {first[-1], first[0]}) and (
            abs(days(one.begins or "2000-01-01", other.begins or "1900-01-01")) < 62
        )
    if {*first} <= {*second} or {*second} <= {*first} or sorted(first) == sorted(second):
        return True
    alike = SequenceMatcher(None, " ".join(first), " ".join(second)).ratio()
    together = one.kind == other.kind and abs(days(one.begins or "2000-01-01", other.begins or "1900-01-01")) < 40
    return alike > 0.9 or (alike > 0.6 and together and bool({*first} & {*second}))


def merge(tenures: list[Tenure]) -> Iterator[Tenure]:
    """One person's dated statements on one class of office -> tenures; sightings only where no date covers them."""
    dated = sorted((t for t in tenures if t.start), key=lambda t: (t.begins, RANK.index(t.source)))
    spells: list[list[Tenure]] = []
    for tenure in dated:
        reach = reached(spells[-1]) if spells else ""
        if spells and (tenure.begins <= reach or days(reach, tenure.begins) < 45):
            spells[-1].append(tenure)
        else:
            spells.append([tenure])
    done = [settled(spell) for spell in spells]
    yield from done
    seen = sorted((t for t in tenures if not t.start and t.first_seen), key=lambda t: t.first_seen)
    runs: list[Tenure] = []
    for tenure in seen:
        first, last = padded(tenure.first_seen, False), padded(tenure.last_seen or tenure.first_seen, True)
        if any(t.begins <= last and (t.ends >= first or days(t.ends, first) < 370) for t in done):
            continue
        if runs and days(padded(runs[-1].end, True), first) < 400:
            runs[-1].end = max(runs[-1].end, tenure.last_seen)
        else:
            runs.append(
                replace(tenure, start=tenure.first_seen, end=tenure.last_seen, source=tenure.source + " sighting")
            )
    yield from runs


def reached(spell: list[Tenure]) -> str:
    """The last day that a spell is known to reach: where it is open, the day by which another held the office."""
    known = settled(spell)
    return known.ends if known.end or not known.bound else padded(known.bound, True)


def settled(spell: list[Tenure]) -> Tenure:
    """The best-known start, and the end of the last statement that knows one."""
    first = min(spell, key=lambda t: (t.begins[:7] > spell[0].begins[:7], RANK.index(t.source), -len(t.start)))
    latest = max(t.begins for t in spell)
    last = [t for t in spell if t.ends > latest or t.begins == latest]
    closed = sorted((t for t in last if t.end), key=lambda t: (RANK.index(t.source), t.end))
    seen = max((t.last_seen for t in last if not t.end and t.last_seen), default="")
    end = (
        closed[-1].end
        if len(closed) > 1 and closed[0].source != "facts" and closed[-1].source == closed[0].source
        else closed[0].end
        if closed
        else ""
    )
    if closed and seen > end and closed[0].source not in {"facts", "ifg"}:
        end = ""
    names = sorted({t.source for t in spell}, key=RANK.index)[:2]
    bounds = [t.bound for t in last if t.bound]
    office = min(spell, key=lambda t: (RANK.index(t.source), t.office)).office
    return replace(
        first, end=end, last_seen=seen, office=office, bound=min(bounds, default=""), source=", ".join(names)
    )


def close(tenures: list[Tenure], hand: list[Row]) -> list[Tenure]:
    """An open tenure ends where the next holder of an office that one person holds begins, after it was last seen.
    `hand` are the rows by hand of the same office."""
    done = []
    for tenure in tenures:
        if not tenure.end and tenure.kind in SINGLE:
            floor = max(tenure.begins, padded(tenure.last_seen, False))
            dated = [t for t in tenures if "sighting" not in t.source and "reign" not in t.source]
            begun = [(t.person, t.start) for t in dated if t.start] + [(row[1], row[5]) for row in hand]
            later = [start for person, start in begun if person != tenure.person and padded(start, False) > floor]
            if later or tenure.bound:
                ends = min([*later, *([tenure.bound] if tenure.bound else [])])
                tenure = replace(tenure, end=max(ends, tenure.start[: len(ends)]), source=tenure.source + " next")
        done.append(tenure)
    return done


def tenures(rows: Iterable[dict[str, str]], hand: list[Row]) -> list[Row]:
    """The rows of `holders.tsv` but those by hand, which win over the same person in the same office."""
    offices = {(r[0], r[1]): r[2] for r in small("holders_offices.tsv")}
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    canonical: dict[tuple[str, str], str] = {}
    for person, form, code, _ in small("holders_names.tsv"):
        names[person, code].append(form)
        canonical[form, code] = person
    groups: dict[tuple[str, str, str], list[Tenure]] = defaultdict(list)
    said = name_persons(list(statements(rows)))
    heads = {(t.code, t.person) for t in said if t.kind == "head of state"}
    led = {(t.code, t.person) for t in said if t.kind in {"head of state", "head of government"}}
    wrong = {tuple(r[:3]) for r in small("holders_wrong.tsv")}
    for tenure in said:
        tenure.person = canonical.get((tenure.person, tenure.code), tenure.person)
        if (tenure.person, tenure.code, tenure.kind) in wrong:
            continue
        if tenure.kind == "head of state" and (
            re.match("Prime Minister|Crown Prince", tenure.office) or tenure.source == "wh-briefings"
        ):
            continue  # sources that put the head of government first
        if tenure.kind == "effective leader" and (tenure.code, tenure.person) in led:
            continue
        if (
            tenure.kind == "head of government"
            and tenure.office.startswith("President")
            and (tenure.code, tenure.person) in heads
        ):
            continue
        post = tenure.office if tenure.kind in MANY_POSTS else ""
        groups[tenure.code, tenure.kind, post].append(tenure)
    bodies = {r[0]: r[1] for r in small("holders_bodies.tsv")}
    found = []
    for (code, kind, _), group in sorted(groups.items()):
        per_person: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in group:
            per_person[tenure.person].append(tenure)
        merged = [t for person in sorted(per_person) for t in merge(per_person[person])]
        if kind in SINGLE:
            merged = [t for t in merged if "sighting" not in t.source or not covered(t, merged)]
        shown = "" if code in NO_STATE else code
        for t in close(merged, [row for row in hand if (row[2], row[4]) == (shown, kind)]):
            ours = any(replaces(row, t, shown) for row in hand)
            if ours or t.ends < max(EARLIEST, t.begins) or (not t.end and t.source == "reign"):
                continue
            office = offices.get((code, kind)) or offices.get(("", kind)) or of_body(titled(t.office, kind), bodies)
            said_as = dict.fromkeys([*forms(t.person, code, kind), *names.get((t.person, code), [])])
            found += [(form, t.person, shown, office, kind, t.start, t.end, t.source) for form in said_as]
    return sorted(found)


def replaces(row: Row, tenure: Tenure, shown: str) -> bool:
    """Whether a row by hand tells the same tenure, or one that overlaps it."""
    same_post = (row[1], row[2], row[4]) == (tenure.person, shown, tenure.kind)
    return same_post and padded(row[5], False) <= tenure.ends and tenure.begins <= (padded(row[6], True) or "9999")


def covered(sighting: Tenure, others: list[Tenure]) -> bool:
    """Whether dated tenures of others leave no room for what a sighting claims."""
    return any(
        "sighting" not in o.source and o.begins <= sighting.begins and o.ends >= sighting.ends and o.end for o in others
    )
