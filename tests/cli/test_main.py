"""The command itself: its version, its help, and how it ends."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

import dateline
from dateline.cli import main as module
from dateline.cli.main import cli, main


def test_version_and_help() -> None:
    assert CliRunner().invoke(cli, ["--version"]).output == f"dateline {dateline.__version__}\n"
    shown = CliRunner().invoke(cli, ["--help"]).output
    assert "dateline read report.txt" in shown
    shown = CliRunner().invoke(cli, ["read", "--help"]).output
    assert "dateline read report.txt --explain" in shown
    assert "3 some reports could not be read" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (click.ClickException("it failed"), 1, "it failed"),
        (click.UsageError("not so"), 2, "not so"),
        (click.Abort(), 130, "stopped"),
        (KeyboardInterrupt(), 130, "stopped"),
        (RuntimeError("odd \x1b[2J"), 1, "fault of its own (odd ␛[2J, RuntimeError at"),
    ],
)
def test_how_it_ends(
    error: BaseException, code: int, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_options: object) -> None:
        raise error

    monkeypatch.setattr(module.cli, "main", fail)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code
    told = capsys.readouterr()
    assert words in told.err
    assert "Traceback" not in told.err
    assert told.out == ""


@pytest.mark.parametrize("arguments", [["nonsense"], ["--nonsense"]])
def test_wrong_use(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, arguments).exit_code == 2
