"""Reports -> their records, in one process or several: the same results in the same order.

A worker is a fresh process (`spawn`) on one thread that gets a report at a time through its own pipe. No more than four
reports a worker are under way or wait for their turn, so memory does not grow with the corpus.
"""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import connection, get_context
from typing import cast

import msgspec

from dateline.intake import Unread
from dateline.knowledge.table import TableError
from dateline.records import AnyRecord, Report

Reader = Callable[[Report], list[AnyRecord]]
_Pipe = connection.Connection
AHEAD = 4
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


class Failed(Exception):
    """Nothing more can be read: the tables or the model are damaged, or a worker ended."""


@dataclass(frozen=True, slots=True)
class Read:
    """A report and what it says."""

    report: Report
    records: list[AnyRecord]


Results = Generator[Read | Unread, None, None]


@dataclass(slots=True)
class _Slot:
    report: Report | None
    done: Read | Unread | None


def read_all(items: Iterable[Report | Unread], workers: int = 1, reader: Reader | None = None) -> Results:
    """Each item read, in order; a report that the program fails at comes out as an `Unread`."""
    # One thread a process: workers would fight for the cores, and sums in another order may differ in the last bit.
    os.environ.update(dict.fromkeys(_THREADS, "1"), TOKENIZERS_PARALLELISM="false")
    how = reader or read_report
    if workers > 1:
        yield from _shared_out(items, workers, how)
        return
    for item in items:
        yield item if isinstance(item, Unread) else _attempt(item, how)


def read_report(report: Report) -> list[AnyRecord]:
    """The records of a report, by the reading stage, which is loaded when the first report is there."""
    try:
        from dateline.reading import read_report as stage

        _warm(stage)
    except Exception as error:
        raise Failed(f"the program can't read: {error}") from error
    return stage(report)


@lru_cache(maxsize=1)
def _warm(stage: Reader) -> None:
    """Loads tables and model, so that their faults are told once and not as faults of each report."""
    stage(Report(id="warm-up", text="Oslo met Bern."))


def place_of(error: BaseException) -> str:
    """Where in the program an error arose: `what.py:12`."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} at {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?"


def _attempt(report: Report, reader: Reader) -> Read | Unread:
    try:
        return Read(report, reader(msgspec.structs.replace(report, extra={})))
    except (Failed, TableError) as error:
        raise Failed(str(error)) from error
    except Exception as error:
        # The fault is ours and the report innocent; the rest must not suffer for it.
        message = f"the program failed at it ({place_of(error)})"
        return Unread(report.id, None, message, "please report this, with the text if you may")


class _Worker:
    """A process that reads what it is sent."""

    def __init__(self, reader: Reader) -> None:
        context = get_context("spawn")
        self.pipe, far = context.Pipe()
        self.process = context.Process(target=_serve, args=(far, reader), daemon=True)
        with _deaf():
            self.process.start()
        far.close()
        self.slot: _Slot | None = None

    def send(self, slot: _Slot) -> None:
        self.slot = slot
        assert slot.report is not None
        try:
            # What the reader doesn't see needn't travel, and may be nested too deep to.
            self.pipe.send(msgspec.structs.replace(slot.report, extra={}))
        except OSError:
            raise self._ended() from None

    def receive(self) -> None:
        slot = self.slot
        assert slot is not None
        assert slot.report is not None
        try:
            answer = self.pipe.recv()
        except (EOFError, OSError):
            raise self._ended() from None
        if isinstance(answer, Failed):
            raise answer
        slot.done = answer if isinstance(answer, Unread) else Read(slot.report, answer)
        self.slot = None

    def _ended(self) -> Failed:
        name = self.slot.report.id if self.slot and self.slot.report else "?"
        return Failed(f"the process that read {name} ended (was memory short?); try fewer --workers")

    def stop(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


def _serve(pipe: _Pipe, reader: Reader) -> None:
    """A worker's life: until its pipe is closed."""
    while True:
        try:
            result = _attempt(pipe.recv(), reader)
            pipe.send(result if isinstance(result, Unread) else result.records)
        except Failed as error:
            pipe.send(Failed(str(error)))
        except (EOFError, OSError):
            return


@contextmanager
def _deaf() -> Iterator[None]:
    """A process started inside never hears Ctrl-C, which its parent answers."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _shared_out(items: Iterable[Report | Unread], workers: int, reader: Reader) -> Results:
    source, more = iter(items), True
    crew: list[_Worker] = []
    idle: list[_Worker] = []
    slots: deque[_Slot] = deque()
    try:
        while more or slots:
            while slots and (done := slots[0].done) is not None:
                slots.popleft()
                yield done
            if more and len(slots) < AHEAD * workers and (idle or len(crew) < workers):
                item = next(source, None)
                if item is None:
                    more = False
                elif isinstance(item, Unread):
                    slots.append(_Slot(None, item))
                else:
                    slots.append(_Slot(item, None))
                    if not idle:
                        crew.append(_Worker(reader))
                        idle.append(crew[-1])
                    idle.pop().send(slots[-1])
                continue
            busy = {w.pipe: w for w in crew if w.slot is not None}
            for pipe in connection.wait(list(busy)) if busy else ():
                worker = busy[cast(_Pipe, pipe)]
                worker.receive()
                idle.append(worker)
    finally:
        for worker in crew:
            worker.stop()
