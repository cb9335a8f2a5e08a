"""Prints tables: with lines and colour on a terminal, plain columns in a pipe."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .compare import Change, Turned
from .score import Result, Score, Wrong

Row = Sequence[str]


def table(
    title: str, head: Row, rows: Iterable[Row], numbers: frozenset[int] = frozenset(), terse: bool = False
) -> None:
    """A table; `numbers` are the columns that stand to the right."""
    every = list(rows)
    if sys.stdout.isatty():
        shown = Table(title=title or None, title_justify="left", show_header=not terse)
        for i, name in enumerate(head):
            shown.add_column(name, justify="right" if i in numbers else "left")
        for row in every:
            shown.add_row(*(Text(cell, style=_style(cell)) for cell in row))
        Console().print(shown)
        return
    lines = [list(head), *map(list, every)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    if title:
        print(title)
    for line in lines[terse:]:
        cells = (c.rjust(w) if i in numbers else c.ljust(w) for i, (c, w) in enumerate(zip(line, widths, strict=True)))
        print("  ".join(cells).rstrip())
    print()


def _style(cell: str) -> str:
    if cell in ("won", "rose"):
        return "green"
    return "red" if cell in ("lost", "fell") else ""


def results(found: Iterable[Result]) -> None:
    """The scores of each set, then what was not measured."""
    every = list(found)
    rows = []
    for result in every:
        name = result.name
        for score, value in result.scores.items():
            may = "" if value.tolerance is None else f"{value.tolerance:.4f}"
            rows.append((name, score, f"{value.value:.4f}", counts(value), may))
            name = ""
    if rows:
        table("", ("set", "score", "value", "counted", "may fall by"), rows, frozenset({2, 4}))
        print(f"{sum(r.seconds for r in every):.0f} s of reading and scoring")
    unmeasured(every)


def counts(score: Score) -> str:
    """`right 30, found 50, gold 60`."""
    return ", ".join(f"{name} {number:,}" for name, number in score.counts.items())


def unmeasured(found: Iterable[Result]) -> None:
    """Says which sets were not measured, and why."""
    by_reason: dict[str, list[str]] = {}
    for result in found:
        if result.skipped:
            by_reason.setdefault(result.skipped, []).append(result.name)
    for reason, names in by_reason.items():
        print(f"Not measured, because {reason}: {', '.join(names)}")


def changed(found: Iterable[Change]) -> None:
    """Scores that rose and fell."""
    rows = [
        (c.set, c.score, _value(c.before), _value(c.now), f"{c.by:+.4f}" if c.before is not None else "new", way(c))
        for c in found
    ]
    if rows:
        table("Scores", ("set", "score", "before", "now", "by", ""), rows, frozenset({2, 3, 4}))
    else:
        print("No score changed.")


def way(change: Change) -> str:
    """`rose`, `fell`, `new` or `gone`."""
    if change.before is None:
        return "new"
    if change.now is None:
        return "gone"
    return "rose" if change.by > 0 else "fell"


def _value(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"


def turns(found: Iterable[Turned]) -> None:
    """Items won and lost, and how many of each set."""
    every = list(found)
    if not every:
        print("No item was won or lost.")
        return
    rows = [
        (t.set, t.item, "won" if t.won else "lost") for t in sorted(every, key=lambda t: (t.set, not t.won, t.item))
    ]
    table("Items", ("set", "item", ""), rows)
    tally = Counter((t.set, t.won) for t in every)
    names = sorted({t.set for t in every})
    table(
        "", ("set", "won", "lost"), [(n, str(tally[n, True]), str(tally[n, False])) for n in names], frozenset({1, 2})
    )


def look(found: Iterable[Result]) -> None:
    """What is wrong in each set, sorted by cause, the commonest first."""
    for result in found:
        causes: dict[str, list[Wrong]] = {}
        for wrong in result.wrong:
            causes.setdefault(wrong.cause, []).append(wrong)
        right = sum(result.items.values())
        print(f"=== {result.name}: {right} of {len(result.items)} right, {len(result.wrong)} to look at")
        for cause, wrongs in sorted(causes.items(), key=lambda x: (-len(x[1]), x[0])):
            print(f"\n--- {cause} ({len(wrongs)})")
            for wrong in wrongs:
                print(f"{wrong.at}  {' '.join(wrong.words.split())}")
                print(f"    gold: {wrong.gold}")
                print(f"    ours: {wrong.ours}")
        print()
