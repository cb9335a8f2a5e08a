"""Examples of the tables: `[[ ]]` marks the word of the row, `{{ }}` the deed it speaks of, `=> status` what comes out."""

from __future__ import annotations

from dataclasses import dataclass

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
