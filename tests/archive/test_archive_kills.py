"""The short form of `kills.py`: a dozen kills."""

from __future__ import annotations

from pathlib import Path

import kills


def test_nothing_reported_as_done_is_lost(tmp_path: Path) -> None:
    reported = kills.run(12, 3, tmp_path)
    assert sum(reported.values()) > 0
