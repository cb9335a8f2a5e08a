"""The examples of the tables at work: whether a row finds its deed, or gives its status, in its own example, and not in its
counterexample. `[[ ]]` marks the word of the row, `{{ }}` the deed it speaks of, `=> status` what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.knowledge.cues import Cue
from dateline.knowledge.deeds import Deed
from dateline.language import Document, parse
from dateline.reading.how_far import how_far
from dateline.reading.notes import take_notes
from dateline.reading.says_who import says_who
from dateline.reading.what import named, what
from dateline.records import Report

DAY = "2023-05-10"


@dataclass(frozen=True)
class Marked:
    """A sentence without its marks, and where they stood."""

    text: str
    word: tuple[int, int] | None
    deed: tuple[int, int] | None
    expected: str | None


def marked(cell: str) -> Marked:
    """Takes the marks out of an example."""
    expected = None
    if "=>" in cell:
        cell, _, expected = cell.rpartition("=>")
        cell, expected = cell.rstrip(), expected.strip()
    text, word, deed, start, at = "", None, None, 0, 0
    while at < len(cell):
        pair = cell[at : at + 2]
        if pair in ("[[", "{{"):
            start = len(text)
        elif pair == "]]":
            word = (word[0] if word else start, len(text))
        elif pair == "}}":
            deed = (start, len(text))
        else:
            text += cell[at]
            at += 1
            continue
        at += 2
    return Marked(text, word, deed, expected)


def types(document: Document, at: tuple[int, int]) -> tuple[set[str], set[str]]:
    """The types that rows give the marked words, and those of the deeds that stay in the end: a noun may be taken up by the
    verb that it completes."""
    notes = take_notes(document)
    voices = says_who(notes)
    start, end = at
    named_ones, kept = (
        {str(m.row.type) for m in ms if document.starts[m.first] < end and document.ends[m.last] > start}
        for ms in (named(notes, voices).values(), what(notes, voices))
    )
    return named_ones, kept


def status(document: Document, at: tuple[int, int]) -> str:
    """The status of the marked deed."""
    start, end = at
    words = [w for w in range(len(document.words)) if document.starts[w] < end and document.ends[w] > start]
    deed = next((w for w in words if document.upos[w] in ("VERB", "NOUN")), words[0])
    return how_far(take_notes(document), deed).status


def faults(deeds: Iterable[Deed], cues: Iterable[Cue]) -> Iterator[str]:
    """Rows whose examples don't come out, a message each with the row."""
    for deed in deeds:
        for cell, wanted in ((deed.example, True), (deed.counterexample, False)):
            told = marked(cell)
            which = "example" if wanted else "counterexample"
            if not cell:
                continue
            if told.word is None:
                yield f"{deed.at}: column {which}: mark the row's word with [[ ]]"
                continue
            given, stayed = types(_document(told.text), told.word)
            if wanted and deed.type not in given:
                found = f"; it is {', '.join(sorted(given))} by another row" if given else ""
                yield f"{deed.at}: column {which}: no {deed.type} is found in “{told.text}”{found}"
            elif not wanted and deed.type in stayed:
                yield f"{deed.at}: column {which}: {deed.type} is found in “{told.text}”, where it shouldn't be"
    for cue in cues:
        for cell, wanted in ((cue.example, True), (cue.counterexample, False)):
            told = marked(cell)
            which = "example" if wanted else "counterexample"
            if not cell or (not wanted and cue.effect == "same"):
                continue
            if told.deed is None:
                yield f"{cue.at}: column {which}: mark the deed that the cue speaks of with {{{{ }}}}"
                continue
            got, expected = status(_document(told.text), told.deed), told.expected or (cue.effect if wanted else None)
            if expected is not None and got != expected:
                yield f"{cue.at}: column {which}: the deed in “{told.text}” comes out as {got}, not as {expected}"
            elif expected is None and got == cue.effect:
                yield f"{cue.at}: column {which}: the deed in “{told.text}” comes out as {got}, which it shouldn't"


def _document(text: str) -> Document:
    return next(parse([Report(id="example", text=text, date=DAY)]))
