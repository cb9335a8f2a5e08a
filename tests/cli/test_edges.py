"""`dateline read` where something around it is wrong: streams that are closed or full, names that are none, bytes that
are no text, an output that would be read again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import fakes
import pytest
from click.testing import CliRunner, Result
from conftest import PROGRAM, Run, environment

from dateline.cli.main import cli
from dateline.reading import pool

TEXT = "date 2023-01-17 Britain will send 14 tanks to Kyiv."
LONG = "a" * 5000


@pytest.fixture
def good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A report in the folder one is in, and a reader that needs no model."""
    monkeypatch.setattr(pool, "read_report", fakes.read_report)
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(TEXT)
    return "good.txt"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["read", *arguments])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x00\x01\x02\x03\x04 Oslo", "is not text: it holds binary data"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\x1f\x8b\x08", "is compressed with gzip"),
        (b"", "is empty"),
    ],
    ids=["binary", "pdf", "gzip", "empty"],
)
def test_bytes_that_are_no_text(data: bytes, words: str, good: str) -> None:
    Path("bad.txt").write_bytes(data)
    result = run("bad.txt", good)
    assert result.exit_code == 3
    assert f"not read: bad.txt: {words}" in result.stderr
    assert result.stderr.endswith("dateline: 1 could not be read; 1 report was\n")
    assert result.stdout.count("\n") == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfeO\x00\x00\xd8A\x00", "1 half character (lone surrogate) stands in the text"),
        (b"caf\xc3\xa9 \xc3\xa9t\xc3\xa9 \xe2\x80 x", "1 damaged character of its UTF-8 is read as U+FFFD"),
        (b"\xff\xfeO\x00s", "ends in the middle of a character"),
    ],
    ids=["half a pair", "a character cut", "a file cut"],
)
def test_bytes_that_are_damaged_are_read_with_a_warning(data: bytes, words: str, good: str) -> None:
    Path("bad.txt").write_bytes(data)
    result = run("bad.txt", good)
    assert result.exit_code == 0
    assert f"dateline: bad: {words}" in result.stderr


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "'': is no file's name"),
        (LONG, "is no file's name"),
        ("gone.txt", "gone.txt: no such file"),
        ("https://example.org/news", "https://example.org/news: no such file or folder; addresses are not opened"),
        ("void", "void: holds no report"),
    ],
    ids=["empty", "too long", "missing", "address", "empty folder"],
)
@pytest.mark.parametrize("output", ["-", "out.jsonl"])
def test_a_source_that_is_none(source: str, words: str, output: str, good: str) -> None:
    Path("void").mkdir()
    result = run(source, good, "-o", output)
    assert result.exit_code == 3
    assert words in result.stderr
    assert result.stderr.count("not read: ") == 1
    written = result.stdout if output == "-" else Path(output).read_text()
    assert written.count("\n") == 2


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("records.jsonl", "would read it"), ("sub/records.txt", "would read it"), (LONG, "file name too long"),
        ("gone/out", "no folder"),
    ],
    ids=["in the folder", "in a folder of it", "too long", "no folder"],
)  # fmt: skip
def test_an_output_that_is_refused(output: str, words: str, good: str) -> None:
    Path("sub").mkdir()
    result = run(".", "-o", output)
    assert result.exit_code == 2
    assert words in result.stderr
    assert sorted(os.listdir()) == [good, "sub"]
    assert os.listdir("sub") == []


def test_an_output_in_the_folder_that_is_not_read(good: str) -> None:
    assert run(".", "-o", "records.out").exit_code == 0
    assert run(good, "-o", "records.jsonl").exit_code == 0
    assert Path("records.out").read_bytes() == Path("records.jsonl").read_bytes()


def shell(arguments: str) -> subprocess.CompletedProcess[bytes]:
    line = ["sh", "-c", f'exec "$0" -c "$1" {arguments}', sys.executable, PROGRAM]
    return subprocess.run(line, capture_output=True, env=environment(), timeout=60, check=False)


@pytest.mark.skipif(os.name != "posix", reason="closes streams as shells of Unix do")
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("read good.txt >&-", 1, b"standard output is closed; name a file with --output"),
        ("read good.txt -o out >&-", 0, b""),
        ("read good.txt gone.txt 2>&-", 3, b""),
        ("read - <&-", 3, b"standard input: is closed"),
    ],
)
@pytest.mark.usefixtures("good")
def test_a_closed_stream(arguments: str, code: int, words: bytes) -> None:
    result = shell(arguments)
    assert result.returncode == code
    assert words in result.stderr
    assert b"Traceback" not in result.stderr
    assert b"fault of its own" not in result.stderr
    if "gone" in arguments:
        assert result.stdout.count(b"\n") == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", ["read good.txt > /dev/full", "read good.txt -o /dev/full"])
@pytest.mark.usefixtures("good")
def test_a_full_disk(arguments: str) -> None:
    result = shell(arguments)
    assert result.returncode == 1
    assert b"no space left on device" in result.stderr
    assert b"Traceback" not in result.stderr


def test_a_name_in_a_failure_is_harmless(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": "a\x1b]0;evil\x07", "text": "DIE"}))
    result = command("read", path, "--workers", 2)
    assert result.returncode == 1
    assert "the process that read a␛]0;evil␇ ended" in result.stderr.decode()
    assert b"\x1b" not in result.stderr
