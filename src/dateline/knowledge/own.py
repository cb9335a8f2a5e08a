"""A person's own tables: a file of actors that adds, changes or hides some, and a folder of deeds and cues; they win over ours.

File and folder are named by the environment (`DATELINE_ACTORS`, `DATELINE_TABLES`), so that every process that reads has the
same."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.knowledge.table import Line, TableError, rows

VARIABLE, FOLDER = "DATELINE_ACTORS", "DATELINE_TABLES"
ACTORS = "actors.tsv"
COLUMNS = ("form", "kind", "name", "country", "sector", "office", "class", "start", "end", "note")
KINDS = frozenset({"organisation", "person", "hide"})
LONGEST = 200
"""Characters of a cell; no name is longer."""
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_NEEDS = {"organisation": ("name", "sector"), "person": ("office",), "hide": ()}
_IDLE = {"organisation": ("office", "class", "start", "end"), "person": ("sector",),
         "hide": ("name", "country", "sector", "office", "class", "start", "end")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnActor:
    """A row: `form` is how the news writes it, `name` what it is called here. Days, months or years; empty: open."""

    form: str
    kind: str
    name: str
    country: str | None
    sector: str
    office: str
    office_class: str
    start: str
    end: str
    at: str


def own_file() -> Path | None:
    """The file of actors that is named, or that lies in the folder of tables that is named."""
    named, folder = os.environ.get(VARIABLE), own_folder()
    if named:
        return Path(named)
    return folder / ACTORS if folder is not None and (folder / ACTORS).exists() else None


def own_folder() -> Path | None:
    """The folder of tables that is named, if any."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else None


def own_table(*name: str) -> Path | None:
    """A table of that folder, if it is there."""
    folder = own_folder()
    path = folder.joinpath(*name) if folder is not None else None
    return path if path is not None and path.exists() else None


@lru_cache(maxsize=4)
def _of(path: Path) -> tuple[OwnActor, ...]:
    return tuple(actor for line in rows(path, COLUMNS) for actor in [row(line)])


def own_actors(kind: str) -> tuple[OwnActor, ...]:
    """The rows of a kind in the file that is named."""
    path = own_file()
    return tuple(a for a in _of(path) if a.kind == kind) if path else ()


def row(line: Line) -> OwnActor:
    """A line checked: raises `TableError` with the first fault."""
    fault = next(faults(line), None)
    if fault is not None:
        raise fault
    return OwnActor(
        line["form"], line["kind"], line["name"] or line["form"], line["country"] or None, line["sector"], line["office"],
        office_class(line), line["start"], line["end"], line.at,
    )  # fmt: skip


def office_class(line: Line) -> str:
    """The class that a row gives, or that its office has in the tables."""
    from dateline.knowledge.actors import key, offices

    if line["class"] or not line["office"]:
        return line["class"]
    known = offices().get(tuple(p.lower() for p in key(line["office"])))
    return known.office_class if known else ""


def faults(line: Line) -> Iterator[TableError]:
    """All that is wrong with a line."""
    from dateline.knowledge.actors import SECTORS, key, office_classes, state_names

    for column in COLUMNS:
        if _CONTROL.search(line[column]):
            yield line.fault(column, "holds a sign that can't be seen")
        if len(line[column]) > LONGEST:
            yield line.fault(column, f"has {len(line[column])} characters; {LONGEST} are the most")
    if not line["form"]:
        yield line.fault("form", "is empty: write the name as the news does")
    elif not key(line["form"]):
        yield line.fault("form", f"{line['form']!r} has no letter or digit")
    kind = line["kind"]
    if kind not in KINDS:
        yield line.fault("kind", f"{kind!r} is none of {', '.join(sorted(KINDS))}")
        return
    for column in _NEEDS[kind]:
        if not line[column]:
            yield line.fault(column, f"is empty: a row of kind {kind} needs it")
    for column in _IDLE[kind]:
        if line[column]:
            yield line.fault(column, f"must be empty in a row of kind {kind}")
    code = line["country"]
    if code and kind != "hide" and code not in state_names():
        hint = "; write three capitals, as GBR" if not re.fullmatch("[A-Z]{3}", code) else ""
        yield line.fault("country", f"{code!r} is no code of a state{hint}")
    if kind == "organisation" and line["sector"] and line["sector"] not in SECTORS:
        yield line.fault("sector", f"{line['sector']!r} is none of {', '.join(sorted(SECTORS))}")
    if kind == "person":
        if line["class"] and line["class"] not in office_classes():
            yield line.fault("class", f"{line['class']!r} is none of {', '.join(sorted(office_classes()))}")
        elif line["office"] and not office_class(line):
            yield line.fault(
                "class", f"no class is known for the office {line['office']!r}: write one (minister, legislator …)"
            )
        if len(key(line["form"])) < 2 and line["form"]:
            yield line.fault("form", "a person's name has two words at least")
    for column in ("start", "end"):
        if line[column] and kind == "person" and not _DAY.fullmatch(line[column]):
            yield line.fault(column, f"{line[column]!r} is no day, month or year (2023-01-17, 2023-01, 2023)")
    start, end = line["start"], line["end"]
    if (
        kind == "person"
        and _DAY.fullmatch(start or "")
        and _DAY.fullmatch(end or "")
        and end[: len(start)] < start[: len(end)]
    ):
        yield line.fault("end", f"{end} is before the start, {start}")


def checked(path: Path) -> list[str]:
    """All that is wrong with a file, a message each: file, line, column, what, and what to do."""
    found: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    try:
        for line in rows(path, COLUMNS, found.append):
            found += [str(f) for f in faults(line)]
            mark = (line["form"], line["kind"], line["start"])
            if line["form"] and mark in seen:
                found.append(str(line.fault("form", f"{line['form']!r} stands in line {seen[mark]} already")))
            seen.setdefault(mark, line.number)
    except TableError as error:
        found.append(str(error))
    except OSError as error:
        found.append(f"{path.name}: can't be read: {(error.strerror or str(error)).lower()}")
    return found
