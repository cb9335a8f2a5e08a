"""Text -> words with offsets, cut as Universal Dependencies English cuts them: hyphens, clitics and currency signs apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.knowledge.spelling import spelling

LONGEST_WORD = 120  # characters; a longer run without space is cut, since no word of a language is so long

_CLITIC = r"(?:[nN]['’][tT]|['’](?:[sS]|[mM]|[dD]|[rR][eE]|[vV][eE]|[lL][lL]))"
_WORD = re.compile(
    r"""(?P<url>(?:https?://|www\.)[^\s<>"“”]{1,300}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4})
      |(?P<handle>[@#]\w+)
      |(?P<acronym>(?:[^\W\d_]\.){2,10})
      |(?P<number>\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?(?![^\W\d_]))
      |(?P<figure>\d+(?:[.,]\d+)*)
      |(?P<mixed>[^\W_]+(?:&[^\W_]+)*)
      |(?P<dots>\.{2,}|…|-{2,}|–|—)
      |(?P<mark>\S)""",
    re.VERBOSE,
)
_CLITIC_START = re.compile(_CLITIC + r"(?!\w)")
_N_T = re.compile(r"[nN]['’][tT](?!\w)")


class Word(NamedTuple):
    """A word as it stands in the text: `text[start:end]`."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _dotted() -> frozenset[str]:
    return frozenset(spelling().abbreviations)


def words(text: str) -> list[Word]:
    """All words of a text, in order. Every character that isn't white space lies in exactly one word."""
    out: list[Word] = []
    at, size = 0, len(text)
    while at < size:
        clitic = _CLITIC_START.match(text, at) if out and out[-1].end == at else None
        found = clitic or _WORD.match(text, at)
        if found is None:
            at += 1
            continue
        end = min(found.end(), at + LONGEST_WORD)
        if clitic is None and found.lastgroup == "url":
            end = _url_end(text, at, end)
        elif clitic is None and found.lastgroup == "mixed":
            end = _word_end(text, at, end)
        if text[at:end].lower() == "cannot":
            out.append(Word(text[at : at + 3], at, at + 3))
            at += 3
        out.append(Word(text[at:end], at, end))
        at = end
    return out


def _url_end(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] in ".,;:!?)]'’":
        end -= 1
    return end


def _word_end(text: str, start: int, end: int) -> int:
    """An abbreviation and an initial keep their dot; "don't" is cut before its "n't"."""
    word, after = text[start:end], text[end : end + 1]
    if after == "." and not text[end + 1 : end + 2].isalnum():
        initial = len(word) == 1 and word.isupper() and text[end + 1 : end + 2] == " "
        return end + 1 if initial or word.lower() in _dotted() else end
    if after and after in "'’" and len(word) > 1 and _N_T.match(text, end - 1):
        return end - 1
    return end
