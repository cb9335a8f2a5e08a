"""The command `dateline`: its sub-commands, and how it ends.

Exit codes: 0 done, 1 failed, 2 wrong use, 3 some reports could not be read, 130 stopped with Ctrl-C."""

from __future__ import annotations

import sys
from importlib import import_module

import click

import dateline
from dateline.cli.output import hush
from dateline.reading.pool import place_of
from dateline.show import plain

COMMANDS = (
    "read", "add", "find", "show", "cases", "history", "correct", "merge", "split", "accept", "reject", "undo",
    "decisions", "reread", "check", "export", "audit", "actors", "tables",
)  # fmt: skip
"""In the order in which the help lists them."""


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"dateline {vars(dateline).get('__version__', 'of no release')}")
        context.exit()


class Commands(click.Group):
    """The commands, each loaded when it is called: it stands under its own name in the module of that name."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = vars(import_module(f"dateline.cli.{name}"))[name]
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Each command has its own help: dateline read --help",
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version and exit."
)
def cli() -> None:
    """Reads dated news reports and keeps the record: who did, said or promised what to whom, when, where, how far it
    has come, and who says so. Everything stays on this machine.

    \b
    Begin with a report in a text file:
        dateline read report.txt
    or with a line of text:
        echo "Paris said on Monday it will send 20 trucks to Kyiv." | dateline read --date 2023-01-17 -

    \b
    Keep many reports, and ask what they say together:
        dateline add news reports/
        dateline find news --actor Norway --kind pledge
    """


def main() -> None:
    """Runs the command and ends the process with its exit code."""
    try:
        code = cli.main(prog_name="dateline", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("dateline: stopped", err=True)
        code = 130
    except Exception as error:
        message = (
            f"dateline: failed by a fault of its own ({plain(str(error))[:300]}, {place_of(error)}); please report it"
        )
        click.echo(message, err=True)
        code = 1
    code = code if isinstance(code, int) else 0
    try:
        sys.stdout.flush()
    except (AttributeError, ValueError):  # it is closed
        pass
    except OSError:  # what a full disk refused stays buffered, and would fail once more as the process ends
        hush()
        code = code or 1
    sys.exit(code)


if __name__ == "__main__":
    main()
