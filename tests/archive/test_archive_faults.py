"""What goes wrong on a disk: a clear message, and nothing lost."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from archive_made import BOATS, archive_of, keep, report

from benchmarks.archive_reports import reports
from dateline.archive import ArchiveError, decisions, folder, index, open_archive


def test_two_writers_at_once(tmp_path: Path) -> None:
    with archive_of(tmp_path / "a", report("x")) as one, open_archive(tmp_path / "a") as other:
        with folder.writing(one.path):
            with pytest.raises(ArchiveError, match="another process is writing"):
                keep(other, [report("y")])
            with pytest.raises(ArchiveError, match="another process is writing"):
                other.accept(other.find(limit=1)[0].id)
            assert len(other.find("tanks")) == 2  # readers are never blocked
        assert len(keep(other, [report("y")])) == 1


def part_of(path: Path, name: str) -> Path:
    return min((path / name).iterdir())


@pytest.mark.parametrize("which", ["reports", "records"])
@pytest.mark.parametrize("how", ["cut", "changed", "gone"])
def test_a_damaged_part_is_named(tmp_path: Path, which: str, how: str) -> None:
    path = tmp_path / "a"
    with archive_of(path, report("x")) as archive:
        keep(archive, [report("y", BOATS)])
    part = part_of(path, which)
    data = bytearray(part.read_bytes())
    if how == "gone":
        part.unlink()
    else:
        data[len(data) // 3] ^= 0xFF
        part.write_bytes(data[: len(data) // 2] if how == "cut" else data)
    with open_archive(path) as archive:
        faults = [str(f) for f in archive.check()]
        assert faults
        assert how == "gone" or any(part.name in f for f in faults)
        assert [r.report.id for r in archive.records(reports=["y"])] == ["y"] * 4  # the rest can be used


def test_a_damaged_part_does_not_go_unnoticed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with archive_of(path, report("x")):
        part = part_of(path, "records")
    part.write_bytes(b"PAR1 not really")
    (path / "index" / "find.sqlite").unlink()
    with open_archive(path) as archive, pytest.raises(ArchiveError, match=rf"{part.name} is damaged.*dateline reread"):
        archive.find("tanks")


def test_what_a_newer_release_wrote(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with archive_of(path, report("x")):
        part = part_of(path, "records")
    table = pq.read_table(part)
    stamp = {"dateline.format": "2", "dateline.program": "dateline 9.0"}
    pq.write_table(table.replace_schema_metadata(stamp), part)
    (path / "index" / "find.sqlite").unlink()
    with open_archive(path) as archive, pytest.raises(ArchiveError, match=r"newer release \(dateline 9.0, format 2"):
        archive.find("tanks")
    (path / "archive.json").write_text(json.dumps({"format": 2, "program": "dateline 9.0"}))
    with pytest.raises(ArchiveError, match=r"update the program\. Nothing was changed"):
        open_archive(path, create=True)
    (path / "archive.json").write_text("{")
    with pytest.raises(ArchiveError, match="is damaged"):
        open_archive(path)


def test_decisions_of_a_newer_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with archive_of(tmp_path / "a", report("x")) as archive:
        archive.accept(archive.find(limit=1)[0].id, who="ada")
        monkeypatch.setattr(decisions, "FORMAT", 0)
        with pytest.raises(ArchiveError, match="newer release"):
            archive.reject(archive.show("x").records[0].id)
        with open_archive(tmp_path / "a") as again, pytest.raises(ArchiveError, match="newer release"):
            again.decisions()


ROOT = Path(__file__).parents[2]


class FullDisk:
    """`os.fsync` on a disk that fills up at the nth call."""

    def __init__(self, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left, self.real = at, os.fsync
        monkeypatch.setattr(folder.os, "fsync", self)

    def __call__(self, handle: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.real(handle)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_full_disk(tmp_path: Path, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with archive_of(tmp_path / "a", report("x")) as archive:
        with monkeypatch.context() as patch:
            FullDisk(at, patch)
            with pytest.raises(ArchiveError, match="the disk is full; make room"):
                keep(archive, [report("y", BOATS)])
        assert archive.check() == []
        assert [r.id for r in archive.reports()] == ["x"]
        keep(archive, [report("y", BOATS)])
        assert archive.check() == []
        assert [r.id for r in archive.reports()] == ["x", "y"]
        assert not list(archive.path.rglob(".new-*"))
        assert len(list((archive.path / "records").iterdir())) == 2


SMALL = """
import resource, sys
from benchmarks.archive_reports import read_report, reports
from dateline.archive import ArchiveError, adding, open_archive
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
with open_archive(sys.argv[1], create=True) as archive:
    for size in (5, 400):
        adding.BATCH = size
        try:
            for event in archive.keeping(reports(size), reader=read_report):
                if isinstance(event, adding.Kept):
                    print("kept", len(event.reports))
        except ArchiveError as error:
            print(error)
