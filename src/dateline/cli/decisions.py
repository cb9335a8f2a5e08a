"""`dateline decisions`: what people decided, what is to be looked at, and whether they agree."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from dateline.archive import Archive
from dateline.archive.cases import proposal_id
from dateline.archive.decisions import in_force
from dateline.cli.archived import archive_argument, format_option, line, opened, sheet, terminal
from dateline.cli.decided import as_row, told
from dateline.show import plain


@click.command(short_help="List what people decided, what is open, and whether they agree.")
@archive_argument
@click.option(
    "--open", "open_", is_flag=True, help="What waits for a person: proposals, and decisions to look at again."
)
@click.option("--agreement", is_flag=True, help="How those agree who coded apart: Krippendorff's alpha by field.")
@format_option("table", "jsonl")
def decisions(archive: Path, open_: bool, agreement: bool, form: str | None) -> None:
    """Lists what people decided: who, when, what and why, in the order in which they did.

    With --open, what waits for a person: cases that may be one (accept or reject the proposal by its id), decisions under
    which the ground moved in a newer reading, and fields that coders gave different values.

    Two people who decide with --apart code the same records without changing anything. --agreement measures how they
    agree. What they differ in is settled by a decision without --apart.

    \b
    Everything decided:     dateline decisions news
    What to look at:        dateline decisions news --open
    Do we agree?            dateline decisions news --agreement

    \b
    Exit codes: 0 done; 1 failed; 2 wrong use.
    """
    with opened(archive) as there:
        if open_:
            _open(there, terminal(form))
        elif agreement:
            _agreement(there, terminal(form))
        else:
            _all(there, terminal(form))


def _all(there: Archive, table: bool) -> None:
    made = there.decisions()
    force = {d.id for d in in_force(made)}
    for decision in made:
        undone = decision.kind != "undo" and decision.id not in force
        if table:
            click.echo(told(decision) + (" [undone]" if undone else ""))
        else:
            line(as_row(decision) | {"undone": undone})


def _open(there: Archive, table: bool) -> None:
    rows: list[list[str]] = []
    for proposal in there.proposals():
        id = proposal_id(proposal)
        rows.append([id, "may be one", " and ".join(proposal.cases), proposal.why])
        if not table:
            line({"kind": "proposal", "id": id, **msgspec.to_builtins(proposal)})
    for found in there.decided().moved:
        rows.append([found.decision.id, "to look at again", told(found.decision), found.moved or ""])
        if not table:
            line({"kind": "moved", "id": found.decision.id, "decision": as_row(found.decision), "why": found.moved})
    for difference in there.agreement().differences:
        if difference.settled:
            continue
        values = "; ".join(f"{who}: {value}" for who, value in sorted(difference.values.items()))
        rows.append([difference.record, "coded differently", difference.field, values])
        if not table:
            line(
                {"kind": "difference", "id": difference.record, "field": difference.field, "values": difference.values}
            )
    if table:
        sheet(["Id", "what", "of", "why"], rows) if rows else click.echo("nothing is open")


def _agreement(there: Archive, table: bool) -> None:
    found = there.agreement()
    if not table:
        for name, (records, alpha) in found.fields.items():
            line({"field": name, "records": records, "alpha": alpha})
        return
    if not found.fields:
        click.echo("no two people coded the same records apart yet: accept, reject and correct have --apart")
        return
    click.echo(f"coders: {plain(', '.join(found.coders))}")
    rows = [[n, str(k), "all the same" if a is None else f"{a:.3f}"] for n, (k, a) in found.fields.items()]
    sheet(["Field", "records coded by two or more", "alpha"], rows)
