"""The shipped weights: a damaged or foreign file is refused by name."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dateline.language.model import FOLDER, Model, ModelError


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "model")
    return tmp_path / "model"


def test_the_shipped_model_names_its_version() -> None:
    assert Model(FOLDER).version.count(".") == 2


def test_a_damaged_file_is_named(copied: Path) -> None:
    with (copied / "rel.npy").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelError, match=r"rel\.npy"):
        Model(copied)


def test_a_missing_file_is_named(copied: Path) -> None:
    (copied / "labels.json").unlink()
    with pytest.raises(ModelError, match=r"labels\.json"):
        Model(copied)


def test_a_foreign_format_is_refused(copied: Path) -> None:
    card = json.loads((copied / "model.json").read_text())
    (copied / "model.json").write_text(json.dumps(card | {"format": 99}))
    with pytest.raises(ModelError, match="format"):
        Model(copied)