"""


def test_files_that_may_not_grow(tmp_path: Path) -> None:
    """The system itself refuses the write, in the middle of a part."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    line = [sys.executable, "-c", SMALL, tmp_path / "a"]
    out = subprocess.run(
        line, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, check=True
    ).stdout
    kept, told = out.splitlines()
    assert kept == "kept 5"
    assert "a file may not grow so large; raise the limit" in told
    with open_archive(tmp_path / "a") as archive:
        assert archive.check() == []
        assert archive.counts() == (5, 15)
        assert sum(len(k.reports) for k in keep(archive, reports(400))) == 395


def test_a_full_disk_for_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index is a convenience: without room for it the search goes on in memory."""
    real, fell = index.Index._take_records, []

    def full(self: index.Index, name: str, part: int) -> None:
        if not fell:
            fell.append(name)
            raise index.sqlite3.OperationalError("database or disk is full")
        real(self, name, part)

    monkeypatch.setattr(index.Index, "_take_records", full)
    with archive_of(tmp_path / "a", report("x")) as archive:
        assert len(archive.find("tanks")) == 2
    assert fell


@pytest.fixture
def read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An archive that can only be read. The system refuses an ordinary user; for root, who may do all, it is played."""
    path = tmp_path / "a"
    with archive_of(path, *reports(8)) as archive:
        archive.accept(archive.find(limit=1)[0].id, who="ada")
    everything = [path, *path.rglob("*")]
    for each in everything:
        each.chmod(0o555 if each.is_dir() else 0o444)
    if os.access(path / "lock", os.W_OK):
        real_open, real_connect = os.open, index.sqlite3.connect

        def refuse(file: Any, flags: int, *more: Any, **named: Any) -> int:
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                raise PermissionError(errno.EACCES, "Permission denied", str(file))
            return real_open(file, flags, *more, **named)

        def only_read(name: str, **named: Any) -> Any:
            if name != ":memory:" and "mode=ro" not in name:
                raise index.sqlite3.OperationalError("attempt to write a readonly database")
            return real_connect(name, **named)

        monkeypatch.setattr(folder.os, "open", refuse)
        monkeypatch.setattr(index.sqlite3, "connect", only_read)
    yield path
    monkeypatch.undo()
    for each in everything:
        if each.exists():
            each.chmod(each.stat().st_mode | stat.S_IWUSR)


def test_a_folder_that_can_only_be_read(read_only: Path) -> None:
    with open_archive(read_only) as archive:
        assert archive.counts() == (8, 24)
        assert archive.find(type="AID", limit=2)
        assert len(archive.decisions()) == 1
        assert archive.check() == []
        with pytest.raises(ArchiveError, match="you may not; check its permissions"):
            keep(archive, [report("y")])
        with pytest.raises(ArchiveError, match="you may not; check its permissions"):
            archive.reject(archive.find(limit=1)[0].id)
        assert archive.counts() == (8, 24)


def test_leftovers_of_a_killed_process_count_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with archive_of(path, report("x")) as archive:
        (path / "records" / "00000002-0123456789abcdef.0001-0123456789abcdef.parquet").write_bytes(b"PAR1")
        (path / "reports" / ".new-0011").write_bytes(b"half")
        assert archive.check() == []
        assert archive.counts()[0] == 1
        keep(archive, [report("y", BOATS)])
        assert archive.check() == []
        assert {p.name[:8] for p in (path / "reports").iterdir()} == {"00000001", "00000002"}
        assert len(list((path / "records").iterdir())) == 2
        (path / "reports" / "notes.txt").write_text("mine")
        assert [f.file for f in archive.check()] == ["reports/notes.txt"]


def test_a_decision_that_was_never_finished_counts_for_nothing(tmp_path: Path) -> None:
    """A process killed while it writes leaves a journal, which the next one that reads takes back."""
    with archive_of(tmp_path / "a", report("x")) as archive:
        made = archive.accept(archive.find(limit=1)[0].id, who="ada")
        script = (
            "import os, sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "db.execute('PRAGMA cache_size = 1'); db.execute('PRAGMA synchronous = EXTRA'); db.execute('BEGIN')\n"
            "for n in range(4000): db.execute(\"INSERT INTO decision (id, kind, at, who, body) VALUES (?, 'accept', '', '',"
            " '{}')\", (f'd-{n}' * 20,))\n"
            "os.kill(os.getpid(), 9)"
        )
        subprocess.run([sys.executable, "-c", script, archive.path / "decisions.sqlite"], check=False)
        assert (archive.path / "decisions.sqlite-journal").exists()
        with open_archive(archive.path) as again:
            assert again.decisions() == [made]
            assert again.check() == []
        (archive.path / "decisions.sqlite").write_bytes(b"")  # killed while it was made
        with open_archive(archive.path) as again:
            assert again.decisions() == []
            again.accept(again.find(limit=1)[0].id, who="ada")
            assert len(again.decisions()) == 1


def test_damaged_decisions_are_told(tmp_path: Path) -> None:
    with archive_of(tmp_path / "a", report("x")) as archive:
        archive.accept(archive.find(limit=1)[0].id, who="ada")
        file = tmp_path / "a" / "decisions.sqlite"
        file.write_bytes(b"nonsense" * 600)
        with open_archive(tmp_path / "a") as again:
            with pytest.raises(ArchiveError, match=r"decisions.sqlite is damaged"):
                again.decisions()
            assert any(f.file == "decisions.sqlite" for f in again.check())
