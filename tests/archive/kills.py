"""Kills `add`, `correct`, `merge`, `reread` at random instants and looks whether anything is lost:
`python tests/archive/kills.py --kills 1000`.

A process runs the commands one after another as a person would, with a reader that needs no model; what it tells on
standard output is what it reported as done. It is ended by SIGKILL at a moment drawn by lot. Then everything that was
reported must be there, `check` must pass, the index must agree with the parts, and the next process goes on."""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.archive_reports import read_report, reports  # noqa: E402
from dateline.archive import Archive, folder, open_archive  # noqa: E402
from dateline.archive.parts import read_reports  # noqa: E402

PER_ARCHIVE = 40
"""Kills after which a new archive is begun, so that each check stays quick."""
REPORTS = 3_000
LONGEST = 0.30  # seconds from the first command to the latest kill


@dataclass(slots=True)
class Told:
    """What was reported as done in one archive."""

    batches: dict[str, int] = field(default_factory=dict)
    decisions: list[str] = field(default_factory=list)
    readings: Counter[str] = field(default_factory=Counter)

    def hear(self, line: dict[str, Any]) -> None:
        if "same" in line:
            self.readings[line["kept"]] += 1
        elif "kept" in line:
            self.batches[line["kept"]] = line["reports"]
        elif line.get("kind") == "decision":
            self.decisions.append(line["id"])


def commands(path: Path, source: Path, seed: int) -> None:
    """The life of a process that is to be killed: commands without end."""
    from dateline.archive import adding
    from dateline.cli.main import cli
    from dateline.reading import pool

    adding.BATCH = 3
    pool.read_report = read_report
    dice = random.Random(seed)
    print("ready", flush=True)
    while True:
        command = dice.choice(("add", "correct", "merge", "reread", "correct", "merge"))
        ids: list[str] = []
        if command in ("correct", "merge") and (path / folder.HEAD).exists():
            with open_archive(path) as archive:
                ids = [r.id for r in archive.find(kind="pledge", limit=40)]
        if len(ids) > 1 and command == "correct":
            line = [
                "correct",
                str(path),
                dice.choice(ids),
                f"status={dice.choice(('happened', 'denied'))}",
                "--who",
                "lot",
            ]
        elif len(ids) > 1 and command == "merge":
            line = ["merge", str(path), *dice.sample(ids, 2), "--who", "lot"]
        elif command == "reread" and (path / folder.HEAD).exists():
            line = ["reread", str(path), "--all", "--format", "jsonl"]
        else:
            line = ["add", str(path), str(source), "--format", "jsonl"]
        try:
            cli.main(line, prog_name="dateline", standalone_mode=False)
        except Exception as error:  # two records of one case can't be merged
            print(json.dumps({"refused": str(error)}), flush=True)


def kill_one(path: Path, source: Path, dice: random.Random, told: Told) -> float:
    """Starts a process, kills it, and takes down what it reported. Gives the seconds it lived after it was ready."""
    line = [sys.executable, __file__, "--run", str(path), str(source), str(dice.randrange(1 << 30))]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    wait = dice.random() ** 2 * LONGEST
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    out, _ = process.communicate()
    for row in out.splitlines(keepends=True):
        if row.endswith(b"\n"):  # what was cut off was not told
            told.hear(json.loads(row))
    return wait


def lost(archive: Archive, told: Told) -> list[str]:
    """What does not hold after a kill."""
    wrong = [str(f) for f in archive.check()]
    batches = {b.name: b for b in folder.batches(archive.path)}
    for name, count in told.batches.items():
        if name not in batches:
            wrong.append(f"the batch {name} was reported as kept and is gone")
        elif (there := len(list(read_reports(archive.path / folder.REPORTS / batches[name].reports)))) != count:
            wrong.append(f"the batch {name} holds {there} reports, {count} were reported as kept")
    wrong += [f"the reading of {n} is gone" for n, k in told.readings.items() if batches[n].generation < 1 + k]
    made = [d.id for d in archive.decisions()]
    wrong += [f"the decision {d} is gone" for d in told.decisions if d not in made]
    kept = list(archive.reports())
    expected = sum(len(read_report(r)) for r in kept)
    if len({r.id for r in kept}) != len(kept):
        wrong.append("a report is there twice")
    if sum(told.batches.values()) > len(kept):
        wrong.append(f"{sum(told.batches.values())} reports were reported as kept, {len(kept)} are there")
    if archive.counts() != (len(kept), expected):
        wrong.append(f"the index counts {archive.counts()}, there are {(len(kept), expected)}")
    if sum(1 for _ in archive.records()) != expected:
        wrong.append("records are missing or doubled")
    return wrong


def run(kills: int, seed: int, room: Path, tell: bool = False) -> Counter[str]:
    """So many kills; `AssertionError` where something was lost. Gives what was reported in all."""
    dice = random.Random(seed)
    sums: Counter[str] = Counter()
    source = room / "reports.jsonl"
    rows = [{"id": r.id, "text": r.text, "date": r.date, "source": r.source} for r in reports(REPORTS, seed)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = 0
    while done < kills:
        path, told = room / f"archive-{done}", Told()
        for _ in range(min(PER_ARCHIVE, kills - done)):
            kill_one(path, source, dice, told)
            done += 1
            if (path / folder.HEAD).exists():
                with open_archive(path) as archive:
                    wrong = lost(archive, told)
                    assert not wrong, f"after kill {done} of seed {seed}: {wrong[:5]}"
            else:
                assert not told.batches
        sums.update(batches=len(told.batches), decisions=len(told.decisions), readings=told.readings.total())
        if tell:
            print(f"{done} kills, nothing lost; reported as done: {dict(sums)}", flush=True)
    with open_archive(path, create=True) as archive:  # the next run goes on to the end
        archive.add(source, reader=read_report)
        assert archive.counts()[0] == REPORTS
        assert lost(archive, told) == []
    return sums


def main() -> None:
    if sys.argv[1:2] == ["--run"]:
        commands(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        run(options.kills, options.seed, Path(room), tell=True)


if __name__ == "__main__":
    main()
