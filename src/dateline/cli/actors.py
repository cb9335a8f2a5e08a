"""`dateline actors`: whom a name would be read as, and a person's own table of actors."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.archived import line, sheet, terminal
from dateline.cli.options import actors_option, checked
from dateline.knowledge.own import checked as faults_of
from dateline.knowledge.table import TableError
from dateline.records import Report
from dateline.show import plain


@click.group(short_help="Whom a name would be read as; check your own table of actors.")
def actors() -> None:
    """Whom the program takes words for, and your own actors: a table of yours (tab-separated) that adds, changes or hides
    some. `dateline read`, `add` and `reread` take it with --actors FILE."""


@actors.command(short_help="Whom the words of a text would be read as, and why.")
@click.argument("text", nargs=-1, required=True)
@click.option("--on", "day", callback=checked, metavar="YYYY-MM-DD", help="The day: who held an office then.")
@actors_option
@click.option(
    "--format", "-f", "form", type=click.Choice(("table", "jsonl")), help="Default: table on a terminal, else jsonl."
)
def find(text: tuple[str, ...], day: str | None, form: str | None) -> None:
    """Shows whom the words of TEXT mean on a day, with the row or step behind it.

    \b
    dateline actors find "the Foreign Secretary James Cleverly" --on 2023-01-17
    dateline actors find "Georgia's ruling party and the police in Tbilisi" --on 2024-05-02

    Exit codes: 0 done, also where nobody is meant; 1 failed; 2 wrong use.
    """
    from dateline.language import parse
    from dateline.reading.who import who

    report = Report(id="text", text=" ".join(text), date=day, date_from="option" if day else None)
    try:
        document = next(parse([report]))
        found = who(document)
    except TableError as error:
        raise click.ClickException(plain(str(error))) from None
    rows = [(a, found.why[word]) for word in sorted(found.meant) for a in found.meant[word]]
    if not terminal(form):
        for a, why in rows:
            line(
                {
                    "text": a.text, "start": a.start, "end": a.end, "name": a.name, "country": a.country,
                    "sector": a.sector, "role": a.role, "person": a.person, "organisation": a.organisation,
                    "code": f"{a.country or ''}{a.sector or ''}" or None, "because": why,
                }
            )  # fmt: skip
        return
    if not rows:
        click.echo("nobody is meant")
        return
    sheet(
        ["words", "name", "country", "sector", "office", "code", "because"],
        [
            [a.text, a.name, a.country or "", a.sector or "", a.role or "", f"{a.country or ''}{a.sector or ''}", why]
            for a, why in rows
        ],
    )


@actors.command(short_help="Check your own table of actors.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.pass_context
def check(context: click.Context, file: Path) -> None:
    """Checks a table of your own actors and names every fault with file, line and column.

    \b
    Its columns, apart by tabs, the first line names them:
      form     how the news writes it
      kind     organisation, person, or hide (the form is not to be read as an actor of our tables)
      name     what it is called here; empty: the form
      country  ISO 3166-1 alpha-3 (GBR)
      sector   of an organisation: GOV, MIL, REB, OPP, PTY, COP, JUD, SPY, LEG, IGO, NGO, MED, BUS …
      office   of a person
      class    of the office, where it isn't in our tables (minister, legislator …)
      start    since when the office is held: day, month or year
      end      until when
      note     for you

    Exit codes: 0 nothing is wrong; 1 something is; 2 wrong use.
    """
    found = faults_of(file)
    for fault in found:
        click.echo(plain(fault))
    click.echo(f"dateline: {len(found):,} faults" if found else "dateline: nothing is wrong", err=True)
    context.exit(1 if found else 0)
