"""Where records go and in which form: bytes to standard output, or to a file that appears whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click

from dateline.cli.table import TableWriter
from dateline.records import AnyRecord, Case, Report, to_json

FORMATS = ("table", "jsonl", "json")

# JSON leaves these as they are, and some terminals obey them; escaped they are the same JSON.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Enough(Exception):
    """Whoever reads the output wants no more of it."""


class Output:
    """Writes records in one of `FORMATS` to a stream of bytes."""

    def __init__(self, stream: BinaryIO, form: str, *, terminal: bool, explain: bool) -> None:
        self._stream, self._form, self._terminal = stream, form, terminal
        self._table = TableWriter(terminal, explain) if form == "table" else None
        self._first = True

    def report(self, report: Report, records: Sequence[AnyRecord]) -> None:
        """A report and its records. Only the table shows a report in which nothing was found."""
        if self._table:
            self.say(self._table.report(report, records))
            return
        self._lines(records)

    def records(self, records: Sequence[AnyRecord | Case]) -> None:
        """Records of several reports."""
        if self._table:
            self.say(self._table.records([r for r in records if not isinstance(r, Case)]))
            return
        self._lines(records)

    def text(self, report: Report, marked: Sequence[tuple[int, int]]) -> None:
        """A report's text with stretches marked, where there is a table to it."""
        if self._table:
            self.say(self._table.text(report, marked))

    def say(self, text: str) -> None:
        """Text that is harmless already."""
        encoding = (sys.stdout.encoding if self._terminal else None) or "utf-8"
        self._write(text.encode(encoding, "replace"))

    def _lines(self, records: Sequence[AnyRecord | Case]) -> None:
        for record in records:
            line = to_json(record)
            if self._terminal:
                line = _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", line.decode()).encode()
            if self._form == "json":
                line = (b"[\n" if self._first else b",\n") + line
                self._first = False
                self._write(line)
            else:
                self._write(line + b"\n")

    def close(self) -> None:
        """What stands after the last record."""
        if self._form == "json":
            self._write(b"[]\n" if self._first else b"\n]\n")

    def _write(self, data: bytes) -> None:
        try:
            self._stream.write(data)
            self._stream.flush()
        except BrokenPipeError:
            raise Enough from None
        except OSError as error:
            raise click.ClickException(f"can't write: {(error.strerror or str(error)).lower()}") from None


@contextmanager
def opened(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a new file beside `path` that takes its name once all is written."""
    if path is None:
        yield sys.stdout.buffer
        return
    if path.exists() and not path.is_file():  # a device or a pipe can't be replaced, only written to
        with path.open("wb") as stream:
            yield stream
        return
    target = path.resolve()
    beside = target.with_name(f".{target.name[:200]}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o7777)
        beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def hush() -> None:
    """After a broken pipe: what is still buffered goes nowhere, so that the end of the process is quiet."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
