"""`dateline cases`: what all reports together say, and totals of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from dateline.archive import Archive
from dateline.cli.archived import archive_argument, format_option, line, opened, output, sheet, terminal
from dateline.cli.options import checked
from dateline.records import Case

BY = "donor,recipient,item"


@click.command(short_help="List what all reports together say: each deed and pledge once.")
@archive_argument
@click.option("--of", type=click.Choice(("event", "pledge")), help="Only cases of this kind.")
@click.option("--as-of", callback=checked, metavar="YYYY-MM-DD", help="As one could know them on this day.")
@click.option("--totals", is_flag=True, help="Add pledges up; each figure names the cases it is made of.")
@click.option(
    "--by", metavar="NAMES", default=BY, show_default=True,
    help="What totals are made by: some of donor, recipient, item, class, support, year, status.",
)  # fmt: skip
@click.option(
    "--rates", type=click.Path(path_type=Path), metavar="FILE", help="Exchange rates, a CSV of the ECB's form."
)
@click.option("--into", metavar="CURRENCY", help="Convert sums into this currency (EUR), by --rates.")
@format_option("table", "jsonl")
def cases(
    archive: Path, of: str | None, as_of: str | None, totals: bool, by: str, rates: Path | None, into: str | None,
    form: str | None,
) -> None:  # fmt: skip
    """Lists cases: each deed and each pledge once, however many reports tell it, with what people decided.

    \b
    Every pledge:             dateline cases news --of pledge
    Who gave what to whom:    dateline cases news --totals
    By donor and year, in euros, as known at the end of 2023:
        dateline cases news --totals --by donor,year --as-of 2023-12-31 --rates eurofxref-hist.csv --into EUR

    \b
    Exit codes: 0 done; 1 failed; 2 wrong use.
    """
    if (rates is None) != (into is None):
        raise click.UsageError("--rates and --into go together")
    with opened(archive) as there:
        if totals:
            names = tuple(n.strip() for n in by.split(",") if n.strip())
            _totals(there, names, as_of, rates, into.upper() if into else None, terminal(form))
        elif terminal(form):
            sheet(
                ["Case", "of", "what", "status", "since", "reports", "sources"],
                [_row(c) for c in there.cases(of, as_of)],
            )
        else:
            output(form)[0].records(there.cases(of, as_of))


def _totals(
    there: Archive, by: tuple[str, ...], as_of: str | None, rates: Path | None, into: str | None, table: bool
) -> None:
    rows = []
    for total in there.totals(by, as_of, rates, into):
        if not table:
            line(msgspec.to_builtins(total))
            continue
        high = "" if total.high is None else f"{total.high:,.0f}"
        low = f"{total.low:,.0f}"
        sum_ = low if low == high else f"{low} to {high}" if high else f"at least {low}"
        left = "; ".join(f"{id}: {why}" for id, why in total.left_out)
        rows.append([*total.group.values(), sum_, total.unit or total.currency or "", ", ".join(total.cases), left])
    if table:
        sheet([*by, "sum", "unit", "made of", "left out"], rows)


def _row(case: Case) -> list[str]:
    def who(name: str) -> str:
        return " and ".join(a["name"] for a in _value(case, name) or ())

    if case.of == "pledge":
        amount = " ".join(a["text"] for n in ("quantity", "value") if (a := _value(case, n)))
        thing = f"{amount} {_value(case, 'item') or ''}".strip()
        what = (
            f"{who('donors') or '?'} → {who('recipients') or '?'}: {thing or ', '.join(_value(case, 'support') or ())}"
        )
    else:
        what = f"{_value(case, 'type')}: {who('actors') or '?'} → {who('recipients') or '?'}"
    last = case.history[-1]
    disputed = ", disputed" if case.disputed else ""
    return [case.id, case.of, what, case.status + disputed, last.date or "", str(case.reports), str(case.sources)]


def _value(case: Case, name: str) -> Any:
    field = case.fields.get(name)
    return field["value"] if field else None
