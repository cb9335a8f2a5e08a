"""`dateline audit`: a person's own sheet of support against what the reports of an archive say."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.audit import write_mapping
from dateline.audit.columns import as_text
from dateline.cli.archived import archive_argument, line, opened, sheet, terminal
from dateline.show import plain

_WIDE = 160


@click.command(short_help="Check your own sheet of support against an archive.")
@archive_argument
@click.argument("table", type=click.Path(path_type=Path), metavar="SHEET")
@click.option(
    "--sheet", "name", metavar="NAME", help="The sheet of a workbook. Default: the first with anything in it."
)
@click.option("--mapping", type=click.Path(path_type=Path), metavar="FILE", help="Which column holds what.")
@click.option(
    "--save-mapping", type=click.Path(path_type=Path), metavar="FILE", help="Write the mapping that was used."
)
@click.option("--verdict", multiple=True, help="Only rows of this verdict; again for more.")
@click.option(
    "--format", "-f", "form", type=click.Choice(("table", "jsonl")), help="Default: table on a terminal, else jsonl."
)
def audit(
    archive: Path, table: Path, name: str | None, mapping: Path | None, save_mapping: Path | None,
    verdict: tuple[str, ...], form: str | None,
) -> None:  # fmt: skip
    """Compares each row of SHEET (xlsx, csv, tsv) with the pledges of an archive, and lists the pledges that the sheet lacks.
    The sheet is never changed.

    \b
    Verdicts: supported (with the words), contradicted (in which field), another basis (the value is told otherwise),
    likely double (of which row), not found, lacking (in the archive, not in the sheet).

    \b
    Look:                           dateline audit news tracker.xlsx
    Mend what columns mean:         dateline audit news tracker.xlsx --save-mapping columns.tsv
                                    dateline audit news tracker.xlsx --mapping columns.tsv
    To a program:                   dateline audit news tracker.csv --verdict contradicted --format jsonl

    \b
    Exit codes: 0 done; 1 failed; 2 wrong use.
    """
    with opened(archive) as there:
        done = there.audit(table, mapping=mapping, name=name)
        if save_mapping is not None:
            if save_mapping.exists():
                raise click.ClickException(f"{save_mapping} is there already")
            write_mapping(done.mapping, save_mapping)
        shown = [t for t in done.told if not verdict or t.finding.verdict in verdict]
        if not terminal(form):
            for each in shown:
                line(each.row())
            return
        for each_line in as_text(done.mapping).splitlines():
            if not each_line.startswith("#"):
                click.echo(plain(each_line.replace("\t", " = ")), err=True)
        rows = []
        for each in shown:
            f = each.finding
            what = f"{f.field}: {f.sheet} in the sheet, {f.archive} in the reports" if f.field else f.archive or ""
            if f.double_of is not None:
                what = f"of row {f.double_of}"
            rows.append([str(f.row or ""), f.verdict, what, " / ".join(each.words)[:_WIDE], (f.case or "")[:10]])
        sheet(["row", "verdict", "what", "words", "case"], rows)
        counts = ", ".join(f"{n:,} {verdict}" for verdict, n in sorted(done.counts().items()))
        click.echo(f"dateline: {counts or 'no row that could be looked for'}", err=True)
