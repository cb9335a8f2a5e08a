"""What the commands on an archive share: its argument, who decides, and how faults are told."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.archive import Archive, ArchiveError, open_archive
from dateline.cli.output import Enough, Output, hush
from dateline.reading.pool import Failed
from dateline.show import plain

F = TypeVar("F", bound=Callable[..., Any])

archive_argument = click.argument("archive", type=click.Path(path_type=Path), metavar="ARCHIVE")


def format_option(*forms: str) -> Callable[[F], F]:
    """`--format`, with a table on a terminal and JSON Lines elsewhere as the default."""
    return click.option(
        "--format", "-f", "form", type=click.Choice(forms),
        help="Default: table on a terminal, else jsonl.",
    )  # fmt: skip


def deciding(command: F) -> F:
    """The options of who decides and why."""
    command = click.option("--why", metavar="TEXT", help="The reason, kept with the decision.")(command)
    return click.option("--who", metavar="NAME", help="Who decides. Default: the name you are logged in with.")(command)


@contextmanager
def opened(path: Path, create: bool = False) -> Iterator[Archive]:
    """The archive; what is wrong with it or with a wish ends the command with a message."""
    try:
        with open_archive(path, create=create) as archive:
            yield archive
    except Enough:
        hush()
        click.get_current_context().exit(0)
    except (ArchiveError, Failed) as error:
        raise click.ClickException(plain(str(error))) from None


def output(form: str | None, explain: bool = False) -> tuple[Output, str]:
    """Standard output in a form, and which it is."""
    if sys.stdout is None:
        raise click.ClickException("can't write: standard output is closed")
    terminal = sys.stdout.isatty()
    form = form or ("table" if terminal or explain else "jsonl")
    return Output(sys.stdout.buffer, form, terminal=terminal, explain=explain), form


def line(value: Mapping[str, Any]) -> None:
    """One line of JSON on standard output, there at once."""
    text = json.dumps(value, ensure_ascii=True)
    try:
        click.echo(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise Enough from None
    except OSError as error:
        raise click.ClickException(f"can't write: {(error.strerror or str(error)).lower()}") from None


def sheet(heads: list[str], rows: list[list[str]]) -> None:
    """A plain table on the terminal."""
    console = Console(highlight=False, emoji=False, markup=False, width=None if sys.stdout.isatty() else 160)
    table = Table(header_style="bold", border_style="dim")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(cell)[:400]) for cell in row))
    console.print(table)


def terminal(form: str | None) -> bool:
    """Is a table wanted?"""
    return form == "table" or (form is None and sys.stdout is not None and sys.stdout.isatty())
