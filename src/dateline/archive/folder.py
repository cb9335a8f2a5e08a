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
from functools import lru_cache
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


@dataclass(frozen=True, slots=True)
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


def batches(path: Path) -> tuple[Batch, ...]:
    """All batches, in the order in which they were added, each with its newest reading. The very same value as before where
    no part came or went."""
    reports, records = _names(path / REPORTS), _names(path / RECORDS)
    known = _listed.get(path)
    if known is None or known[0] != reports or known[1] != records:
        known = _listed[path] = reports, records, _put_together(reports, records)
    return known[2]


_listed: dict[Path, tuple[list[str], list[str], tuple[Batch, ...]]] = {}
"""What was listed last. Folders are listed often, and with thousands of parts taking names apart is most of the work."""


def _put_together(reports: list[str], records: list[str]) -> tuple[Batch, ...]:
    newest: dict[str, tuple[int, str]] = {}
    for name in records:
        if reading := _read_name(name):
            newest[reading[0]] = max(newest.get(reading[0], (0, "")), (reading[1], name))
    found = []
    for name in sorted(filter(_BATCH.fullmatch, reports)):
        stem = name.removesuffix(".parquet")
        generation, part = newest.get(stem, (0, None))
        found.append(Batch(int(stem[:8]), stem, part, generation))
    return tuple(found)


@lru_cache(maxsize=100_000)
def _read_name(name: str) -> tuple[str, int] | None:
    """The batch and generation of a part of records."""
    match = _READING.fullmatch(name)
    return (match[1], int(match[2])) if match else None


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
    reports, records = _names(path / REPORTS), _names(path / RECORDS)
    there = {name.removesuffix(".parquet") for name in reports}
    orphans = [n for n in records if (reading := _read_name(n)) and reading[0] not in there]
    left = [path / RECORDS / n for n in orphans]
    for folder, names in ((path, _names(path)), (path / REPORTS, reports), (path / RECORDS, records)):
        left += [folder / n for n in names if n.startswith(_NEW)]
    for file in left:
        file.unlink(missing_ok=True)


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
