"""Each cue gives the deed of its example its status, and not that of its counterexample."""

from __future__ import annotations

from functools import lru_cache

import pytest

from dateline.knowledge.cues import Cue, cues, speech
from dateline.language import parse
from dateline.reading.how_far import how_far
from dateline.reading.notes import take_notes
from dateline.records import Report
from tests.knowledge.marked import DAY, marked
from tests.knowledge.misread import agrees


@lru_cache(maxsize=1)
def statuses() -> dict[str, str]:
    """The status of the marked deed in each example and counterexample."""
    cells = sorted({cell for c in cues() for cell in (c.example, c.counterexample) if cell})
    out: dict[str, str] = {}
    reports = [Report(id="example", text=marked(cell).text, date=DAY) for cell in cells]
    for cell, document in zip(cells, parse(reports), strict=True):
        start, end = marked(cell).deed or (0, 0)
        words = [w for w in range(len(document.words)) if document.starts[w] < end and document.ends[w] > start]
        deed = next((w for w in words if document.upos[w] in ("VERB", "NOUN")), words[0])
        out[cell] = how_far(take_notes(document), deed).status
    return out


def name(cue: Cue) -> str:
    return f"{cue.at}-{cue.cue}"


@pytest.mark.parametrize("cue", cues(), ids=name)
def test_the_deed_of_the_example_has_its_status(cue: Cue) -> None:
    right = statuses()[cue.example] == (marked(cue.example).expected or cue.effect)
    assert agrees(right, cue.example), cue.example


@pytest.mark.parametrize("cue", [c for c in cues() if c.counterexample and c.effect != "same"], ids=name)
def test_the_deed_of_the_counterexample_has_another(cue: Cue) -> None:
    expected = marked(cue.counterexample).expected
    got = statuses()[cue.counterexample]
    right = got == expected if expected else got != cue.effect
    assert agrees(right, cue.counterexample), cue.counterexample


def test_there_are_enough_cues() -> None:
    assert len(cues()) + sum(len(rows) for rows in speech().values()) >= 150
