"""The JSON Schema in `docs/` is that of the records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.records import AnyRecord, Case
from docs import schema


def test_the_file_is_current() -> None:
    assert schema.current(), "docs/records.schema.json is out of date; `make schema` writes it anew"


def test_every_kind_of_record_is_in_it() -> None:
    kinds = {t.__struct_config__.tag for t in (*AnyRecord.__args__, Case)}
    assert json.loads(schema.PATH.read_text())["discriminator"]["mapping"].keys() == kinds


def test_check_fails_for_an_old_file_and_leaves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "records.schema.json"
    old.write_text("{}\n")
    monkeypatch.setattr(schema, "PATH", old)
    assert CliRunner().invoke(schema.main, ["--check"]).exit_code == 1
    assert old.read_text() == "{}\n"
    assert CliRunner().invoke(schema.main, []).exit_code == 0
    assert CliRunner().invoke(schema.main, ["--check"]).exit_code == 0
