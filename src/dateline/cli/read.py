"""`dateline read`: reports in, records out."""

from __future__ import annotations

import sys
from contextlib import closing, suppress
from pathlib import Path

import click

from dateline.cli.options import actors_option, date_option, tables_option, workers_option
from dateline.cli.output import FORMATS, Enough, Output, hush, opened
from dateline.cli.progress import Teller
from dateline.intake import Unread, open_reports
from dateline.intake.sources import IN_FOLDERS
from dateline.reading.pool import Failed, read_all
from dateline.records import AnyRecord
from dateline.show import plain

KINDS = ("event", "pledge", "quote")


@click.command(short_help="Read reports and write what they say as records.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--format", "-f", "form", type=click.Choice(FORMATS),
    help="table: for people. jsonl: one record a line. json: one array. Default: table on a terminal or with "
    "--explain, else jsonl.",
)  # fmt: skip
@date_option
@click.option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only records of this kind; may be repeated."
)
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="0..1",
    help="Only records at least so sure.",
)  # fmt: skip
@workers_option
@actors_option
@tables_option
@click.option("--explain", is_flag=True, help="Show for each record the steps and the rows of the tables behind it.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write there, not to standard output; FILE is replaced once all is written.",
)  # fmt: skip
@click.pass_context
def read(
    context: click.Context,
    sources: tuple[str, ...],
    form: str | None,
    date: str | None,
    kinds: tuple[str, ...],
    min_confidence: float,
    workers: int,
    explain: bool,
    output: Path | None,
) -> None:
    """Reads reports and writes what they say as records: who did, said or promised what, to whom, when, how far it has
    come, and who says so. Each record carries the words that state it.

    SOURCE is a text file (one report), a JSON Lines file (one report a line: text and, where known, id, title, date,
    source, url), a folder (its *.txt and *.jsonl files, sorted, with those of the folders in it), or - for standard
    input.

    \b
    A report, as a table:          dateline read report.txt
    Why each record was made:      dateline read report.txt --explain
    A folder, to a file:           dateline read reports/ -o records.jsonl
    Only pledges, four processes:  dateline read news.jsonl --kind pledge --workers 4
    A text without a date:         cat note.txt | dateline read --date 2023-01-17 -

    The date of a report is taken from --date, else from the row's date, else from the beginning of its text
    ("date 2023-01-17", "Friday, January 4, 2019", "KYIV, Jan 17, 2023 (Reuters) -"). Without one it is read all
    the same, but "yesterday" has no day.

    \b
    Exit codes: 0 done; 1 failed; 2 wrong use; 3 some reports could not be read (each is named on
    standard error, the rest is written).
    """
    target = None if output is None or str(output) == "-" else output
    if target is None and sys.stdout is None:
        raise click.ClickException("can't write: standard output is closed; name a file with --output")
    _check_target(target, sources)
    terminal = target is None and sys.stdout.isatty()
    form = form or ("table" if terminal or explain else "jsonl")
    teller = Teller(progress=not terminal)

    def wanted(record: AnyRecord) -> bool:
        return record.confidence >= min_confidence and (not kinds or _kind(record) in kinds)

    try:
        with opened(target) as stream, closing(read_all(open_reports(sources, date=date), workers)) as results:
            out = Output(stream, form, terminal=terminal, explain=explain)
            for result in results:
                if isinstance(result, Unread):
                    teller.not_read(result)
                    continue
                if form != "table":
                    for warning in result.report.warnings:
                        teller.say(f"{result.report.id}: {warning}")
                records = [r for r in result.records if wanted(r)]
                out.report(result.report, records)
                teller.read(len(records))
            out.close()
    except Enough:
        hush()
        context.exit(0)
    except Failed as error:
        raise click.ClickException(plain(str(error))) from None
    except OSError as error:
        message = f"can't write {plain(str(target))}: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from None
    teller.end()
    context.exit(3 if teller.unread else 0)


def _kind(record: AnyRecord) -> str:
    return str(type(record).__struct_config__.tag)


def _check_target(target: Path | None, sources: tuple[str, ...]) -> None:
    """A file that can't be written, or is also read, is told before any work."""
    if target is None:
        return
    fault = None
    try:
        if not target.resolve().parent.is_dir():
            fault = f"there is no folder {str(target.parent)!r}"
        target.exists()
    except OSError as error:
        fault = f"can't write {str(target)[:100]!r}: {(error.strerror or str(error)).lower()}"
    for source in sources if fault is None else ():
        with suppress(OSError):  # a source that is no name of a file is told when its turn comes
            fault = fault or _read_too(target, source)
    if fault is not None:
        raise click.BadParameter(fault, param_hint="--output")


def _read_too(target: Path, source: str) -> str | None:
    """What is wrong where the output is a source or would be one in the next run."""
    path = Path(source)
    if source in ("-", "") or not path.exists():
        return None
    if target.exists() and target.samefile(path):
        return f"{str(target)!r} is also read"
    if path.is_dir() and target.suffix in IN_FOLDERS and target.resolve().is_relative_to(path.resolve()):
        return f"{str(target)!r} lies in {source!r}, and the next run would read it; write it elsewhere"
    return None
