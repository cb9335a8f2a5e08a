"""Tests of the command run without the language model: the reading stage is replaced by `fakes`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"

PROGRAM = """
import dateline.reading, fakes
dateline.reading.read_report = fakes.read_report
import dateline.reading.pool as pool
pool.read_report = fakes.read_report
from dateline.cli.main import main
main()
"""
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def environment() -> dict[str, str]:
    path = os.pathsep.join([str(SOURCE), str(HERE)])
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}  # output is buffered as at a person's desk
    return {**kept, "PYTHONPATH": path, "COLUMNS": "200", "NO_COLOR": "1"}


@pytest.fixture
def command() -> Run:
    """Runs `dateline` in a process of its own, with the fake reader; several workers included."""

    def run(*arguments: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        line = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
        return subprocess.run(line, input=given, capture_output=True, env=environment(), timeout=60, check=False)

    return run
