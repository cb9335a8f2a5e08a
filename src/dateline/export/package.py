"""A folder that a repository takes: a Frictionless data package, and a release whose rows can be cited."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.export.columns import Column, Row, Table
from dateline.export.written import as_csv

Make = Callable[[], Iterable[Any]]
"""Gives the things of a table, in the same order each time."""
DESCRIPTION, SUMS = "datapackage.json", "SHA256SUMS"
_KIND = {"text": "string", "number": "number", "integer": "integer", "boolean": "boolean", "day": "date"}
_CITE = Column("cite", "text", "how to cite the row: the release's name and the row's id")


def release_name(things: Iterable[bytes], made_by: Mapping[str, str]) -> str:
    """A name for a release: the hash of all that is in it and of what made it."""
    digest = hashlib.sha256(json.dumps(dict(made_by), sort_keys=True).encode())
    for each in things:
        digest.update(each + b"\n")
    return f"dateline-{digest.hexdigest()[:16]}"


def write_package(
    folder: Path, tables: Mapping[Table[Any], Make], *, name: str, title: str, license: str | None,
    made_by: Mapping[str, str], release: bool,
) -> None:  # fmt: skip
    """Writes a CSV a table and the description into an empty folder; a release has the column `cite` and the hash of each
    file in `SHA256SUMS` besides."""
    resources = []
    for table, make in tables.items():
        shown = cited(table, name) if release else table
        at = folder / f"{table.name}.csv"
        with at.open("xb") as stream:
            as_csv(shown, shown.rows(make()), stream)
        data = at.read_bytes()
        resources.append(
            {
                "name": table.name, "path": at.name, "title": table.about, "profile": "tabular-data-resource",
                "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "schema": {
                    "fields": [{"name": c.name, "type": _KIND[c.kind], "description": c.about} for c in shown.columns],
                    "primaryKey": "id", "missingValues": [""],
                },
            }
        )  # fmt: skip
    description: dict[str, Any] = {
        "profile": "tabular-data-package", "name": name, "title": title, "made_by": dict(made_by), "resources": resources,
    }  # fmt: skip
    if license:
        description["licenses"] = [{"name": license}]
    text = json.dumps(description, ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTION).write_bytes(text.encode())
    if release:
        names = sorted(p.name for p in folder.iterdir())
        sums = [f"{hashlib.sha256((folder / n).read_bytes()).hexdigest()}  {n}\n" for n in names]
        (folder / SUMS).write_text("".join(sums), encoding="utf-8")


def cited(table: Table[Any], name: str) -> Table[Any]:
    """The table with how to cite each row."""

    def row(thing: Any) -> Iterator[Row]:
        for cells in table.row(thing):
            yield (f"{name}/{table.name}/{cells[0]}", *cells)

    return Table(table.name, table.about, (_CITE, *table.columns), row, table.header)
