"""Paths, folders and standard input -> reports, each with the place it was found at."""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from dateline.intake.encoding import sniff
from dateline.intake.jsonl import read_rows
from dateline.intake.text import read_text
from dateline.intake.unread import Unread, Unreadable
from dateline.records import Report

STANDARD_INPUT = "standard input"
TEXT, ROWS = frozenset({".txt", ".text", ".md"}), frozenset({".jsonl", ".ndjson"})
IN_FOLDERS = frozenset({".txt", ".jsonl"})
_HEAD = 65_536

Found = tuple[str, int | None, Report]
"""The place, the line there, the report."""


def read_source(source: str | Path, date: str | None) -> Iterator[Found | Unread]:
    """All reports of one source: `-`, a folder or a file."""
    if source == "-":
        yield from _standard_input(date)
        return
    if source == "":  # an unset variable in a script; `Path` would take it for the folder one is in
        yield Unread("''", None, "is no file's name", "name a file or folder (. is the folder you are in)")
        return
    path = Path(source)
    place = str(source)  # as it was given: `Path` would make one slash of the two in an address
    try:
        folder = path.is_dir()
    except (OSError, ValueError):  # a name too long, or with a null character; opening it says so
        folder = False
    yield from _folder(path, date) if folder else _file(path, path.stem, place, date)


def _standard_input(date: str | None) -> Iterator[Found | Unread]:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None or stream.closed:
        yield Unread(STANDARD_INPUT, None, "is closed", "pipe reports into it, or name a file")
        return
    try:
        yield from _stream(stream, "stdin", STANDARD_INPUT, "", date)
    except OSError as error:
        yield _fault(error, STANDARD_INPUT)


def _file(path: Path, id: str, place: str, date: str | None) -> Iterator[Found | Unread]:
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        yield _fault(error, place)
        return
    with stream:
        try:
            yield from _stream(stream, id, place, path.suffix.lower(), date)
        except OSError as error:
            yield _fault(error, place)


def _stream(stream: BinaryIO, id: str, place: str, ending: str, date: str | None) -> Iterator[Found | Unread]:
    head = _head(stream)
    whole: Any = io.BufferedReader(_Rejoined(head, stream), _HEAD)
    try:
        if _is_rows(ending, head):
            for each in read_rows(whole, head, stem=id, place=place, date=date):
                yield each if isinstance(each, Unread) else (place, *each)
        else:
            yield place, None, read_text(whole, id=id, place=place, date=date)
    except Unreadable as fault:
        yield fault.at(place)
    finally:
        whole.detach()


def _head(stream: BinaryIO) -> bytes:
    """The first bytes, at least to the end of the first line, without waiting for what a pipe has yet to bring."""
    head = b""
    while len(head) < _HEAD and b"\n" not in head.lstrip():
        more = stream.read1(_HEAD - len(head))  # type: ignore[attr-defined]
        if not more:
            break
        head += more
    return head


class _Rejoined(io.RawIOBase):
    """A stream with the bytes before it that were already taken."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = len(buffer)
        data, self._head = self._head[:size], self._head[size:]
        data = data or self._rest.read1(size)  # type: ignore[attr-defined]
        buffer[: len(data)] = data
        return len(data)


def _is_rows(ending: str, head: bytes) -> bool:
    """Is it JSON Lines? By the name's ending, otherwise by the first line: no report begins with `{"text": ...`."""
    if ending in ROWS:
        return True
    encoding, head = sniff(head)
    start = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    line = start.partition("\n")[0].rstrip("\r")
    if re.match(r"\[\s*(\{\s*\"|$)", line) or re.fullmatch(r"\{\s*", line):
        if ending in TEXT:
            return False
        raise Unreadable(
            "is JSON, but not one object a line", "write it as JSON Lines first (jq -c '.[]?' FILE, or jq -c . FILE)"
        )
    return bool(re.match(r'\{\s*"[^"\\]*"\s*:', line))


def _folder(root: Path, date: str | None) -> Iterator[Found | Unread]:
    """Every `*.txt` and `*.jsonl` below a folder, sorted by path, but for hidden ones and links that leave it."""
    real, anything = os.path.realpath(root), False
    todo = [root]
    while todo:
        path = todo.pop()
        place = str(path)
        try:
            kind = path.lstat().st_mode
            if stat.S_ISDIR(kind) or path == root:
                inside = [path / name for name in os.listdir(path) if not name.startswith(".")]
                todo += sorted(inside, reverse=True)
                continue
        except OSError as error:
            yield _fault(error, place)
            continue
        reason = _left_out(path, kind, real)
        if reason is None:
            anything = True
            yield from _file(path, path.relative_to(root).with_suffix("").as_posix(), place, date)
        elif reason:
            yield Unread(place, None, reason, skipped=True)
    if not anything:
        yield Unread(str(root), None, "holds no report", "in a folder *.txt and *.jsonl files are read")


def _left_out(path: Path, kind: int, root: str) -> str | None:
    """Why an entry of a folder isn't read; empty where that needs no word, None where it is read."""
    if stat.S_ISLNK(kind):
        target = os.path.realpath(path)
        inside = os.path.relpath(target, root).split(os.sep) if target.startswith(root.rstrip(os.sep) + os.sep) else []
        if not inside:
            return "is a link that leaves the folder"
        if not os.path.isfile(target):
            return "is a link to something that is no file" if not os.path.isdir(target) else "is a link to a folder"
        listed = not any(part.startswith(".") for part in inside) and os.path.splitext(target)[1] in IN_FOLDERS
        if listed:
            return ""  # it is read under its own name
    elif not stat.S_ISREG(kind):
        return "is no ordinary file"
    return None if path.suffix in IN_FOLDERS else "is neither *.txt nor *.jsonl"


def _fault(error: OSError | ValueError, place: str) -> Unread:
    """What the operating system said, in plain words."""
    code = getattr(error, "errno", None)
    if code == errno.ENOENT:
        web = re.match(r"https?:", place)
        return Unread(
            place, None, "no such file or folder",
            "addresses are not opened; save the page's text to a file" if web else "check its name",
        )  # fmt: skip
    if code in (errno.EACCES, errno.EPERM):
        return Unread(place, None, "may not be read", "check its permissions")
    if code == errno.ENAMETOOLONG or not isinstance(error, OSError):
        return Unread(place[:100], None, "is no file's name", "pass a text itself through standard input (-)")
    return Unread(place, None, f"can't be read ({(error.strerror or type(error).__name__).lower()})", "check the disk")
