"""`dateline show`: a record or a report of an archive, with its words marked."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.archive import Archive, Shown
from dateline.cli.archived import archive_argument, format_option, opened, output
from dateline.cli.decided import told
from dateline.records import AnyRecord
from dateline.show import plain


@click.command(short_help="Show a record, a case or a report of an archive, with its words marked.")
@archive_argument
@click.argument("id_", metavar="ID")
@format_option("table", "jsonl", "json")
def show(archive: Path, id_: str, form: str | None) -> None:
    """Shows what an ID stands for. Of a record: what it says, the steps behind it, what people decided about it, and its
    report with the words marked. Of a report: its records and its text. Of a case: all its records.
    ID may be shortened as long as it means one.

    \b
    A record:        dateline show news e-db183510
    A report:        dateline show news grain-corridor
    A case:          dateline show news c-db183510
    As JSON:         dateline show news e-db183510 --format jsonl

    \b
    Exit codes: 0 done; 1 failed, or nothing has this id; 2 wrong use.
    """
    with opened(archive) as there:
        if id_.startswith("c-"):
            _case(there, id_, form)
            return
        found = there.show(id_)
        out, form = output(form, explain=False)
        records = [found.record] if found.record else list(found.records)
        if form == "table":
            out, _ = output("table", explain=found.record is not None)
        out.report(found.report, records)
        if form == "table":
            for decision in found.decisions:
                out.say(told(decision) + "\n")
        out.text(found.report, marks(found, records))
        out.close()


def _case(there: Archive, id: str, form: str | None) -> None:
    case = there.case(id)
    out, form = output(form)
    if form == "table":
        out.say(f"{case.id}: {case.of}, {case.status}; {case.reports} report(s), {case.sources} source(s)\n")
        records = list(there.as_decided(there.records(ids=case.records)))
        records.sort(key=lambda r: (r.report.date or "", r.id))
        out.records(records)
        for decision in case.decisions:
            why = f": {decision['why']}" if decision["why"] else ""
            out.say(
                plain(f"{decision['id']} {decision['kind']}, by {decision['who']} on {decision['when']}{why}") + "\n"
            )
    else:
        out.records([case])
        out.close()


def marks(found: Shown, records: list[AnyRecord]) -> list[tuple[int, int]]:
    """The stretches of the report that state what is shown."""
    return [(e.start, e.end) for r in records for e in r.evidence if e.end <= len(found.report.text)]
