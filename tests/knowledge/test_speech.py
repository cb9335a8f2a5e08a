"""Each word of speech introduces the content of its example, and none in its counterexample."""

from __future__ import annotations

from functools import lru_cache

import pytest

from dateline.knowledge.cues import Speech, speech
from dateline.language import parse
from dateline.reading.notes import take_notes
from dateline.reading.says_who import says_who
from dateline.records import Report
from tests.knowledge.marked import DAY, marked
from tests.knowledge.misread import agrees

ROWS = [row for rows in speech().values() for row in rows]


@lru_cache(maxsize=1)
def voices() -> dict[str, list[tuple[int, int, bool]]]:
    """For each example its voices: from where to where, and whether the marked word is their cue."""
    cells = sorted({cell for r in ROWS for cell in (r.example, r.counterexample) if cell})
    out: dict[str, list[tuple[int, int, bool]]] = {}
    reports = [Report(id="example", text=marked(cell).text, date=DAY) for cell in cells]
    for cell, document in zip(cells, parse(reports), strict=True):
        start, end = marked(cell).word or (0, 0)
        found = says_who(take_notes(document)).voices
        out[cell] = [(v.start, v.end, v.cue is not None and v.cue.start < end and v.cue.end > start) for v in found]
    return out


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.at}-{r.cue}")
def test_the_content_of_the_example_is_found(row: Speech) -> None:
    content = marked(row.example).deed
    assert content is not None
    start, end = content
    overlaps = [
        (min(b, end) - max(a, start)) / (max(b, end) - min(a, start)) for a, b, by in voices()[row.example] if by
    ]
    assert agrees(max(overlaps, default=0) >= 0.6, row.example), row.example


@pytest.mark.parametrize("row", [r for r in ROWS if r.counterexample], ids=lambda r: f"{r.at}-{r.cue}")
def test_the_word_introduces_nothing_in_the_counterexample(row: Speech) -> None:
    assert agrees(not any(by for _, _, by in voices()[row.counterexample]), row.counterexample), row.counterexample
