"""The stories of `corpus/ledger`: what a careful person keeps of them comes out, in whatever order the reports come."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dateline.language import parse
from dateline.ledger import copies, merge, totals
from dateline.reading.read import read
from dateline.records import Case, Pledge, to_json
from evaluation.ledger import score
from evaluation.stories import Story, records, stories

ALL = {story.name: story for story in stories(Path("corpus/ledger"))}
ORDERS = 20


def entries_of(story: Story) -> list[Pledge]:
    """Each report's own entries, as the ledger of the story has them."""
    return [pledge for pledge, _ in records(story)]


def test_the_stories_come_out_right() -> None:
    scores = score("joined", ((s, entries_of(s)) for s in ALL.values())).scores
    told = {name: scores[name].value for name in ("f1", "history_right", "sources_right", "totals_right")}
    assert min(told.values()) >= 0.85, told
    assert scores["proposals_found"].value == 1.0


@pytest.mark.parametrize("name", sorted(ALL))
def test_no_order_of_reports_changes_a_case(name: str) -> None:
    story = ALL[name]
    given = entries_of(story)
    straight = merge(given, copies(story.reports))
    for seed in range(ORDERS):
        shuffled = random.Random(seed)
        mixed, reports = shuffled.sample(given, len(given)), shuffled.sample(story.reports, len(story.reports))
        again = merge(mixed, copies(reports))
        assert list(map(to_json, again.cases)) == list(map(to_json, straight.cases)), seed
        assert again.proposals == straight.proposals, seed


def test_forty_copies_and_two_reports_of_their_own_are_one_pledge() -> None:
    story = ALL["02-forty-copies"]
    read_by_us = [r for document in parse(story.reports) for r in read(document, "test") if isinstance(r, Pledge)]
    report_of = {r.id: r.report.id for r in read_by_us}
    cases = [c for c in merge(read_by_us, copies(story.reports)).cases if number(c) == 70]
    largest = max(cases, key=lambda c: c.reports)
    told = {name for g in story.gold["cases"] if g["quantity"] == [70, 70] for name in g["reports"]}
    assert len(story.reports) == 42
    assert len(told - {report_of[r] for r in largest.records}) <= 1
    assert largest.sources <= 3
    assert sum(c.reports for c in cases) - largest.reports <= 1
    assert (largest.status, [s.status for s in largest.history]) == ("planned", ["planned"])


def test_copies_are_one_source() -> None:
    story = ALL["02-forty-copies"]
    assert len(set(copies(story.reports).values())) <= 3


def test_each_total_names_cases_that_there_are() -> None:
    for story in ALL.values():
        cases = {c.id: c for c in merge(entries_of(story), copies(story.reports)).cases}
        for total in totals(cases.values()):
            assert total.cases
            assert all(cases[id].fields["counts_in_totals"]["value"] for id in total.cases)
            assert not any(cases[id].fields["counts_in_totals"]["value"] for id, _ in total.left_out)


def number(case: Case) -> float | None:
    field = case.fields.get("quantity")
    return field["value"]["low"] if field else None
