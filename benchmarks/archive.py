"""What the archive itself costs: `python -m benchmarks.archive [--sizes 1000 10000 100000]`.

Made-up reports with a reader that needs no model, each size in a process of its own: time an added report, the process's
peak of memory, the size on disk, how long a search takes (the middle of several, and the slowest question), a hundred adds of
one report each, and a cold index. Writes `docs/benchmarks/archive.md`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.archive_reports import read_report, reports

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "docs" / "benchmarks" / "archive.md"
ROUNDS = 5
QUESTIONS: tuple[dict[str, Any], ...] = (
    {"words": "tanks"}, {"words": '"closed two of the roads"'}, {"words": "Norway boats 300"}, {"words": "port", "status": "asked"},
    {"actor": "Norway"}, {"recipient": "JPN", "type": "AID", "status": "asked"}, {"voice": "Chile"}, {"status": "happened"},
    {"status": "denied"}, {"country": "Kenya", "kind": "pledge", "since": "2020-01-01", "until": "2020-01-31"},
    {"kind": "event", "min_confidence": 0.98}, {"since": "2019-06-01", "until": "2019-06-03"}, {},
)  # fmt: skip


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def peak() -> float:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one(size: int) -> None:
    """In a process of its own: adds, searches, prints what it took."""
    import dateline

    room = Path(tempfile.mkdtemp(prefix="dateline-archive-"))
    try:
        with dateline.open_archive(room / "a", create=True) as archive:
            began = peak()
            adding = seconds(lambda: [None for _ in archive.keeping(reports(size), reader=read_report)])
            grown = peak()
            small = [
                seconds(lambda n=n: list(archive.keeping(reports(1, seed=n + 1, first=size + n), reader=read_report)))  # type: ignore[misc]
                for n in range(100)
            ]
            found = {
                json.dumps(q): [seconds(lambda q=q: archive.find(**q, limit=50)) for _ in range(ROUNDS)]  # type: ignore[misc]
                for q in QUESTIONS
            }
        disk = sum(f.stat().st_size for f in (room / "a").rglob("*") if f.is_file())
        index = sum(f.stat().st_size for f in (room / "a" / "index").rglob("*") if f.is_file())
        shutil.rmtree(room / "a" / "index")
        with dateline.open_archive(room / "a") as archive:
            cold = seconds(lambda: archive.find("tanks", limit=50))
            checked = seconds(archive.check)
    finally:
        shutil.rmtree(room)
    middle = {q: statistics.median(times) for q, times in found.items()}
    slowest = max(middle, key=lambda q: middle[q])
    print(
        json.dumps(
            {
                "size": size, "report": adding / size, "began": began, "peak": grown, "small": statistics.median(small),
                "disk": disk, "index": index, "find": statistics.median(middle.values()), "slowest": middle[slowest],
                "question": slowest, "cold": cold, "check": checked,
            }
        )
    )  # fmt: skip


def table(rows: list[dict[str, Any]]) -> str:
    """The page that is kept."""
    lines = [
        "# What the archive costs",
        "",
        f"`python -m benchmarks.archive`, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}:",
        "made-up reports of three records each, read by a reader that needs no model, so that only the archive's own work",
        f"counts. Searches give the first 50 records; of {len(QUESTIONS)} questions, {ROUNDS} times each, the middle and the",
        "slowest are told.",
        "",
        "| reports | ms a report added | ms an add of one | peak MB (before) | find ms | slowest find ms | MB on disk (index) "
        "| index anew s | check s |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for r in rows:
        lines.append(
            f"| {r['size']:,} | {r['report'] * 1000:.2f} | {r['small'] * 1000:.0f} | {r['peak']:.0f} ({r['began']:.0f}) "
            f"| {r['find'] * 1000:.0f} | {r['slowest'] * 1000:.0f} | {r['disk'] / 1e6:.0f} ({r['index'] / 1e6:.0f}) "
            f"| {r['cold']:.1f} | {r['check']:.1f} |"
        )
    lines += ["", f"The slowest question at {rows[-1]['size']:,}: `{rows[-1]['question']}`.", ""]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        one(options.one)
        return
    rows = []
    for size in options.sizes:
        line = [sys.executable, "-m", "benchmarks.archive", "--one", str(size)]
        rows.append(json.loads(subprocess.run(line, check=True, capture_output=True, cwd=ROOT).stdout))
        print(rows[-1], flush=True)
    TABLE.write_text(table(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
