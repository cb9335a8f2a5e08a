"""How a decision is told: in a line, and as JSON."""

from __future__ import annotations

import json
from typing import Any

import click
import msgspec

from dateline.archive import Decision
from dateline.cli.archived import line, terminal
from dateline.show import plain


def told(decision: Decision) -> str:
    """`d-1234 correct status=planned, by ada on 2026-01-02T10:00:00Z: the words say so`."""
    what = ", ".join(f"{k}={_short(v)}" for k, v in decision.fields.items())
    about = f" {decision.undoes}" if decision.undoes else ""
    apart = " (apart)" if decision.apart else ""
    why = f": {decision.why}" if decision.why else ""
    text = f"{decision.id} {decision.kind}{about}{' ' + what if what else ''}{apart}, by {decision.who} on {decision.when}{why}"
    return plain(text)


def as_row(decision: Decision) -> dict[str, Any]:
    """A decision as a line of JSON, `kind` first."""
    return {"kind": "decision", "decision": decision.kind, **{
        k: v for k, v in msgspec.to_builtins(decision).items() if k != "kind"
    }}  # fmt: skip


def _short(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(v, dict) and "name" in v for v in value):
        return " and ".join(str(v["name"]) for v in value)
    return json.dumps(value, ensure_ascii=False)[:120]


def done(decision: Decision) -> None:
    """Tells that a decision is made: a line for people, JSON for a pipe."""
    if terminal(None):
        click.echo(told(decision))
    else:
        line(as_row(decision))
