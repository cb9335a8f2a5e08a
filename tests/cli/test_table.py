"""The table on a terminal."""

from __future__ import annotations

import re

import fakes

from dateline.cli.table import WIDTH, TableWriter
from dateline.records import Report

TEXT = "Britain will send 14 tanks to Kyiv, «we shall \x1b]0;evil\x07 \u202ewin\ud800», he said."
REPORT = Report(
    id="r-1", text=TEXT, date="2023-01-17", date_from="row", title="T \x1b[2J[red]x[/red]", warnings=("a \x9bJ",)
)


def drawn(explain: bool = False, report: Report = REPORT) -> str:
    return TableWriter(terminal=False, explain=explain).report(report, fakes.read_report(report))


def test_it_holds_what_a_person_checks() -> None:
    shown = " ".join(drawn().split())
    for part in (
        "2023-01-17 (from its row)",
        "1 event, 1 pledge, 1 quote",
        "Aid (military)",
        "planned",
        "(GBR GOV)",
        "[send]",
    ):
        assert part in shown
    assert max(map(len, drawn().splitlines())) <= WIDTH


def test_nothing_of_a_report_reaches_the_terminal() -> None:
    shown = drawn(explain=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800]", shown)
    assert "[red]x[/red]" in shown  # it is text, no markup
    shown.encode()


def test_a_report_in_which_nothing_was_found() -> None:
    shown = drawn(report=Report(id="r-1", text="Nothing here."))
    assert shown.split("\n")[:2] == ["r-1", "no date · no records"]


def test_explain_shows_steps_and_rows() -> None:
    shown = drawn(explain=True)
    assert "1. “send; it” is AID by aid.tsv:12" in shown
    assert "aid.tsv:12 | predicate=" in shown
    assert "2. “will” makes it planned by cues.tsv:3" in shown
    assert "confidence 0.90" in shown


def test_a_long_report_stays_short() -> None:
    long = Report(id="r", text="x" * 500_000 + " send " + "y" * 500_000, title="t" * 100_000)
    assert len(drawn(report=long)) < 20_000
