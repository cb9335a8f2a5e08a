"""Stretches between quotation marks: straight, curly, single, angled; over several paragraphs; left open."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 3000  # characters; a stretch without end that runs longer is a slip of the pen

_MARK = re.compile(r"[\"“”„«»]|``|''|[‘’']|\n[^\S\n]*\n")
_CLOSES = {"“": '”"“', "„": '“”"', "«": "»", '"': '"”', "``": "''", "''": "''", "‘": "’'", "'": "'’"}
_SINGLE = ("‘", "'")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between marks: `text[start:end]`, without the marks. `goes_on`: the next paragraph continues it."""

    start: int
    end: int
    goes_on: bool = False


def stretches(text: str) -> tuple[Stretch, ...]:
    """All stretches, in text order. A mark that never closes ends with its paragraph if the next opens one again."""
    out: list[Stretch] = []
    opened: tuple[str, int] | None = None
    for m in _MARK.finditer(text):
        sign = m[0]
        if sign[0] == "\n":
            if opened and opened[0] not in _SINGLE:
                following = text[m.end() : m.end() + 2].lstrip()
                if following[:1] and following[0] in '"“„«' and m.start() - opened[1] < LONGEST:
                    _take(out, text, opened[1], m.start(), True)
            opened = None
        elif opened is None:
            if _opens(text, m):
                opened = (sign, m.end())
        elif sign in _CLOSES[opened[0]] and _may_close(text, m, opened[0]):
            if m.start() - opened[1] < LONGEST:
                _take(out, text, opened[1], m.start(), False)
            opened = None
        elif opened[0] in _SINGLE and sign in ('"', "“", "„", "«") and _opens(text, m):
            opened = (sign, m.end())  # the single one was an apostrophe
    return tuple(out)


def _take(out: list[Stretch], text: str, start: int, end: int, goes_on: bool) -> None:
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    end -= len(inner) - len(inner.rstrip())
    if start < end:
        out.append(Stretch(start, end, goes_on))


def _opens(text: str, m: re.Match[str]) -> bool:
    before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
    if m[0] in ("”", "»", "’") or not after or after.isspace():
        return False
    if m[0] in ("“", "„", "«", "``"):
        return True
    if m[0] == "'" and after.isdigit():
        return False  # '90s
    return not before or not (before.isalnum() or before in ".,!?…)")


def _may_close(text: str, m: re.Match[str], opened: str) -> bool:
    before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
    if opened in _SINGLE:
        return (
            not after.isalnum()
            and not before.isspace()
            and not (before.lower() == "s" and after == " " and _later(text, m))
        )
    if m[0] == '"' and opened == '"':
        return not (before.isspace() and after.isalnum())
    return True


def _later(text: str, m: re.Match[str]) -> bool:
    """Is there another closing single mark soon after? Then this one is the apostrophe of a plural."""
    rest = text[m.end() : m.end() + 200].split("\n", 1)[0]
    closing = re.search(r"(?<=\w|[.,!?])['’](?!\w)", rest)
    opening = re.search(r"(?<!\w)[‘'](?=\w)", rest)
    return closing is not None and (opening is None or closing.start() < opening.start())
