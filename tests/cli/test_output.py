"""Forms and files of the output."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import click
import fakes
import pytest

from dateline.cli.output import Enough, Output, opened
from dateline.records import Report, to_json

REPORT = Report(id="r\x9b\u202e", text="Oslo will send 5 tanks \ud800.", date="2023-01-17")
RECORDS = fakes.read_report(REPORT)


def written(form: str, *batches: list[object], terminal: bool = False) -> bytes:
    stream = io.BytesIO()
    out = Output(stream, form, terminal=terminal, explain=False)
    for records in batches:
        out.report(REPORT, records)  # type: ignore[arg-type]
    out.close()
    return stream.getvalue()


def test_json_lines() -> None:
    assert written("jsonl", list(RECORDS), []) == b"".join(to_json(r) + b"\n" for r in RECORDS)
    assert written("jsonl") == b""


def test_one_array() -> None:
    assert json.loads(written("json", list(RECORDS), [], list(RECORDS))) == [
        json.loads(to_json(r)) for r in RECORDS * 2
    ]
    assert json.loads(written("json")) == json.loads(written("json", [])) == []


def test_json_on_a_terminal_is_the_same_and_harmless() -> None:
    shown = written("jsonl", list(RECORDS), terminal=True)
    assert [json.loads(x) for x in shown.splitlines()] == [json.loads(to_json(r)) for r in RECORDS]
    assert not {*"\x9b\u202e\x1b"} & set(shown.decode())


def test_faults_of_the_stream() -> None:
    class Broken(io.BytesIO):
        error: OSError = BrokenPipeError()

        def write(self, _data: object) -> int:
            raise self.error

    stream = Broken()
    with pytest.raises(Enough):
        Output(stream, "jsonl", terminal=False, explain=False).report(REPORT, RECORDS)
    stream.error = OSError(28, "No space left on device")
    with pytest.raises(click.ClickException, match="no space left"):
        Output(stream, "jsonl", terminal=False, explain=False).report(REPORT, RECORDS)


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("before")
    path.chmod(0o640)

    def cut_off() -> None:
        with opened(path) as stream:
            stream.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        cut_off()
    assert path.read_text() == "before"
    with opened(path) as stream:
        stream.write(b"after")
        assert path.read_text() == "before"
    assert path.read_text() == "after"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["out"]


def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    link, path = tmp_path / "link", tmp_path / "out"
    link.symlink_to(path)
    with opened(link) as stream:
        stream.write(b"after")
    assert link.is_symlink()
    assert path.read_text() == "after"
    with opened(Path(os.devnull)) as stream:
        stream.write(b"after")
    assert not Path(os.devnull).is_file()
