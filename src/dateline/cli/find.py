"""`dateline find`: records of an archive by what they say."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import get_args

import click

from dateline.cli.archived import archive_argument, opened, output
from dateline.cli.options import checked
from dateline.records import AnyRecord, EventType, Status
from dateline.show import plain, rows

KINDS = ("event", "pledge", "quote")
LIMIT = 50
COLUMNS = (
    "id", "kind", "report", "report_date", "deed", "status", "date", "who", "whom", "voice", "confidence", "words"
)  # fmt: skip


@click.command(short_help="Find records in an archive.")
@archive_argument
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option(
    "--actor", metavar="NAME", help="Who acts, gives or speaks: words of the name or office, or a code (GBR)."
)
@click.option("--recipient", metavar="NAME", help="To or with whom.")
@click.option("--type", "type_", type=click.Choice(get_args(EventType), case_sensitive=False), help="The deed.")
@click.option("--status", type=click.Choice(get_args(Status)), help="How far it has come.")
@click.option("--country", metavar="NAME", help="A state that acts, receives, or where it happens: name or code (UKR).")
@click.option("--since", callback=checked, metavar="YYYY-MM-DD", help="Not over before this day.")
@click.option("--until", callback=checked, metavar="YYYY-MM-DD", help="Begun by this day.")
@click.option("--place", metavar="NAME", help="Where it happens.")
@click.option("--voice", metavar="NAME", help="Who says so.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), metavar="0..1", help="At least so sure.")
@click.option("--kind", type=click.Choice(KINDS), help="Only records of this kind.")
@click.option(
    "--limit", "-n", type=click.IntRange(0), default=None, metavar="N",
    help=f"At most so many, 0 for all. Default: {LIMIT} in a table, else all.",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Show for each record the steps and the rows of the tables behind it.")
@click.option(
    "--format", "-f", "form", type=click.Choice(("table", "jsonl", "json", "csv")),
    help="Default: table on a terminal or with --explain, else jsonl.",
)  # fmt: skip
def find(
    archive: Path, words: tuple[str, ...], actor: str | None, recipient: str | None, type_: str | None,
    status: str | None, country: str | None, since: str | None, until: str | None, place: str | None, voice: str | None,
    min_confidence: float | None, kind: str | None, limit: int | None, explain: bool, form: str | None,
) -> None:  # fmt: skip
    """Finds records of which all that you ask holds, the newest report first. Corrections count; what was rejected is
    left out.

    WORDS must all stand in the record's evidence, in any form (tank finds tanks); words in double quotes stand together.

    \b
    What Norway gave in 2023:       dateline find news --actor Norway --kind pledge --since 2023-01-01
    Denied attacks:                 dateline find news --type ASSAULT --status denied
    Words, and their reasons:       dateline find news '"patrol boats"' loan --explain
    All, as a sheet:                dateline find news --country UKR --format csv > found.csv

    \b
    Exit codes: 0 done, also where nothing was found; 1 failed; 2 wrong use.
    """
    with opened(archive) as there:
        out, form = output(form, explain)
        most = (LIMIT if form == "table" else 0) if limit is None else limit
        found = there.find(
            " ".join(words) or None, actor=actor, recipient=recipient, type=type_, status=status, country=country,
            since=since, until=until, place=place, voice=voice, min_confidence=min_confidence, kind=kind,
            limit=most + 1 if most else None,
        )  # fmt: skip
        more = bool(most) and len(found) > most
        found = found[:most] if most else found
        if form == "csv":
            out.say(as_csv(found))
        else:
            out.records(found)
            out.close()
        if more:
            click.echo(f"dateline: there are more than {most:,}; --limit 0 shows all", err=True)


def as_csv(records: list[AnyRecord]) -> str:
    """A sheet of records, a line each. What a spreadsheet would take for a formula gets an apostrophe before it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record, row in zip(records, rows(records), strict=True):
        cells = [
            row.id, row.kind, record.report.id, record.report.date or "", row.deed, row.status, row.date, row.who, row.whom,
            row.voice, f"{row.confidence:.3f}", " ".join(e.text for e in record.evidence),
        ]  # fmt: skip
        writer.writerow([_cell(c) for c in cells])
    return stream.getvalue()


def _cell(text: str) -> str:
    text = plain(text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
