"""A person's own deeds and cues: checked, tried, and at work in the reading."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.knowledge.cues import CUE_COLUMNS
from dateline.knowledge.deeds import COLUMNS

SOURCE = str(Path(__file__).parents[2] / "src")
DEED = {
    "predicate": "bequeath", "pos": "verb", "frame": "obj", "who": "subj", "whom": "to", "cameo": "070",
    "example": "Denmark [[bequeathed]] twelve howitzers to Ukraine on Friday.",
    "counterexample": "The shop [[bequeathed]] a doll.", "source": "mine",
}  # fmt: skip
CUE = {
    "cue": "pencil in", "pos": "verb", "effect": "planned", "scope": "obj|clause",
    "example": "The two leaders [[penciled in]] a {{meeting}} for May.", "source": "mine",
}  # fmt: skip


def run(*arguments: object, given: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, since own tables hold for a whole process."""
    line = [sys.executable, "-c", "from dateline.cli.main import main; main()", *map(str, arguments)]
    kept = {k: v for k, v in os.environ.items() if k not in ("DATELINE_TABLES", "DATELINE_ACTORS")}
    env = {**kept, "PYTHONPATH": SOURCE, "COLUMNS": "200"}
    return subprocess.run(line, input=given, capture_output=True, text=True, env=env, timeout=120, check=False)


def table(path: Path, columns: tuple[str, ...], *rows: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(columns), *("\t".join(r.get(c, "") for c in columns) for r in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    table(tmp_path / "mine" / "deeds" / "aid.tsv", COLUMNS, DEED)
    return tmp_path / "mine"


def test_a_good_folder_passes_and_its_row_reads_a_report(mine: Path) -> None:
    told = run("tables", "check", mine)
    assert (told.returncode, told.stdout) == (0, "")
    text = "Denmark bequeathed twelve howitzers to Ukraine on Friday."
    with_own = run("read", "--tables", mine, "--date", "2023-05-10", "-", given=text)
    rows = [json.loads(x) for x in with_own.stdout.splitlines()]
    events = [r for r in rows if r["kind"] == "event" and "own aid.tsv:2" in r["because"]]
    assert [e["type"] for e in events] == ["AID"]
    without = run("read", "--date", "2023-05-10", "-", given=text).stdout
    assert "own aid.tsv" not in without
    coders = {json.loads(x)["coder"] for x in without.splitlines()}
    assert not coders & {r["coder"] for r in rows}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"cameo": "999"}, "aid.tsv:2: column cameo"),
        ({"pos": "adverb"}, "aid.tsv:2: column pos"),
        ({"frame": "obj=@nothing"}, "aid.tsv:2: column frame"),
        ({"predicate": ""}, "aid.tsv:2: column predicate: is empty"),
        ({"contexts": "weather"}, "aid.tsv:2: column contexts"),
        ({"example": "Denmark bequeathed twelve howitzers."}, "mark the row's word"),
        ({"example": "Snow [[fell]] on Friday."}, "no AID is found in"),
        ({"counterexample": "Norway [[donated]] ten tanks to Ukraine on Monday."}, "AID is found in"),
    ],
)
def test_each_fault_is_named_with_its_place(mine: Path, change: dict[str, str], told: str) -> None:
    table(mine / "deeds" / "aid.tsv", COLUMNS, DEED | change)
    result = run("tables", "check", mine)
    assert result.returncode == 1
    assert told in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


def test_files_that_are_no_tables_are_named(mine: Path, tmp_path: Path) -> None:
    (mine / "deeds" / "help.tsv").write_text("x")
    (mine / "cues.tsv").write_text("cue\tpos\n")
    (mine / "actors.tsv").write_bytes(b"\xff")
    result = run("tables", "check", mine)
    assert all(name in result.stdout for name in ("deeds/help.tsv", "cues.tsv:1", "actors.tsv"))
    assert run("tables", "check", tmp_path / "none").returncode == 2
    assert run("read", "--tables", tmp_path / "none", "-", given="x").returncode == 2


def test_a_cue_that_does_not_come_out_is_told_as_what_it_is_read(mine: Path) -> None:
    table(
        mine / "cues.tsv",
        CUE_COLUMNS,
        CUE | {"example": "The two leaders [[penciled in]] a {{meeting}} for May. => refused"},
    )
    result = run("tables", "check", mine)
    assert result.returncode == 1
    assert "own cues.tsv:2: column example: the deed in" in result.stdout
    assert "not as refused" in result.stdout
