"""A text file -> one report. The text is the file's characters, each as it is: line ends are not translated, blanks
at either end stay. Only the byte order mark is no part of it."""

from __future__ import annotations

from typing import BinaryIO

from dateline.intake.encoding import decode
from dateline.intake.fields import report_of
from dateline.intake.unread import MAX_BYTES, Unreadable, too_long
from dateline.records import Report


def read_text(stream: BinaryIO, *, id: str, place: str, date: str | None) -> Report:
    """The report that a stream of bytes holds; no more of it is read than a report may be long."""
    data = stream.read(MAX_BYTES + 1)
    if not data:
        raise Unreadable("is empty", "a report needs its text")
    if len(data) > MAX_BYTES:
        raise too_long("it")
    text, warning = decode(data)
    return report_of(text, id=id, place=place, date=date, warnings=(warning,) if warning else ())
