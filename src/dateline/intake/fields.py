"""Text and fields -> Report: which date it bears and who says so, where its body begins, what to warn of."""

from __future__ import annotations

import datetime
import re
from typing import Any

from dateline.intake.dateline import Beginning, from_field, from_text, years_in
from dateline.intake.unread import MAX_CHARS, Unreadable, too_long
from dateline.records import DateFrom, Report

NO_DATE = (
    'no date: "yesterday" and other relative dates stay unresolved; give it with --date, '
    "as `date` of its row or at the beginning of its text"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def checked_date(date: str) -> str:
    """The same day if it is one in the form YYYY-MM-DD; otherwise `ValueError`."""
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date):
            raise ValueError
        return datetime.date.fromisoformat(date).isoformat()
    except ValueError:
        raise ValueError(f"the date {date!r} is no day in the form YYYY-MM-DD (2023-01-17)") from None


def report_of(
    text: str,
    *,
    id: str = "text",
    date: str | None = None,
    row_date: str | None = None,
    source: str | None = None,
    url: str | None = None,
    title: str | None = None,
    extra: dict[str, Any] | None = None,
    place: str = "",
    warnings: tuple[str, ...] = (),
) -> Report:
    """A report of a text in hand. Its date is `date` (the option), else `row_date`, else what its beginning says.

    Where the beginning names a day without its year, the year is taken from the other fields or from `place`, the
    path it was found under, if they name exactly one. `Unreadable` where there is no text, or too much of it."""
    if not text.strip("\ufeff \t\r\n\v\f\0"):
        raise Unreadable("is empty", "a report needs its text")
    if len(text) > MAX_CHARS:
        raise too_long(f"the text ({len(text):,} characters)")
    notes = list(warnings)
    beginning = from_text(text, _year(row_date or "", url or "", id, place))
    day, date_from = _dated(date, row_date, beginning, notes)
    lone = len(_SURROGATE.findall(text))
    if lone:
        halves = "half character (lone surrogate) stands" if lone == 1 else "half characters (lone surrogates) stand"
        notes.append(f"{lone} {halves} in the text; records show U+FFFD there")
    return Report(
        id=id, text=text, date=day, date_from=date_from, source=source, url=url, title=title,
        body=beginning.body, extra=extra or {}, warnings=tuple(notes),
    )  # fmt: skip


def _dated(
    option: str | None, row: str | None, beginning: Beginning, notes: list[str]
) -> tuple[str | None, DateFrom | None]:
    if option is not None:
        if beginning.date and beginning.date != option:
            notes.append(f"the text dates itself {beginning.date}; the date given, {option}, was believed")
        return checked_date(option), "option"
    if row and row.strip():
        field = from_field(row, _year(row))
        notes += [field.warning] if field.warning else []
        if field.date:
            return field.date, "row"
        if not field.warning:
            notes.append(f"the date {row[:60]!r} of its row is not understood; write it as YYYY-MM-DD")
    notes += [beginning.warning] if beginning.warning else []
    if beginning.date:
        return beginning.date, "text"
    notes.append(NO_DATE)
    return None, None


def _year(*places: str) -> int | None:
    """The year that the first of these names that names exactly one."""
    return next((y for p in places if (y := years_in(p)) is not None), None)
