"""The corpus: every line is a report under the record contract, built from what was marked, and it doesn't repeat itself."""

from collections import Counter

import pytest
from click.testing import CliRunner

from dateline.records import EventType, Status, Support
from docs import corpus as counted
from evaluation import events, gold, pledges, quotes, sameness
from evaluation.annotate import PARTS, main, part
from evaluation.match import covers

OWN = [r for name in (*PARTS, "written") for r in gold.reports(gold.CORPUS / f"{name}.jsonl")]
GIVEN = [row for name in PARTS for row in gold.lines(gold.CORPUS / f"given-{name}.jsonl")]
WRITTEN = gold.reports(gold.CORPUS / "written.jsonl")


def test_there_are_enough_reports_each_with_its_own_id_and_text():
    assert len(OWN) + len(GIVEN) >= 600
    ids = [r.id for r in OWN] + [row["id"] for row in GIVEN]
    hashes = [r.sha256 for r in OWN] + [row["sha256"] for row in GIVEN]
    assert len(set(ids)) == len(ids)
    assert len(set(hashes)) == len(hashes)


@pytest.mark.parametrize("report", OWN, ids=lambda r: r.id)
def test_annotation_lies_in_the_text_and_uses_the_contract_s_values(report):
    whole = gold.GoldSpan(0, len(report.text))
    spans = [m for e in report.events for m in e.mentions] + [m for p in report.pledges for m in p.mentions]
    spans += [q.content for q in report.quotes] + [q.cue for q in report.quotes if q.cue]
    assert all(covers(whole, s) and s.start < s.end for s in spans)
    assert {e.type for e in report.events} | {t for e in report.events for t in e.also} <= set(EventType.__args__)
    assert {x.status for x in (*report.events, *report.pledges)} <= set(Status.__args__)
    assert {s for p in report.pledges for s in p.support} <= set(Support.__args__)


def test_each_type_and_status_is_told_often_enough_to_learn():
    told = [e for r in OWN for e in r.events]
    types, statuses = Counter(e.type for e in told), Counter(e.status for e in told)
    assert {t for t in EventType.__args__ if types[t] < 150} == set()
    assert {s for s in Status.__args__ if statuses[s] < 100} == set()


def test_the_parts_are_what_the_marked_reports_make(tmp_path):
    assert CliRunner().invoke(main, ["build", str(gold.CORPUS / "marked"), str(tmp_path)]).exit_code == 0
    for name in PARTS:
        assert (tmp_path / f"{name}.jsonl").read_bytes() == (gold.CORPUS / f"{name}.jsonl").read_bytes()


def test_reports_lie_in_their_parts_and_texts_of_others_are_not_here():
    for name in PARTS:
        assert {part(r.id) for r in gold.reports(gold.CORPUS / f"{name}.jsonl")} == {name}
        assert {part(row["id"]) for row in gold.lines(gold.CORPUS / f"given-{name}.jsonl")} <= {name}
    assert {row["text"] for row in (*GIVEN, *gold.lines(gold.CORPUS / "blind-second.jsonl"))} == {""}


def test_no_sentence_is_told_twice_and_no_phrase_is_worn():
    found = list(sameness.sentences(OWN))
    assert sameness.twins(found) == []
    assert sameness.worn(found) == []


def test_twins_and_worn_phrases_are_found():
    words = "the ministers of nine states on the river signed the pact in the old customs house"
    found = [(f"r{n}", tuple(words.split())) for n in range(4)]
    assert {pair[:2] for pair in sameness.twins(found)} == {
        (f"r{a}", f"r{b}") for a in range(4) for b in range(a + 1, 4)
    }
    assert (4, "the ministers of nine states on") in sameness.worn(found)


def test_the_page_of_counts_is_current():
    found = counted.rows()
    assert counted.PAGE.read_text(encoding="utf-8") == counted.page(found)
    assert counted.PICTURE.read_text(encoding="utf-8") == counted.picture(found)


def test_a_program_that_says_nothing_scores_nothing_and_misses_everything():
    silent = [(r, []) for r in WRITTEN]
    for scorer, wanted in (
        (events, sum(not e.optional for r in WRITTEN for e in r.events)),
        (quotes, sum(len(r.quotes) for r in WRITTEN)),
        (pledges, sum(len(r.pledges) for r in WRITTEN)),
    ):
        result = scorer.score("silent", silent)
        assert result.scores["f1"].counts == {"right": 0, "found": 0, "gold": wanted}
        assert len(result.wrong) == wanted
