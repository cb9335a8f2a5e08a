"""A person's own table of actors: every fault has a message of its own, and what is right wins over our tables."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli.main import cli
from dateline.knowledge.own import COLUMNS, checked

HEAD = "\t".join(COLUMNS)
GOOD = {
    "organisation": {
        "form": "Harbour Council", "kind": "organisation", "name": "Harbour Council of Osk", "country": "NOR", "sector": "GOV",
    },
    "person": {
        "form": "Ada Marsh", "kind": "person", "country": "GBR", "office": "foreign minister", "start": "2021",
        "end": "2024-05",
    },
    "hide": {"form": "NATO", "kind": "hide"},
}  # fmt: skip
BAD_NAMES = ["", "...", "a\x01b", "a\u202eb", "x" * 201, "—", "\u200bHarbour", "'", "  "]
BAD_CODES = ["gbr", "UK", "XXX", "Norway", "N0R", "NORR", "no", "??", "12", "GB R"]
BAD_SECTORS = ["gov", "SEP", "HLT", "GOVERNMENT", "G", "?", "MILITARY", "GOV MIL", "0", "gov."]
BAD_DAYS = [
    "01-01-2023",
    "2023-13",
    "2023-02-32",
    "23",
    "today",
    "2023/01/01",
    "since 2020",
    "20230101",
    "2023-1-1",
    "?",
]
BAD_KINDS = ["", "Person", "org", "state", "people", "hidden", "organization", "-", "1", "persons"]
BAD_CLASSES = ["king", "Minister", "ministers", "head", "GOV", "?", "foreign", "chief", "0", "secretary"]


def text(good: str, /, **cells: str) -> str:
    row = GOOD[good] | cells
    return f"{HEAD}\n" + "\t".join(row.get(c, "") for c in COLUMNS) + "\n"


def faulty() -> list[str]:
    out = [text("organisation", form=x) for x in BAD_NAMES]
    out += [text("organisation", country=x) for x in BAD_CODES] + [text("person", country=x) for x in BAD_CODES]
    out += [text("organisation", sector=x) for x in ("", *BAD_SECTORS)]
    out += [text("person", start=x) for x in BAD_DAYS] + [text("person", end=x) for x in BAD_DAYS]
    out += [text("person", kind=x) for x in BAD_KINDS]
    out += [text("person", **{"class": x}) for x in BAD_CLASSES]
    out += [text("person", office=x) for x in ("", "keeper of the seals and owls", "!!", "x" * 300)]
    out += [text("person", form=x) for x in ("Ada", "Marsh.", "…")]
    out += [text("person", start="2024", end="2021"), text("person", sector="GOV")]
    out += [
        text("organisation", office="minister"),
        text("organisation", start="2020"),
        text("organisation", end="2020"),
    ]
    out += [text("hide", **{c: "x"}) for c in ("name", "country", "sector", "office", "class", "start", "end")]
    out += [
        "",
        "\n\n",
        "# only notes\n",
        "form\tkind\n",
        HEAD.replace("\t", ",") + "\n",
        HEAD.upper() + "\n",
        HEAD + "\textra\n",
    ]
    out += [text("hide").rstrip("\n") + "\t" * 9 + "more\n", text("hide") + "NATO\thide\n", "PK\x03\x04\x00"]
    return out


FAULTY = faulty()


def test_there_are_a_hundred_kinds_of_faults() -> None:
    assert len(set(FAULTY)) >= 100


@pytest.mark.parametrize("number", range(len(FAULTY)))
def test_each_fault_has_a_message_with_file_line_and_column(tmp_path: Path, number: int) -> None:
    at = tmp_path / "own.tsv"
    at.write_text(FAULTY[number], encoding="utf-8")
    told = checked(at)
    assert told
    assert all(m.startswith("own.tsv:") and len(m) > len("own.tsv:1: ") for m in told)
    result = CliRunner().invoke(cli, ["actors", "check", str(at)])
    assert result.exit_code == 1
    assert "own.tsv:" in result.output
    assert "Traceback" not in result.output


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    (tmp_path / "bytes.tsv").write_bytes(b"\xff\xfe\x00form")
    assert "UTF-8" in checked(tmp_path / "bytes.tsv")[0]
    assert "no such table" in checked(tmp_path / "none.tsv")[0]
    assert "can't be read" in checked(tmp_path)[0]


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    at = tmp_path / "own.tsv"
    rows = [text("organisation", country="xx"), text("person", start="soon"), text("hide")]
    at.write_text(HEAD + "\n" + "".join(r.split("\n", 1)[1] for r in rows), encoding="utf-8")
    assert [m.split(": ")[0] for m in checked(at)] == ["own.tsv:2", "own.tsv:3"]


def found(sentence: str, own: Path | None, day: str = "2023-01-17") -> dict[str, dict[str, str | None]]:
    """Whom `dateline actors find` takes the words for, in a process of its own."""
    given = [sys.executable, "-m", "dateline.cli.main", "actors", "find", sentence, "--on", day, "--format", "jsonl"]
    source = str(Path(__file__).parents[2] / "src")
    code = "from dateline.cli.main import main; main()"
    line = [sys.executable, "-c", code, *given[3:], *(["--actors", str(own)] if own else [])]
    done = subprocess.run(line, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": source})
    return {row["text"]: row for row in map(json.loads, done.stdout.splitlines())}


def test_own_actors_win_and_hidden_ones_are_nobody(tmp_path: Path) -> None:
    at = tmp_path / "own.tsv"
    rows = [text("organisation"), text("person"), text("hide")]
    at.write_text(HEAD + "\n" + "".join(r.split("\n", 1)[1] for r in rows), encoding="utf-8")
    assert checked(at) == []
    sentence = "The Harbour Council met NATO and Ada Marsh in Oslo."
    with_own, without = found(sentence, at), found(sentence, None)
    council = with_own["Harbour Council"]
    assert (council["name"], council["country"], council["sector"]) == ("Harbour Council of Osk", "NOR", "GOV")
    assert (with_own["Ada Marsh"]["country"], with_own["Ada Marsh"]["sector"]) == ("GBR", "GOV")
    assert found(sentence, at, day="2025-01-01")["Ada Marsh"]["sector"] != "GOV"
    assert without["NATO"]["sector"] == "IGO"
    assert "NATO" not in with_own
    assert with_own["Harbour Council"]["because"] == "own.tsv:2"


def test_a_faulty_file_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    at = tmp_path / "own.tsv"
    at.write_text(text("organisation", sector="?"), encoding="utf-8")
    result = CliRunner().invoke(cli, ["read", "--actors", str(at), str(tmp_path)])
    assert result.exit_code == 2
    assert "own.tsv:2" in result.output


def test_kinds_and_columns_stand_in_the_help() -> None:
    told = CliRunner().invoke(cli, ["actors", "check", "--help"]).output
    assert not [c for c in itertools.chain(COLUMNS, ("organisation", "person", "hide")) if c not in told]
