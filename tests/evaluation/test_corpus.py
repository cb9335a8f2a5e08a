"""The corpus: every line is a report under the record contract."""

import pytest

from dateline.records import EventType, Status, Support
from evaluation import events, gold, pledges, quotes
from evaluation.match import covers

REPORTS = gold.reports(gold.CORPUS / "written.jsonl")


def test_there_are_forty_reports_each_with_its_own_id():
    assert len({r.id for r in REPORTS}) == 40


@pytest.mark.parametrize("report", REPORTS, ids=lambda r: r.id)
def test_annotation_lies_in_the_text_and_uses_the_contract_s_values(report):
    whole = gold.GoldSpan(0, len(report.text))
    spans = [m for e in report.events for m in e.mentions] + [m for p in report.pledges for m in p.mentions]
    spans += [q.content for q in report.quotes] + [q.cue for q in report.quotes if q.cue]
    assert spans
    assert all(covers(whole, s) and s.start < s.end for s in spans)
    assert {e.type for e in report.events} | {t for e in report.events for t in e.also} <= set(EventType.__args__)
    assert {x.status for x in (*report.events, *report.pledges)} <= set(Status.__args__)
    assert {s for p in report.pledges for s in p.support} <= set(Support.__args__)


def test_a_program_that_says_nothing_scores_nothing_and_misses_everything():
    silent = [(r, []) for r in REPORTS]
    for scorer, wanted in (
        (events, sum(not e.optional for r in REPORTS for e in r.events)),
        (quotes, sum(len(r.quotes) for r in REPORTS)),
        (pledges, sum(len(r.pledges) for r in REPORTS)),
    ):
        result = scorer.score("silent", silent)
        assert result.scores["f1"].counts == {"right": 0, "found": 0, "gold": wanted}
        assert len(result.wrong) == wanted
