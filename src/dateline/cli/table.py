"""Records on a terminal: a table a person can check, with the words and what in them names the deed."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from itertools import pairwise

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli.explain import table_row
from dateline.records import AnyRecord, Report
from dateline.show import Row, counted, dated, excerpt, plain, rows

WIDTH = 160
"""Columns where the output is no terminal."""

_WIDE = 130  # from this width on each answer has its own column; below, related answers share one
_LONGEST_CELL, _LONGEST_WORDS = 300, 320
_GROUPS = (("deed", "status", "date"), ("who", "whom", "voice"), ("words",))
_HEADS = {
    "deed": "Deed",
    "status": "status",
    "date": "date",
    "who": "Who",
    "whom": "to whom",
    "voice": "voice",
    "words": "The words",
}
_COLOURS = {
    "happened": "green", "ongoing": "green", "planned": "cyan", "expected": "cyan", "wanted": "yellow",
    "asked": "yellow", "conditional": "magenta", "considered": "magenta", "refused": "red", "cancelled": "red",
    "denied": "red",
}  # fmt: skip


class TableWriter:
    """Turns a report and its records into the text of a table. `terminal`: draw for the terminal that standard output
    is, in its width and colours; otherwise without colour, `WIDTH` columns wide."""

    def __init__(self, terminal: bool, explain: bool) -> None:
        self._explain = explain
        if terminal:
            self._console = Console(file=sys.stdout, highlight=False, emoji=False, markup=False)
        else:
            self._console = Console(
                file=io.StringIO(), width=WIDTH, color_system=None, force_terminal=False, legacy_windows=False,
                highlight=False, emoji=False, markup=False,
            )  # fmt: skip

    def report(self, report: Report, records: Sequence[AnyRecord]) -> str:
        """The report's header, its table and, where asked for, the steps behind each record."""
        found = rows(records)
        with self._console.capture() as captured:
            self._header(report, records)
            if found:
                self._console.print(self._table(found))
            if self._explain:
                for number, row in enumerate(found, start=1):
                    self._why(number, row)
            self._console.print()
        return captured.get()

    def records(self, records: Sequence[AnyRecord]) -> str:
        """Records of several reports as one table, each with its id and its report's."""
        with self._console.capture() as captured:
            found = rows(records)
            if found:
                names = [(r.id, r.report.id, r.report.date or "no date") for r in records]
                self._console.print(self._table(found, names))
            for number, row in enumerate(found if self._explain else (), start=1):
                self._why(number, row)
            self._console.print(Text(counted(records), style="dim"))
        return captured.get()

    def text(self, report: Report, marked: Sequence[tuple[int, int]]) -> str:
        """The report's text, with stretches marked."""
        with self._console.capture() as captured:
            self._console.print(_marked(report.text, marked), soft_wrap=self._console.width == WIDTH)
        return captured.get()

    def _header(self, report: Report, records: Sequence[AnyRecord]) -> None:
        self._console.print(Text(plain(report.title or report.id)[:_LONGEST_CELL], style="bold"))
        facts = [report.id if report.title else None, dated(report), report.source, report.url, counted(records)]
        self._console.print(Text(" · ".join(plain(f)[:_LONGEST_CELL] for f in facts if f), style="dim"))
        for warning in report.warnings:
            self._console.print(Text(f"! {plain(warning)}", style="yellow"))

    def _table(self, found: list[Row], names: Sequence[tuple[str, str, str]] = ()) -> Table:
        wide = self._console.width >= _WIDE
        groups = tuple((c,) for g in _GROUPS for c in g) if wide else _GROUPS
        table = Table(show_lines=True, expand=True, header_style="bold", border_style="dim")
        if self._explain:
            table.add_column("#", justify="right", no_wrap=True)
        if names:
            table.add_column("Id, report", width=20, overflow="fold")
        for group in groups:
            head = ", ".join(_HEADS[c] for c in group)
            width = {"status": 11, "date": 12}.get(group[0])
            ratio = None if width else {"words": 5 if wide else 4}.get(group[0], 2 if wide else 3)
            table.add_column(head[:1].upper() + head[1:], ratio=ratio, width=width, overflow="fold")
        for number, row in enumerate(found, start=1):
            cells = [Text("\n").join(t for t in (_cell(row, c, len(g) > 1) for c in g) if t) for g in groups]
            told = [Text("\n".join(plain(n)[:_LONGEST_CELL] for n in names[number - 1]))] if names else []
            table.add_row(*([str(number)] if self._explain else []), *told, *cells)
        return table

    def _why(self, number: int, row: Row) -> None:
        name = f"#{number} {plain(row.deed)}, {row.status}"
        self._console.print(Text.assemble((name, "bold"), f" · confidence {row.confidence:.2f} · {plain(row.id)}"))
        for n, step in enumerate(row.steps, start=1):
            self._console.print(Text(f"   {n}. {plain(step)[:1000]}"))
            for line in table_row(step):
                self._console.print(Text(f"        {plain(line)}", style="dim"))


def _marked(text: str, marked: Sequence[tuple[int, int]]) -> Text:
    """A text with its lines kept; what is marked stands in brackets and bold, also where stretches overlap."""
    edges = {0, len(text), *(e for m in marked for e in m if 0 <= e <= len(text))}
    out, inside = Text(), False
    for start, end in pairwise(sorted(edges)):
        now = any(a <= start and end <= b for a, b in marked)
        if now != inside:
            out.append("[" if now else "]", style="dim")
        inside = now
        lines = "\n".join(_kept_blanks(x) for x in text[start:end].split("\n"))
        out.append(lines, style="bold underline" if now else "")
    return out.append("]", style="dim") if inside else out


def _kept_blanks(line: str) -> str:
    """A harmless line, or piece of one, that keeps a blank at either end."""
    middle = plain(line)
    lead = " " if line[:1].isspace() else ""
    return lead + middle + (" " if middle and line[-1:].isspace() else "")


def _cell(row: Row, column: str, shared: bool) -> Text:
    """One answer. Where a column holds several, those that need it say which they are."""
    if column == "words":
        before, marked, after = excerpt(row, _LONGEST_WORDS)
        before = before.lstrip()
        return (
            Text.assemble(before, ("[", "dim"), (marked, "bold underline"), ("]", "dim"), after)
            if marked
            else Text(before + after)
        )
    value = plain(getattr(row, column))
    value = value if len(value) <= _LONGEST_CELL else value[: _LONGEST_CELL - 1] + "…"
    if column == "status":
        return Text(value, style=_COLOURS.get(value, ""))
    lead = {"whom": "→ ", "voice": "said by "}.get(column, "") if shared and value else ""
    return Text(lead + value, style={"deed": "bold", "voice": "italic"}.get(column, ""))
