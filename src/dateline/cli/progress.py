"""What is told on standard error while records are written elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import suppress

import click

from dateline.intake import Unread
from dateline.show import plain

_QUIET = 2.0  # seconds before progress shows at all
_EVERY = 0.5


class Teller:
    """Names what could not be read, passes warnings on, and shows progress where `progress` and on a terminal."""

    def __init__(self, progress: bool) -> None:
        self._live = progress and sys.stderr is not None and sys.stderr.isatty()
        self._began = self._shown = time.monotonic()
        self._drawn = False
        self.reports = self.records = self.unread = 0
        self._left_out: dict[str, tuple[str, int]] = {}

    def say(self, text: str) -> None:
        """A line on standard error."""
        self._wipe()
        with suppress(BrokenPipeError):
            click.echo(f"dateline: {plain(text)}", err=True)

    def not_read(self, what: Unread) -> None:
        """What could not be read is named at once; what was left out by rule is counted and told at the end."""
        if what.skipped:
            first, more = self._left_out.get(what.message, (str(what), -1))
            self._left_out[what.message] = first, more + 1
            return
        self.unread += 1
        self.say(f"not read: {what}")

    def read(self, records: int) -> None:
        """One more report is done."""
        self.reports += 1
        self.records += records
        now = time.monotonic()
        if self._live and now - self._began > _QUIET and now - self._shown > _EVERY:
            self._shown, self._drawn = now, True
            pace = self.reports / (now - self._began)
            click.echo(
                f"\r\033[K{self.reports:,} reports, {self.records:,} records, {pace:.1f} reports/s", err=True, nl=False
            )

    def end(self) -> None:
        """The last lines."""
        for first, more in self._left_out.values():
            self.say(f"left out: {first}" + (f" (as are {more:,} more)" if more else ""))
        if self.unread:
            reports = "1 report was" if self.reports == 1 else f"{self.reports} reports were"
            self.say(f"{self.unread} could not be read; {reports}")
        self._wipe()

    def _wipe(self) -> None:
        if self._drawn:
            click.echo("\r\033[K", err=True, nl=False)
            self._drawn = False
