"""JSON Lines -> reports: one object a line with `text` and, where known, `id title date source url`. Other fields are
kept in `Report.extra`. A line that gives no report becomes an `Unread`; the rest goes on."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.intake.encoding import narrow, refuse_known, sniff
from dateline.intake.fields import report_of
from dateline.intake.unread import MAX_FIELD, MAX_LINE, Unread, Unreadable, too_long
from dateline.records import Report

FIELDS = ("id", "title", "date", "source", "url", "text")
HOPELESS = 20
"""After so many lines at the beginning without one report the file is taken not to be JSON Lines."""

_BROKEN = "write one JSON object a line"


def read_rows(
    stream: BinaryIO, head: bytes, *, stem: str, place: str, date: str | None
) -> Iterator[tuple[int, Report] | Unread]:
    """Line numbers and reports of a stream that has not been read yet; `head` is a copy of its first bytes."""
    try:
        refuse_known(head)
    except Unreadable as fault:
        yield fault.at(place)
        return
    reports = faults = 0
    for number, line in _lines(stream, head):
        if isinstance(line, Unreadable):
            yield line.at(place, number)
            faults += 1
            continue
        try:
            text, warning = narrow(line) if isinstance(line, bytes) else (line, None)
            if not text.strip():
                continue
            warnings = (warning,) if warning else ()
            yield number, _report(_row(text), f"{stem}:{number}", place, date, warnings)
            reports += 1
        except Unreadable as fault:
            yield fault.at(place, number)
            faults += 1
        if faults >= HOPELESS and not reports:
            message = f"none of its first {faults} lines is a report; the rest was not looked at"
            yield Unread(place, None, message, "is it JSON Lines with a `text` field?")
            return
    if not reports and not faults:
        yield Unread(place, None, "is empty", "it needs one JSON object a line")


def _lines(stream: BinaryIO, head: bytes) -> Iterator[tuple[int, str | bytes | Unreadable]]:
    """The lines, numbered from 1: bytes where they are UTF-8 or Windows-1252, text of wider encodings."""
    encoding, rest = sniff(head)
    stream.read(len(head) - len(rest))  # the byte order mark
    if encoding == "utf-8":
        yield from _cut(stream, b"\n")
    else:
        wide = io.TextIOWrapper(stream, encoding=encoding, errors="surrogatepass", newline="\n")
        try:
            yield from _cut(wide, "\n")
        finally:
            wide.detach()


def _cut(stream: Any, end: str | bytes) -> Iterator[tuple[int, str | bytes | Unreadable]]:
    """Lines of a stream of bytes or text; what lies beyond the bound is passed over, not kept."""
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(MAX_LINE + 1)
            if not line:
                return
            if len(line) <= MAX_LINE:
                yield number, line
                continue
            while line and not line.endswith(end):
                line = stream.readline(1 << 20)
            yield number, too_long("it")
        except UnicodeDecodeError as error:
            yield number, Unreadable(f"is damaged {error.encoding.upper()} ({error.reason})", "save it again as UTF-8")
            return


def _row(line: str) -> dict[str, Any]:
    """The object that a line holds."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise Unreadable(f"is broken JSON ({error.msg.lower()} at character {error.pos + 1})", _BROKEN) from None
    except (ValueError, RecursionError):
        raise Unreadable("is broken JSON (a number too large, or brackets too deep)", _BROKEN) from None
    if not isinstance(row, dict):
        raise Unreadable(f"is {_kind(row)}, not a JSON object", _BROKEN)
    return row


def _report(row: dict[str, Any], default_id: str, place: str, date: str | None, warnings: tuple[str, ...]) -> Report:
    fields = {name: _field(row, name) for name in FIELDS}
    text = fields["text"]
    if text is None:
        others = ", ".join(sorted(str(k) for k in row if k not in FIELDS)[:8])
        raise Unreadable(
            "has no text", "name the field `text`" + (f"; the row has {_short(others, 120)}" if others else "")
        )
    extra = {k: v for k, v in row.items() if k not in FIELDS}
    if len(fields["id"] or "") > MAX_FIELD:
        raise Unreadable(f"its id is longer than {MAX_FIELD:,} characters", "give a shorter one")
    for name in ("title", "source", "url"):
        value = fields[name]
        if value is not None and len(value) > MAX_FIELD:
            extra[name], fields[name] = value, None
            warnings += (f"its {name} is longer than {MAX_FIELD:,} characters and was put aside",)
    return report_of(
        text, id=fields["id"] or default_id, date=date, row_date=fields["date"], source=fields["source"],
        url=fields["url"], title=fields["title"], extra=extra, place=place, warnings=warnings,
    )  # fmt: skip


def _field(row: dict[str, Any], name: str) -> str | None:
    """A known field as text. Empty is absent; a whole number may stand for an id or a date (20230117)."""
    value = row.get(name)
    if name in ("id", "date") and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, str):
        return value if name == "text" or (value or "").strip() else None
    raise Unreadable(f"its {name} is {_kind(value)}, not text", f"write `{name}` as a string")


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _short(text: str, size: int) -> str:
    return text if len(text) <= size else text[: size - 1] + "…"
