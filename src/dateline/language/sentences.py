"""Words -> sentences and paragraphs. A sentence never crosses a blank line."""

from __future__ import annotations

import re

from dateline.knowledge.spelling import spelling
from dateline.language.tokens import Word

LONGEST = 160  # words; a longer stretch without an end is cut at its last comma, or where it is

_END = re.compile(r"[.?!…]+$")
_CLOSING = frozenset("\"”’'»)]}")
_OPENING = frozenset("\"“‘'«([{-–—•*")
_BLANK = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n|\u2029")
SHORT_LINE = 60  # characters; a shorter line that breaks before a capital is a heading or a line of its own


def sentences(text: str, words: list[Word], body: int = 0) -> tuple[list[tuple[int, int]], list[int]]:
    """`(first, last)` words of each sentence, and the number of its paragraph. What stands before `body` (the report's
    own dateline) is apart from what follows."""
    spans: list[tuple[int, int]] = []
    paragraphs: list[int] = []
    first = paragraph = 0
    for i in range(len(words)):
        last_word = i + 1 == len(words)
        gap = "" if last_word else text[words[i].end : words[i + 1].start]
        broken = bool(gap) and "\n" in gap and _BLANK.search(gap) is not None
        dateline_ends = not last_word and words[i].end <= body <= words[i + 1].start
        if last_word or broken or dateline_ends or _line_ends(text, words, i, gap) or _ends(text, words, i, first):
            spans += _bounded(words, first, i)
            paragraphs += [paragraph] * (len(spans) - len(paragraphs))
            first = i + 1
        paragraph += broken
    return spans, paragraphs


def _line_ends(text: str, words: list[Word], i: int, gap: str) -> bool:
    if "\n" not in gap:
        return False
    word, after = words[i], words[i + 1].text
    if _END.search(word.text) or word.text in _CLOSING or word.text == ":":
        return True
    start = text.rfind("\n", max(0, word.end - SHORT_LINE - 1), word.end)
    short = start >= 0 or word.end <= SHORT_LINE
    return short and not after[0].islower()


def _ends(text: str, words: list[Word], i: int, first: int) -> bool:
    """Does a sentence end after word `i`?"""
    after = words[i + 1]
    if after.start == words[i].end:
        return False
    k = i
    while k > first and words[k].text in _CLOSING:
        k -= 1
    word = words[k].text
    if not _END.search(word) or (after.text[0].islower() and not after.text[0].isdigit()):
        return False
    if len(word) > 1 and word.endswith(".") and word[0].isalnum():
        kind = spelling().abbreviations.get(word[:-1].lower())
        if kind == "title" or (kind is None and len(word) == 2):
            return False
        if k == i and not (after.text.lower() in spelling().starters and after.text[0].isupper()):
            return after.text[0] in _OPENING and "\n" in text[words[i].end : after.start]
    return (
        after.text[0].isupper() or after.text[0].isdigit() or after.text[0] in _OPENING or not after.text[0].isalnum()
    )


def _bounded(words: list[Word], first: int, last: int) -> list[tuple[int, int]]:
    out = []
    while last - first + 1 > LONGEST:
        window = range(first + LONGEST - 1, first + LONGEST // 2, -1)
        cut = next((i for i in window if words[i].text in (",", ";", ":")), first + LONGEST - 1)
        out.append((first, cut))
        first = cut + 1
    out.append((first, last))
    return out
