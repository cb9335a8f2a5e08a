"""What could not be read, and the bounds within which reports are read."""

from __future__ import annotations

from dataclasses import dataclass

MAX_CHARS = 2_000_000
"""The longest report, in characters: about three long novels. Whatever is longer is no single report."""

MAX_BYTES = 4 * MAX_CHARS + 4
"""The largest text file, in bytes: a longest report at four bytes a character, and the mark of its encoding."""

MAX_LINE = 6 * MAX_CHARS + 1_000_000
"""The longest JSON line, in bytes: a longest report with each letter escaped, and other fields."""

MAX_FIELD = 1_000
"""The longest id, title, source or address, in characters: they are repeated in each record."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was not read: `source` names it (a path, or `standard input`), `line` where it is a line of it,
    `message` says why and `advice` what to do.

    `skipped` where it was left out by rule (a photograph in a folder of reports), which is no failure."""

    source: str
    line: int | None
    message: str
    advice: str = ""
    skipped: bool = False

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}, line {self.line}"
        return f"{where}: {self.message}" + (f"; {self.advice}" if self.advice else "")


class Unreadable(ValueError):
    """Raised inside intake where bytes or a row give no report; becomes an `Unread`."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message, self.advice = message, advice

    def at(self, source: str, line: int | None = None) -> Unread:
        """The same as a value that says where."""
        return Unread(source, line, self.message, self.advice)


def too_long(what: str) -> Unreadable:
    """The report is over the bound."""
    return Unreadable(
        f"{what} is longer than one report may be ({MAX_CHARS:,} characters)",
        "split it into its reports, one file each or one JSON object a line",
    )
