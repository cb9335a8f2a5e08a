"""What is kept in the repository: `scores.json`, each gated score with its tolerance, and `items.tsv`, the outcome of
each item by its id. Neither holds a word of the texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from .score import Result

SCORES, ITEMS = "scores.json", "items.tsv"
HEADER = "set\titem\toutcome"
OUTCOME = {True: "won", False: "lost"}
PLACES = 4
_LABEL = re.compile(r"[\w.,:;+/#@()-]+\Z")


class Kept(msgspec.Struct, frozen=True):
    """A score as it was last written down. `tolerance` is None for what is told but does not gate."""

    value: float
    tolerance: float | None
    counts: dict[str, int]


Scores = dict[str, dict[str, Kept]]
Items = dict[str, dict[str, bool]]


def scores_of(results: Iterable[Result]) -> Scores:
    """The scores of the sets that were measured."""
    return {
        r.name: {
            name: Kept(round(s.value, PLACES), s.tolerance, dict(sorted(s.counts.items())))
            for name, s in r.scores.items()
        }
        for r in results
        if not r.skipped
    }


def items_of(results: Iterable[Result]) -> Items:
    """The outcome of each item of the sets that were measured."""
    return {r.name: {_safe(item): won for item, won in r.items.items()} for r in results if not r.skipped}


def _safe(item: str) -> str:
    """The name of an item, if it is an id or a short label: text of a report must never get into the repository."""
    if not _LABEL.match(item) or len(item) > 200:
        raise ValueError(f"{item!r} is no name for an item")
    return item


def merged(old: Mapping[str, Any], new: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """What was measured now; of the other sets that there still are, what was measured before."""
    return {name: new.get(name, old.get(name)) for name in sorted({*known, *new}) if name in new or name in old}


def scores_text(scores: Scores) -> str:
    """`scores.json`: one score a line."""
    blocks = []
    for name, of_set in sorted(scores.items()):
        rows = []
        for score, kept in of_set.items():
            row: dict[str, Any] = {"value": kept.value}
            if kept.tolerance is not None:
                row["tolerance"] = kept.tolerance
            rows.append(f"    {json.dumps(score)}: {json.dumps(row | kept.counts)}")
        blocks.append(f"  {json.dumps(name)}: {{\n" + ",\n".join(rows) + "\n  }")
    return "{\n" + ",\n".join(blocks) + "\n}\n" if blocks else "{}\n"


def parse_scores(text: str) -> Scores:
    """The scores that `scores.json` holds."""
    out: Scores = {}
    for name, of_set in json.loads(text).items():
        out[name] = {}
        for score, row in of_set.items():
            value, tolerance = float(row.pop("value")), row.pop("tolerance", None)
            out[name][score] = Kept(value, tolerance, row)
    return out


def items_text(items: Items) -> str:
    """`items.tsv`: one item a line, sorted."""
    rows = (f"{s}\t{item}\t{OUTCOME[won]}" for s, found in sorted(items.items()) for item, won in sorted(found.items()))
    return "\n".join((HEADER, *rows)) + "\n"


def parse_items(text: str) -> Items:
    """The outcomes that `items.tsv` holds."""
    out: Items = {}
    for line in text.splitlines()[1:]:
        name, item, outcome = line.split("\t")
        out.setdefault(name, {})[item] = outcome == OUTCOME[True]
    return out


def read(folder: Path) -> tuple[Scores, Items]:
    """What a folder keeps; nothing where it keeps none."""
    scores, items = folder / SCORES, folder / ITEMS
    return (
        parse_scores(scores.read_text(encoding="utf-8")) if scores.exists() else {},
        parse_items(items.read_text(encoding="utf-8")) if items.exists() else {},
    )


def write(folder: Path, results: Iterable[Result], known: Iterable[str]) -> None:
    """Keeps what was measured and, of the other `known` sets, what was kept of them before."""
    every, names = list(results), list(known)
    old_scores, old_items = read(folder)
    scores = merged(old_scores, scores_of(every), names)
    items = merged(old_items, items_of(every), names)
    (folder / SCORES).write_text(scores_text(scores), encoding="utf-8")
    (folder / ITEMS).write_text(items_text(items), encoding="utf-8")
