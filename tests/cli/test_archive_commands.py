"""The commands on an archive, as a person or a pipe meets them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from benchmarks.archive_reports import read_report
from dateline.archive import folder, open_archive
from dateline.cli import archived
from dateline.cli.main import COMMANDS, cli
from dateline.reading import pool

ROOT = Path(__file__).parents[2]
TANKS = "Norway will send Kenya 14 tanks by spring. “Snow had closed two of the roads” a minister of Chile said."
BOATS = "Poland has sent Japan 3 boats on Friday. \x1b[31mNobody knew."


@pytest.fixture(autouse=True)
def _made_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "read_report", read_report)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    source = tmp_path / "in.jsonl"
    rows = [{"id": "x", "text": TANKS, "date": "2023-05-03"}, {"id": "y\x1b", "text": BOATS, "date": "2024-01-02"}]
    source.write_text("\n".join(map(json.dumps, rows)))
    assert run("add", tmp_path / "news", source).exit_code == 0
    return tmp_path / "news"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)))


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_add_tells_what_is_kept(tmp_path: Path, archive: Path) -> None:
    (tmp_path / "more.txt").write_text("Spain has sent Chile 2 radars on Friday.")
    (tmp_path / "bad.txt").write_text("")
    result = run(
        "add", archive, tmp_path / "in.jsonl", tmp_path / "more.txt", tmp_path / "bad.txt", "--date", "2023-01-17"
    )
    assert result.exit_code == 3
    kept, skipped = lines(result)
    assert (kept["reports"], kept["records"], skipped) == (1, 2, {"skipped": 2})
    assert "not read: " in result.stderr
    again = run("add", archive, tmp_path / "more.txt", "--format", "table")
    assert again.stdout == "0 reports kept, with 0 records; 1 were there already\n"


def test_find_in_each_form(archive: Path) -> None:
    assert {r["kind"] for r in lines(run("find", archive, "--country", "Kenya"))} == {"event", "pledge"}
    table = run("find", archive, "tanks", "--format", "table", "--explain")
    assert "14 tank" in table.stdout
    assert "made" in table.stdout
    assert len(json.loads(run("find", archive, "--format", "json").stdout)) == 5
    rows = list(csv.DictReader(io.StringIO(run("find", archive, "--kind", "pledge", "-f", "csv").stdout)))
    assert [r["report"] for r in rows] == ["y␛", "x"]
    few = run("find", archive, "-n", 1, "--format", "table")
    assert "more than 1" in few.stderr
    assert run("find", archive, "nothing").stdout == ""
    assert run("find", archive, "--country", "Atlantis").exit_code == 1
    assert run("find", archive, "--type", "aid", "--until", "2023-12-31").stdout.count("\n") == 1


def test_nothing_from_outside_reaches_the_terminal(archive: Path) -> None:
    for line in (["find", archive], ["show", archive, "y\x1b"], ["cases", archive], ["cases", archive, "--totals"]):
        assert "\x1b" not in run(*line, "--format", "table").stdout


def test_a_spreadsheet_meets_no_formula(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "=cmd.txt").write_text(TANKS)
    run("add", archive, tmp_path / "=cmd.txt")
    assert "'=cmd" in run("find", archive, "--format", "csv").stdout


def test_show(archive: Path) -> None:
    id = lines(run("find", archive, "--kind", "event", "tanks"))[0]["id"]
    record = run("show", archive, id[:10], "--format", "table").stdout
    assert "[Norway will send Kenya 14 tanks by spring.] “Snow" in record
    assert lines(run("show", archive, id))[0]["id"] == id
    assert len(lines(run("show", archive, "x"))) == 3
    case = "c-" + id[2:]
    assert lines(run("show", archive, case))[0]["kind"] == "case"
    assert id in run("show", archive, case, "--format", "table").stdout
    assert run("show", archive, "none").exit_code == 1


def test_decisions_from_the_command_line(archive: Path) -> None:
    pledges = {r["report"]["id"]: r["id"] for r in lines(run("find", archive, "--kind", "pledge"))}
    made = run(
        "correct", archive, pledges["x"], "status=happened", "quantity=15", "--who", "ada", "--why", "it\x1b arrived"
    )
    (row,) = lines(made)
    assert (row["kind"], row["decision"], row["who"]) == ("decision", "correct", "ada")
    assert lines(run("find", archive, "--status", "happened", "tanks"))[0]["quantity"]["low"] == 15
    assert "d-" in run("show", archive, pledges["x"], "--format", "table").stdout
    run("merge", archive, *pledges.values(), "--who", "bo")
    assert len(lines(run("cases", archive, "--of", "pledge"))) == 1
    case = lines(run("cases", archive, "--of", "pledge"))[0]["id"]
    assert "merge, by bo" in run("show", archive, case, "-f", "table").stdout
    assert lines(run("split", archive, case, pledges["x"], "--who", "ada"))[0]["decision"] == "split"
    assert len(lines(run("cases", archive, "--of", "pledge"))) == 2
    assert lines(run("reject", archive, pledges["x"]))[0]["decision"] == "reject"
    assert lines(run("accept", archive, pledges["x"], "--apart", "--who", "eve"))[0]["apart"]
    assert lines(run("undo", archive, row["id"]))[0]["undoes"] == row["id"]
    listed = lines(run("decisions", archive))
    assert [d["decision"] for d in listed] == ["correct", "merge", "split", "reject", "accept", "undo"]
    assert [d["undone"] for d in listed] == [True, *[False] * 5]
    table = run("decisions", archive, "--format", "table").stdout
    assert "\x1b" not in table
    assert "[undone]" in table
    assert run("decisions", archive, "--agreement").stdout == ""
    assert "no two people coded" in run("decisions", archive, "--agreement", "--format", "table").stdout
    run("correct", archive, pledges["x"], "status=denied", "--apart", "--who", "ada")
    assert "coders: ada, eve" in run("decisions", archive, "--agreement", "--format", "table").stdout
    assert {row["field"]: row["alpha"] for row in lines(run("decisions", archive, "--agreement"))}["status"] == 0


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (["correct", "{a}", "e-", "status"], 2, "is not FIELD=VALUE"),
        (["correct", "{a}", "{e}", "status=planned", "status=asked"], 2, "is given twice"),
        (["correct", "{a}", "{e}", "status=soon"], 1, "it is one of happened"),
        (["merge", "{a}", "{e}"], 1, "Name two or more"),
        (["split", "{a}", "{e}", "{e}"], 1, "leave some"),
        (["undo", "{a}", "d-0"], 1, "is no decision's id"),
        (["history", "{a}", "{e}", "--as-of", "2020-01-01"], 1, "no id of a case"),
        (["history", "{a}", "{e}", "--as-of", "soon"], 2, "is no day"),
        (["cases", "{a}", "--rates", "x.csv"], 2, "go together"),
        (["cases", "{a}", "--totals", "--by", "colour"], 1, "can't be made by colour"),
        (["cases", "{a}", "--totals", "--rates", "none.csv", "--into", "EUR"], 1, "none.csv"),
        (["find", "nowhere", "tanks"], 1, "is no archive"),
        (["check", "nowhere"], 1, "is no archive"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_what_goes_wrong_is_told(archive: Path, line: list[str], code: int, told: str) -> None:
    event = lines(run("find", archive, "--kind", "event"))[0]["id"]
    result = run(*(w.format(a=archive, e=event) for w in line))
    assert result.exit_code == code, result.output
    assert told in result.stderr
    assert lines(run("decisions", archive)) == []


def test_history_and_totals(archive: Path) -> None:
    id = lines(run("find", archive, "--kind", "pledge", "tanks"))[0]["id"]
    (step,) = lines(run("history", archive, id))
    assert (step["status"], step["known"]) == ("planned", "2023-05-03")
    assert "planned" in run("history", archive, id, "--format", "table").stdout
    sums = lines(run("cases", archive, "--totals", "--by", "donor"))
    assert {s["group"]["donor"]: s["low"] for s in sums} == {"NOR": 14, "POL": 3}
    assert "made of" in run("cases", archive, "--totals", "--format", "table").stdout
    assert "Norway → Kenya" in run("cases", archive, "--format", "table").stdout


def test_open_lists_what_waits(archive: Path) -> None:
    event = lines(run("find", archive, "--kind", "event", "tanks"))[0]["id"]
    assert run("decisions", archive, "--open", "--format", "table").stdout == "nothing is open\n"
    run("accept", archive, event, "--who", "ada", "--apart")
    run("reject", archive, event, "--who", "bo", "--apart")
    assert lines(run("decisions", archive, "--open"))[0]["values"] == {"ada": "yes", "bo": "no"}
    assert "coded differently" in run("decisions", archive, "--open", "--format", "table").stdout


def test_reread_tells_what_changed_and_what_is_to_be_looked_at(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("accept", archive, lines(run("find", archive, "--kind", "quote"))[0]["id"], "--who", "ada")
    monkeypatch.setattr(pool, "read_report", lambda report: [r for r in read_report(report) if r.kind != "quote"])
    result = run("reread", archive)
    (told,) = lines(result)
    assert (told["reports"], told["same"], told["gone"], told["new"], told["changed"]) == (2, 4, 1, 0, 0)
    assert "1 decisions are to be looked at again" in result.stderr
    assert lines(run("decisions", archive, "--open"))[0]["kind"] == "moved"
    assert "2 reports read again" in run("reread", archive, "--all", "--format", "table").stdout


def test_check(archive: Path) -> None:
    assert "all is well: 2 reports, 5 records" in run("check", archive, "--format", "table").stdout
    assert (run("check", archive).exit_code, run("check", archive).stdout) == (0, "")
    (archive / "records" / "notes.txt").write_text("mine")
    result = run("check", archive)
    assert result.exit_code == 1
    assert lines(result)[0]["file"] == "records/notes.txt"
    assert "notes.txt" in run("check", archive, "--format", "table").stdout


def test_another_writer_is_told(archive: Path, tmp_path: Path) -> None:
    with folder.writing(archive):
        result = run("add", archive, tmp_path / "in.jsonl")
    assert result.exit_code == 1
    assert "another process is writing" in result.stderr
    with open_archive(archive) as there:
        assert there.counts()[0] == 2


def pages() -> Iterator[tuple[str, ...]]:
    """Every command but `read`, which has tests of its own; of a group, its commands."""
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        if isinstance(command, click.Group):
            yield from ((name, part) for part in command.commands)
        elif name != "read":
            yield (name,)


@pytest.mark.parametrize("words", list(pages()), ids=" ".join)
def test_every_command_has_a_page_that_names_its_options(words: tuple[str, ...]) -> None:
    name = words[0]
    command = cli.get_command(click.Context(cli), name)
    if isinstance(command, click.Group):
        command = command.commands[words[1]]
    assert command is not None
    file = {"decisions": "decisions-command"}.get(name, name)  # docs/decisions.md says why things are as they are
    page = (ROOT / "docs" / f"{file}.md").read_text(encoding="utf-8")
    shown = CliRunner().invoke(cli, [*words, "--help"]).output
    options = [o for p in command.params if p.param_type_name == "option" for o in p.opts]
    assert [o for o in (*options, "--help") if f"`{o}" not in page or o not in shown] == []
    codes = re.findall(r"(?<=[:;] )(\d)(?= )", shown.partition("Exit codes")[2].partition("Options")[0])
    assert set(codes) >= {"0", "1", "2"}
    assert [c for c in codes if f"| {c} |" not in page] == []
    assert f"docs/{file}.md" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_closed_pipe_ends_quietly(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_value: object) -> None:
        raise archived.Enough

    monkeypatch.setattr("dateline.cli.decided.line", closed)
    monkeypatch.setattr(archived, "hush", lambda: None)
    id = lines(run("find", archive, "--kind", "quote"))[0]["id"]
    assert run("accept", archive, id).exit_code == 0


def test_export_writes_to_a_file_and_to_a_pipe(tmp_path: Path, archive: Path) -> None:
    done = run("export", archive, tmp_path / "p.csv", "--what", "pledges")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "2 pledges" in done.stderr
    told = run("export", archive, "-", "--what", "pledges")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "p.csv").read_text(encoding="utf-8"))))
    assert [row["id"] for row in lines(told)] == [row["id"] for row in rows]
    again = run("export", archive, tmp_path / "p.csv", "--what", "pledges")
    assert (again.exit_code, "--replace" in again.stderr) == (1, True)
    assert run("export", archive, "-", "--release").exit_code == 2
    assert run("export", archive, tmp_path / "x.tsv", "--view", "kiel", "--what", "events").exit_code == 2


def test_audit_tells_each_row_and_writes_its_mapping(tmp_path: Path, archive: Path) -> None:
    (tmp_path / "own.csv").write_text("Donor,Recipient,Item,Number\nNorway,Kenya,tank,14\nNorway,Kenya,tank,15\n")
    told = run("audit", archive, tmp_path / "own.csv", "--save-mapping", tmp_path / "m.tsv")
    assert told.exit_code == 0
    verdicts = {row.get("row"): row["verdict"] for row in lines(told)}
    assert (verdicts[2], verdicts[3]) == ("supported", "contradicted")
    again = run("audit", archive, tmp_path / "own.csv", "--mapping", tmp_path / "m.tsv", "--format", "table")
    assert "quantity: 15 in the sheet, 14 in the reports" in " ".join(again.stdout.split())
    assert run("audit", archive, tmp_path / "none.csv").exit_code == 1
