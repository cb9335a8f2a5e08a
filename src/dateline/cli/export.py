"""`dateline export`: records and cases of an archive in the forms that others use."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import click

from dateline.archive import ArchiveError
from dateline.cli.archived import archive_argument, opened
from dateline.cli.options import checked
from dateline.cli.output import Enough
from dateline.records import EventType, Status

FORMS = ("jsonl", "csv", "tsv", "parquet", "xlsx", "sqlite")
TABLES = ("events", "pledges", "quotes", "cases")
VIEWS = ("polecat", "icews", "gdelt", "petrarch", "kiel")


@click.command(short_help="Write records and cases as files that others use.")
@archive_argument
@click.argument("to", type=click.Path(path_type=Path, allow_dash=True), metavar="TO")
@click.option("--what", multiple=True, type=click.Choice(TABLES), help="Which table; again for more. Default: all.")
@click.option("--view", type=click.Choice(VIEWS), help="Events or pledges under the columns of another set.")
@click.option("--format", "-f", "form", type=click.Choice(FORMS), help="Default: what the ending of TO says.")
@click.option("--package", is_flag=True, help="TO is a folder: a Frictionless data package.")
@click.option("--release", is_flag=True, help="TO is a folder: a package whose rows can be cited.")
@click.option("--title", metavar="TEXT", help="Title of the package.")
@click.option("--license", metavar="NAME", help="Licence of the package, as SPDX names it (CC-BY-4.0).")
@click.option("--replace", is_flag=True, help="Write over what is there.")
@click.option("--actor", metavar="NAME", help="Only records in which this party acts, gives or speaks.")
@click.option("--recipient", metavar="NAME", help="To or with whom.")
@click.option("--type", "type_", type=click.Choice(get_args(EventType), case_sensitive=False), help="The deed.")
@click.option("--status", type=click.Choice(get_args(Status)), help="How far it has come.")
@click.option("--country", metavar="NAME", help="A state that acts, receives, or where it happens.")
@click.option("--since", callback=checked, metavar="YYYY-MM-DD", help="Not over before this day.")
@click.option("--until", callback=checked, metavar="YYYY-MM-DD", help="Begun by this day.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), metavar="0..1", help="At least so sure.")
def export(
    archive: Path, to: Path, what: tuple[str, ...], view: str | None, form: str | None, package: bool, release: bool,
    title: str | None, license: str | None, replace: bool, actor: str | None, recipient: str | None, type_: str | None,
    status: str | None, country: str | None, since: str | None, until: str | None, min_confidence: float | None,
) -> None:  # fmt: skip
    """Writes records and cases of an archive to TO: a file, a folder, or - for standard output. Corrections count; what was
    rejected is left out. The same archive gives the same bytes.

    \b
    All as a workbook:              dateline export news news.xlsx
    Pledges as a sheet:             dateline export news pledges.csv --what pledges
    Events as POLECAT has them:     dateline export news events.tsv --view polecat
    To a program:                   dateline export news - --what events --country MLI | ...
    To cite and to deposit:         dateline export news release-1 --release --license CC-BY-4.0

    \b
    Exit codes: 0 done; 1 failed; 2 wrong use.
    """
    if view and (what or package or release):
        raise click.UsageError("--view is a table of its own: leave out --what, --package and --release")
    wanted = {
        "actor": actor, "recipient": recipient, "type": type_, "status": status, "country": country, "since": since,
        "until": until, "min_confidence": min_confidence,
    }  # fmt: skip
    wish = {
        "what": what, "view": view, "form": form, "package": package, "release": release, "title": title,
        "license": license, "replace": replace, "wanted": wanted,
    }  # fmt: skip
    with opened(archive) as there:
        if str(to) == "-":
            if package or release:
                raise click.UsageError("a package is a folder: name it")
            try:
                there.export_to(sys.stdout.buffer, **wish)
                sys.stdout.flush()
            except BrokenPipeError:
                raise Enough from None
            return
        try:
            done = there.export(to, **wish)
        except ArchiveError:
            raise
        except OSError as error:
            raise click.ClickException(f"can't write {to}: {(error.strerror or str(error)).lower()}") from None
    rows = ", ".join(f"{n:,} {name}" for name, n in done.rows.items())
    click.echo(f"dateline: {rows} in {done.path}" + (f" as {done.release}" if done.release else ""), err=True)
