"""Each row of the deed tables finds its deed in its example, and not in its counterexample."""

from __future__ import annotations

from functools import lru_cache
from typing import get_args

import pytest

from dateline.knowledge.cues import cues
from dateline.knowledge.deeds import Deed, deeds
from dateline.knowledge.frames import conditions
from dateline.knowledge.table import Line, TableError
from dateline.language import parse
from dateline.reading.notes import take_notes
from dateline.reading.says_who import says_who
from dateline.reading.what import named, what
from dateline.records import EventType, Report
from tests.knowledge.marked import DAY, marked
from tests.knowledge.misread import MISREAD, SHARE, agrees


@lru_cache(maxsize=1)
def found() -> dict[str, tuple[set[str], set[str]]]:
    """For each example the types that rows give the marked words, and those of the deeds that stay in the end: a noun
    may be taken up by the verb that it completes."""
    cells = sorted({cell for d in deeds() for cell in (d.example, d.counterexample) if cell})
    out: dict[str, tuple[set[str], set[str]]] = {}
    reports = [Report(id="example", text=marked(cell).text, date=DAY) for cell in cells]
    for cell, document in zip(cells, parse(reports), strict=True):
        notes = take_notes(document)
        start, end = marked(cell).word or (0, 0)
        voices = says_who(notes)
        both = (named(notes, voices).values(), what(notes, voices))
        given, stayed = (
            {m.row.type for m in ms if document.starts[m.first] < end and document.ends[m.last] > start} for ms in both
        )
        out[cell] = (given, stayed)
    return out


def name(deed: Deed) -> str:
    return f"{deed.at}-{deed.predicate}"


@pytest.mark.parametrize("deed", deeds(), ids=name)
def test_the_example_has_its_word_marked(deed: Deed) -> None:
    assert marked(deed.example).word is not None
    assert not deed.counterexample or marked(deed.counterexample).word is not None


@pytest.mark.parametrize("deed", deeds(), ids=name)
def test_the_deed_is_found_in_its_example(deed: Deed) -> None:
    assert agrees(deed.type in found()[deed.example][0], deed.example), deed.example


@pytest.mark.parametrize("deed", [d for d in deeds() if d.counterexample], ids=name)
def test_the_deed_is_not_found_in_its_counterexample(deed: Deed) -> None:
    assert agrees(deed.type not in found()[deed.counterexample][1], deed.counterexample), deed.counterexample


def test_few_examples_are_misread() -> None:
    cells = {cell for row in (*deeds(), *cues()) for cell in (row.example, row.counterexample) if cell}
    assert len(MISREAD) <= SHARE * len(cells)


def test_every_type_has_deeds() -> None:
    assert {d.type for d in deeds()} == set(get_args(EventType))
    assert len(deeds()) >= 300


def test_a_wrong_condition_names_file_line_and_column(tmp_path) -> None:
    line = Line({"frame": "obj=@nothing"}, tmp_path / "aid.tsv", 7)
    with pytest.raises(TableError, match=r"aid\.tsv:7: column frame: there is no class @nothing"):
        conditions(line)
