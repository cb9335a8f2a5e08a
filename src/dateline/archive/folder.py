"""The folder of an archive: which files it holds, how one is added so that a kill loses nothing, and who may write.

    archive.json        format and program, written last when an archive is made
    reports/            NUMBER-HASH.parquet: a batch of reports as they were given
    records/            NUMBER-HASH.GENERATION-HASH.parquet: what a release of the program read in that batch
    decisions.sqlite    what people decided
    index/              can be thrown away; it is made again
    lock                whoever writes holds it

A part's name holds the hash of its bytes, and a part is never written to again. A batch is there when its part of
reports is: the records are written before. What a killed process left (`.new-...`, records without their batch) counts
for nothing, and the next one that writes clears it away.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import dateline

FORMAT = 1
"""Raised when an older program could not read what this one writes."""

HEAD, REPORTS, RECORDS, DECISIONS, INDEX, LOCK = (
    "archive.json", "reports", "records", "decisions.sqlite", "index", "lock"
)  # fmt: skip
_NEW = ".new-"
_BATCH = re.compile(r"(\d{8})-([0-9a-f]{16})\.parquet")
_READING = re.compile(r"(\d{8}-[0-9a-f]{16})\.(\d{4,})-([0-9a-f]{16})\.parquet")


class ArchiveError(Exception):
    """What is wrong with an archive or a wish, in words for the person who uses it."""


@dataclass(frozen=True, slots=True, order=True)
class Batch:
    """Reports that were added together, and the newest reading of them. `records` is the file's name or null."""

    number: int
    name: str
    records: str | None
    generation: int

    @property
    def reports(self) -> str:
        return f"{self.name}.parquet"


def make(path: Path) -> None:
    """A new, empty archive. What a killed `make` left is taken up; a folder with other things in it is refused."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not path.is_dir():
            raise ArchiveError(f"{path} is a file; name a folder for the archive")
        others = {p.name for p in path.iterdir() if not p.name.startswith(_NEW)}
        others -= {REPORTS, RECORDS, DECISIONS, INDEX, LOCK}
        if others:
            raise ArchiveError(f"{path} is no archive and holds other things ({sorted(others)[0]}); name a new folder")
        for name in (REPORTS, RECORDS, INDEX):
            (path / name).mkdir(exist_ok=True)
        head = {"format": FORMAT, "program": f"dateline {dateline.__version__}"}
        keep(path, HEAD, (json.dumps(head, indent=2) + "\n").encode())
    except OSError as error:
        raise fault(error, path) from None


def check_head(path: Path) -> None:
    """Is there an archive that this program can read? Otherwise `ArchiveError`."""
    try:
        head = json.loads((path / HEAD).read_bytes())
        number = int(head["format"])
    except (FileNotFoundError, NotADirectoryError):
        raise ArchiveError(f"{path} is no archive; `dateline add {path} SOURCE...` makes one") from None
    except OSError as error:
        raise fault(error, path) from None
    except (ValueError, KeyError, TypeError):
        raise ArchiveError(f'{path / HEAD} is damaged; it must hold {{"format": {FORMAT}}}') from None
    newer(number, path / HEAD, head.get("program"))


def newer(number: int, what: Path, program: object) -> None:
    """Refuses what a newer release wrote."""
    if number > FORMAT:
        raise ArchiveError(
            f"{what} was written by a newer release ({program}, format {number}; this one knows {FORMAT}); "
            "update the program. Nothing was changed"
        )


def keep(folder: Path, name: str, data: bytes) -> None:
    """A file that is there whole and for good when this returns, or not at all."""
    beside = folder / f"{_NEW}{secrets.token_hex(8)}"
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(folder / name)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    sync(folder)


def sync(folder: Path) -> None:
    """The folder's entries are on the disk, where the system lets one ask for that."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def hashed(data: bytes) -> str:
    """The part of a file's hash that stands in its name."""
    return hashlib.sha256(data).hexdigest()[:16]


def batches(path: Path) -> list[Batch]:
    """All batches, in the order in which they were added, each with its newest reading."""
    newest: dict[str, tuple[int, str]] = {}
    for name in _names(path / RECORDS):
        if match := _READING.fullmatch(name):
            newest[match[1]] = max(newest.get(match[1], (0, "")), (int(match[2]), name))
    found = []
    for name in _names(path / REPORTS):
        if match := _BATCH.fullmatch(name):
            stem = name.removesuffix(".parquet")
            generation, records = newest.get(stem, (0, None))
            found.append(Batch(int(match[1]), stem, records, generation))
    return sorted(found)


def unknown(path: Path) -> list[Path]:
    """Files among the parts that are none, nor something half-written."""
    out = []
    for folder, form in ((REPORTS, _BATCH), (RECORDS, _READING)):
        names = _names(path / folder)
        out += [path / folder / n for n in names if not form.fullmatch(n) and not n.startswith(_NEW)]
    return sorted(out)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError as error:
        raise fault(error, folder) from None


def clear(path: Path) -> None:
    """Takes away what killed processes left. Only whoever holds the lock may."""
    there = {b.name for b in batches(path)}
    for folder in (path, path / REPORTS, path / RECORDS):
        for name in _names(folder):
            match = _READING.fullmatch(name) if folder.name == RECORDS else None
            if name.startswith(_NEW) or (match and match[1] not in there):
                (folder / name).unlink(missing_ok=True)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """One process at a time writes. The lock is the system's, and ends with the process however that ends."""
    try:
        handle = os.open(path / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise fault(error, path) from None
    try:
        if not _locked(handle):
            raise ArchiveError(
                f"another process is writing to {path}; wait until it is done. Reading is always possible"
            )
        try:
            clear(path)
        except OSError as error:
            raise fault(error, path) from None
        yield
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def fault(error: OSError, path: Path) -> ArchiveError:
    """What the system said, in plain words and with what to do."""
    advice = {
        errno.ENOSPC: "the disk is full; make room and run it again",
        errno.EDQUOT: "your share of the disk is used up; make room and run it again",
        errno.EFBIG: "a file may not grow so large; raise the limit and run it again",
        errno.EROFS: "it can only be read; copy the archive to where you may write",
        errno.EACCES: "you may not; check its permissions",
        errno.EPERM: "you may not; check its permissions",
        errno.ENOENT: "it is missing; `dateline check` says what else is",
    }.get(error.errno or 0, (error.strerror or str(error)).lower())
    writes = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
    return ArchiveError(f"can't {'write to' if writes else 'use'} {path}: {advice}")
