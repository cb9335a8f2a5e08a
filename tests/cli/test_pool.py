"""Reading side by side gives what reading alone gives."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator

import fakes
import pytest

from dateline.intake import Unread
from dateline.reading.pool import AHEAD, Failed, Read, read_all
from dateline.records import Report, to_json


def reports(number: int) -> list[Report | Unread]:
    out: list[Report | Unread] = []
    for n in range(number):
        text = f"{'SLOW ' if n % 7 == 0 else ''}Oslo will send {n} tanks, «so it is»."
        out.append(Unread("x", n, "bad") if n % 5 == 4 else Report(id=str(n), text=text, date="2023-01-17"))
    return out


def flat(results: Iterator[Read | Unread]) -> list[object]:
    return [r if isinstance(r, Unread) else (r.report.id, [to_json(x) for x in r.records]) for r in results]


def test_the_same_for_any_number_of_workers() -> None:
    alone = flat(read_all(reports(20), 1, fakes.read_report))
    assert len(alone) == 20
    for workers in (2, 3):
        assert flat(read_all(reports(20), workers, fakes.read_report)) == alone
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_the_program_fails_at(workers: int) -> None:
    given = [Report(id="a", text="CRASH"), Report(id="b", text="send")]
    fell, fine = read_all(given, workers, fakes.read_report)
    assert isinstance(fell, Unread)
    assert fell.source == "a"
    assert "RuntimeError at fakes.py:" in fell.message
    assert isinstance(fine, Read)


def test_a_worker_that_dies() -> None:
    with pytest.raises(Failed, match="process that read d ended"):
        list(read_all([Report(id="d", text="DIE"), Report(id="b", text="send")], 2, fakes.read_report))
    assert not multiprocessing.active_children()


def test_no_more_is_taken_than_is_needed() -> None:
    taken = 0

    def endless() -> Iterator[Report]:
        nonlocal taken
        while True:
            taken += 1
            yield Report(id=str(taken), text="send")

    results = read_all(endless(), 2, fakes.read_report)
    for done in range(1, 30):
        next(results)
        assert taken <= done + 2 * AHEAD
    results.close()
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_to_read_starts_nothing(workers: int) -> None:
    assert list(read_all([Unread("x", None, "bad")], workers, fakes.read_report)) == [Unread("x", None, "bad")]


def test_fields_that_the_reader_does_not_see_stay() -> None:
    deep: object = []
    for _ in range(900):
        deep = [deep]
    for workers in (1, 2):
        (read,) = read_all([Report(id="a", text="send", extra={"deep": deep})], workers, fakes.read_report)
        assert isinstance(read, Read)
        assert read.report.extra == {"deep": deep}
