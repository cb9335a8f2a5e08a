"""The written pages: links lead somewhere, nothing is left out, and the examples are what the program says."""

from __future__ import annotations

import json
import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

import dateline
from dateline.knowledge.frames import TABLES
from dateline.records import AnyRecord, Case, EventType, Status, to_json

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "grain-corridor.txt"
PAGES = sorted(
    p
    for p in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part in ("build", "dist") for part in p.relative_to(ROOT).parts)
)
LINK = re.compile(r"(?<!!)\[[^\]\[]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def marked_as_code(name: str) -> list[str]:
    """What stands between backticks in a page's prose and tables."""
    return re.findall(r"`([^`\n]+)`", CODE.sub("", page(name)))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors(path: Path) -> set[str]:
    """The names that a page's headings can be linked by."""
    headings = re.findall(r"^#+ +(.*)$", CODE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    wrong = []
    for link in LINK.findall(CODE.sub("", path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        there = (path.parent / target).resolve() if target else path
        if not there.exists() or (anchor and anchor not in anchors(there)):
            wrong.append(link)
    assert wrong == []


def test_every_table_is_named() -> None:
    named = page("docs/tables.md")
    assert [t for t in sorted(TABLES.rglob("*.tsv")) if t.relative_to(TABLES).as_posix() not in named] == []


def test_every_column_of_a_table_is_named() -> None:
    named = set(marked_as_code("docs/tables.md"))
    headers = {
        name_of(t): next(x for x in t.read_text(encoding="utf-8").splitlines() if x.strip() and not x.startswith("#"))
        for t in sorted(TABLES.rglob("*.tsv"))
    }
    assert {t: missing for t, h in headers.items() if (missing := set(h.split("\t")) - named)} == {}


def test_every_source_of_a_table_is_explained() -> None:
    explained = page("docs/tables.md").partition("## Sources and licences")[2]
    used = set()
    for table in TABLES.rglob("*.tsv"):
        lines = [x for x in table.read_text(encoding="utf-8").splitlines() if x.strip() and not x.startswith("#")]
        width = lines[0].count("\t")
        used |= {x.split("\t")[width] for x in lines[1:] if x.count("\t") == width}
    words = {w.strip() for cell in used for w in re.split(r"[,;]", cell) if w.strip()}
    words = {re.sub(r" (next|sighting)$", "", w) for w in words if not re.search(r"\bours$", w)}
    assert {w for w in words if f"`{w}`" not in explained} == set()


def structs(of: Any) -> set[type[msgspec.Struct]]:
    """A record and all values that its fields can hold."""
    found: set[type[msgspec.Struct]] = set()
    todo = [of]
    while todo:
        at = todo.pop()
        if isinstance(at, type) and issubclass(at, msgspec.Struct):
            if at not in found:
                found.add(at)
                todo += [f.type for f in msgspec.structs.fields(at)]
        else:
            todo += get_args(at)
    return found


def test_every_field_of_the_records_is_named() -> None:
    named = {word for code in marked_as_code("docs/records.md") for word in re.findall(r"\w+", code)}
    fields = {f.name for s in structs(AnyRecord | Case) for f in msgspec.structs.fields(s)}
    assert len(fields) > 50
    assert fields - named == set()


def test_every_status_and_type_is_explained() -> None:
    text = page("docs/records.md")
    assert [v for v in (*get_args(Status), *get_args(EventType)) if f"\n| `{v}` |" not in text] == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(page("pyproject.toml"))["project"]
    needed = [*project["dependencies"], *(d for group in project["optional-dependencies"].values() for d in group)]
    rows = re.findall(r"^\| ([^|]+) \|", page("docs/decisions.md"), re.MULTILINE)
    reasons = {name.strip() for row in rows for name in row.split(",")}
    assert {n for d in needed if (n := re.split(r"[\s<>=!~;\[]", d)[0]) not in reasons} == set()


@lru_cache(maxsize=1)
def said() -> tuple[dict[str, Any], ...]:
    """What the program makes of the example report, as a reader of JSON Lines gets it."""
    reading = dateline.read(EXAMPLE.read_text(encoding="utf-8"), id=EXAMPLE.stem)
    return tuple(json.loads(to_json(record)) for record in reading)


def examples(name: str) -> list[Any]:
    return [json.loads(body) for language, body in CODE.findall(page(name)) if language == "json"]


def spans(value: Any) -> list[dict[str, Any]]:
    """All stretches of a report in some JSON."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    here = [value] if isinstance(value, dict) and isinstance(value.get("start"), int) else []
    return here + [s for v in inner for s in spans(v)]


def within(shown: Any, whole: Any) -> bool:
    """Does `whole` say what `shown` does? A page may leave fields out."""
    if isinstance(shown, dict):
        return isinstance(whole, dict) and all(k in whole and within(v, whole[k]) for k, v in shown.items())
    if isinstance(shown, list):
        return isinstance(whole, list) and len(shown) == len(whole) and all(map(within, shown, whole))
    return bool(shown == whole)


@pytest.mark.parametrize("name", ["README.md", "docs/records.md"])
def test_the_stretches_shown_stand_in_the_example(name: str) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    shown = [s for e in examples(name) for s in spans(e)]
    assert shown
    assert [s for s in shown if text[s["start"] : s["end"]] != s["text"]] == []


@pytest.mark.parametrize("name", ["README.md", "docs/records.md"])
def test_the_records_shown_are_what_the_program_says(name: str) -> None:
    shown = [e for e in examples(name) if "kind" in e]
    assert shown
    assert [e for e in shown if not any(within(e, record) for record in said())] == []


def test_the_readme_shows_what_python_prints(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = CODE.findall(page("README.md"))
    at = next(i for i, (language, _) in enumerate(blocks) if language == "python")
    exec(compile(blocks[at][1], "README.md", "exec"), {})
    assert capsys.readouterr().out == blocks[at + 1][1]
