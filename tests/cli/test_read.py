"""`dateline read`, with a reader that needs no model; the last tests run the real one."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import fakes
import pytest
from click.testing import CliRunner, Result
from conftest import PROGRAM, SOURCE, Run, environment

from dateline.cli.main import cli
from dateline.cli.read import read
from dateline.reading import pool

TEXT = "date 2023-01-17 Britain will send 14 tanks to Kyiv, «so it is», he said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Good reports and bad."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.jsonl").write_text(
        f'{json.dumps({"id": "c", "text": TEXT})}\n{{"broken\n{json.dumps({"text": "They send."})}\n'
    )
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    return tmp_path


@pytest.fixture(autouse=True)
def _fake_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "real" not in request.node.name:
        monkeypatch.setattr(pool, "read_report", fakes.read_report)


def run(*arguments: object, given: bytes | str | None = None) -> Result:
    return CliRunner().invoke(cli, ["read", *map(str, arguments)], input=given)


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_pipe_gets_json_lines(folder: Path) -> None:
    result = run(folder / "a.txt")
    assert result.exit_code == 0
    assert [r["kind"] for r in records(result)] == ["event", "quote", "pledge"]
    assert records(result)[0]["report"]["date_from"] == "text"
    assert result.stderr == ""


def test_some_could_not_be_read(folder: Path) -> None:
    result = run(folder, folder / "missing.txt")
    assert result.exit_code == 3
    assert {r["report"]["id"] for r in records(result)} == {"a", "c", "c:3"}
    told = result.stderr.splitlines()
    assert sum("not read: " in x for x in told) == 3
    assert any("b.txt: is empty" in x for x in told)
    assert any("c.jsonl, line 2: is broken JSON" in x for x in told)
    assert any("missing.txt: no such file" in x for x in told)
    assert any("photo.jpg" in x and "left out" in x for x in told)
    assert any("c:3: no date" in x for x in told)
    assert told[-1] == "dateline: 3 could not be read; 3 reports were"


def test_what_is_left_out_is_no_failure(folder: Path) -> None:
    result = run(folder / "a.txt", folder / "a.txt")
    assert result.exit_code == 0
    assert len(records(result)) == 3
    assert "was read already" in result.stderr


def test_filters(folder: Path) -> None:
    path = folder / "a.txt"
    assert [r["kind"] for r in records(run(path, "--kind", "quote", "--kind", "pledge"))] == ["quote", "pledge"]
    assert [r["kind"] for r in records(run(path, "--min-confidence", "0.5"))] == ["event", "quote"]
    nothing = run(path, "--kind", "quote", "--min-confidence", "1")
    assert (nothing.exit_code, nothing.stdout) == (0, "")


def test_standard_input_and_the_date() -> None:
    result = run("-", "--date", "2023-02-01", given="They send.")
    assert records(result)[0]["report"]["date"] == "2023-02-01"
    assert records(result)[0]["report"]["date_from"] == "option"
    assert records(run("-", given=b'{"id": "x", "text": "They send."}\n'))[0]["report"]["id"] == "x"


def test_the_table_and_its_reasons(folder: Path) -> None:
    table = run(folder / "a.txt", "--format", "table")
    assert "Aid (military)" in table.stdout
    assert "\x1b" not in table.stdout
    explained = run(folder / "a.txt", "--explain")
    assert "2. “will” makes it planned" in explained.stdout
    array = run(folder / "a.txt", "--explain", "--format", "json")
    assert len(json.loads(array.stdout)) == 3


def test_an_output_file(folder: Path) -> None:
    target = folder / "out.jsonl"
    result = run(folder / "a.txt", "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(target.read_text().splitlines()) == 3
    assert len(run(folder / "a.txt", "-o", "-").stdout.splitlines()) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["a.txt", "--format", "xml"], ["a.txt", "--date", "soon"], ["a.txt", "--date", "2023-02-30"],
        ["a.txt", "--workers", "0"], ["a.txt", "--min-confidence", "2"], ["a.txt", "--kind", "case"],
        ["a.txt", "--nonsense"], ["a.txt", "-o", "gone/out"], ["a.txt", "-o", "a.txt"], ["a.txt", "-o", "."],
    ],
)  # fmt: skip
def test_wrong_use(arguments: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error" in result.stderr
    assert Path("a.txt").read_text() == TEXT


def test_names_from_outside_are_harmless(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J.txt").write_text("")
    result = run(tmp_path)
    assert result.exit_code == 3
    assert "\x1b" not in result.stderr
    assert "a␛[2J.txt" in result.stderr


def test_a_fault_of_ours_names_the_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("CRASH")
    (tmp_path / "b.txt").write_text("They send.")
    result = run(tmp_path)
    assert result.exit_code == 3
    assert "not read: a: the program failed at it (RuntimeError" in result.stderr
    assert len(records(result)) == 1


def test_a_damaged_program_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(_report: object) -> list[Any]:
        raise pool.Failed("the model is gone")

    monkeypatch.setattr(pool, "read_report", damaged)
    result = run("-", given="They send.")
    assert result.exit_code == 1
    assert "the model is gone" in result.stderr


def test_every_option_is_in_the_manual() -> None:
    manual = (SOURCE.parent / "docs" / "read.md").read_text(encoding="utf-8")
    options = [name for p in read.params if p.param_type_name == "option" for name in p.opts]
    shown = CliRunner().invoke(cli, ["read", "--help"]).output
    assert len(options) > 8
    for option in [*options, "--help"]:
        assert f"`{option}" in manual
        assert option in shown
    for code in ("0", "1", "2", "3", "130"):
        assert f"| {code} |" in manual


def test_any_number_of_workers_writes_the_same_bytes(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    texts = [f"{'SLOW ' if n % 5 == 0 else ''}They will send {n} tanks." for n in range(12)] + [""]
    path.write_text("".join(json.dumps({"text": t, "date": "2023-01-17"}) + "\n" for t in texts))
    alone, both = command("read", path), command("read", path, "--workers", 2)
    assert alone.returncode == both.returncode == 3
    assert alone.stdout == both.stdout
    assert alone.stderr == both.stderr
    assert alone.stdout.count(b"\n") == 24


def test_a_dead_worker_leaves_the_old_file(command: Run, tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_text("before")
    result = command(
        "read", "-", "--workers", 2, "-o", target, given=b'{"text": "They send."}\n{"id": "d", "text": "DIE"}\n'
    )
    assert result.returncode == 1
    assert b"process that read d ended" in result.stderr
    assert b"Traceback" not in result.stderr
    assert target.read_text() == "before"
    assert os.listdir(tmp_path) == ["out"]


def _hears() -> None:
    """Ctrl-C reaches the process even where the tests run in the background, which is deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _started(path: Path, *options: str) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-c", PROGRAM, "read", str(path), *options]
    return subprocess.Popen(
        line,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
        preexec_fn=_hears,
    )


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_broken_pipe_is_quiet(workers: str, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(json.dumps({"text": f"They send {n}. " * 50, "date": "2023-01-17"}) + "\n" for n in range(300))
    )
    process = _started(path, "--workers", workers)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.wait(30) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_ends_it(workers: str, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    rows = [{"text": "They send.", "date": "2023-01-17"}] + [
        {"text": f"FOREVER {n}", "date": "2023-01-17"} for n in range(4)
    ]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    process = _started(path, "--workers", workers)
    assert process.stdout is not None
    assert process.stdout.readline()
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.strip() == b"dateline: stopped"


def test_colour_and_a_terminals_default(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    (tmp_path / "a.txt").write_text(TEXT + " \x1b]0;evil\x07")
    ours, theirs = pty.openpty()
    surroundings = {k: v for k, v in environment().items() if k != "NO_COLOR"} | {"TERM": "xterm-256color"}
    line = [sys.executable, "-c", PROGRAM, "read", str(tmp_path / "a.txt")]
    process = subprocess.Popen(line, stdout=theirs, stderr=subprocess.PIPE, env=surroundings)
    os.close(theirs)
    shown = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:  # what Linux says when the other side is closed
            break
        if not more:
            break
        shown += more
    os.close(ours)
    _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (0, b"")
    assert b"Aid (military)" in shown
    assert b"\x1b[36mplanned" in shown
    assert b"\x1b]0;evil" not in shown


def test_the_real_reader(tmp_path: Path) -> None:
    path = tmp_path / "real.txt"
    path.write_text(
        "date 2023-05-03 Norway sent Ukraine 20 tanks on Monday. “We will help”, minister Ola Moe said.\r\n"
    )
    result = run(path)
    assert result.exit_code == 0
    found = records(result)
    assert {"event", "quote"} <= {r["kind"] for r in found}
    text = path.read_bytes().decode()
    for record in found:
        for span in record["evidence"]:
            assert text[span["start"] : span["end"]] == span["text"]
    assert run(path).stdout == result.stdout


def test_the_real_reader_in_workers(tmp_path: Path) -> None:
    path = tmp_path / "real.jsonl"
    texts = ["Norway sent Ukraine 20 tanks on Monday.", "Oslo hopes to meet Bern in Rome.", "Paris said no to Oslo."]
    path.write_text("".join(json.dumps({"text": t, "date": "2023-05-03"}) + "\n" for t in texts))
    line = [sys.executable, "-m", "dateline.cli.main", "read", str(path)]
    alone, both = (
        subprocess.run([*line, "--workers", n], capture_output=True, env=environment(), timeout=120, check=False)
        for n in "12"
    )
    assert alone.returncode == both.returncode == 0, alone.stderr
    assert alone.stdout == both.stdout
    assert alone.stdout.count(b"\n") >= 2


@pytest.mark.parametrize(
    "text", ["((((" * 300, "“" * 3000, "\ud800 \x00 \x1b Paris met Oslo.", "\u202eParis 👩‍🚀 met Oslo.", "x" * 20_000]
)
def test_the_real_reader_on_hostile_text(text: str) -> None:
    result = run("-", "--date", "2023-05-03", given=json.dumps({"text": text}) + "\n")
    assert result.exit_code == 0, result.stderr
    shown = re.sub("[\ud800-\udfff]", "\ufffd", text)
    for record in records(result):
        for span in record["evidence"]:
            assert shown[span["start"] : span["end"]] == span["text"]
