"""Words of a text for a person to read."""

from __future__ import annotations

import re
from typing import Protocol

from .match import Stretch

FAR = 220


class Range(Protocol):
    """First and last day."""

    @property
    def start(self) -> str: ...

    @property
    def end(self) -> str: ...


def shown(text: str, span: Stretch) -> str:
    """A stretch between marks, in its sentence or so."""
    before, after = text[max(0, span.start - FAR) : span.start], text[span.end : span.end + FAR]
    begins = [m.end() for m in re.finditer(r"[.!?][\"'”’)]*\s+|\n+", before)]
    ends = re.search(r"[.!?][\"'”’)]*(?=\s|$)|\n", after)
    before = before[begins[-1] :] if begins else before
    after = after[: ends.end()] if ends else after
    return " ".join(f"{before}⟦{text[span.start : span.end]}⟧{after}".split())


def days(value: Range | None) -> str:
    """A range of days, briefly."""
    if value is None:
        return "no date"
    return value.start if value.start == value.end else f"{value.start}..{value.end}"
