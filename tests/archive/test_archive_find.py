"""A search finds what is asked and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from archive_made import BOATS, archive_of, report

from benchmarks.archive_reports import reports
from dateline.archive import Archive, ArchiveError
from dateline.records import AnyRecord, Event, Pledge


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("find") / "a"
    with archive_of(path, report("x"), report("y", BOATS, "2024-01-02"), report("z", date=None)) as there:
        yield there


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "tank"}, {"x": 2, "z": 2}),
        ({"words": "TANKS kenya"}, {"x": 2, "z": 2}),
        ({"words": '"field hospital"'}, {"y": 2}),
        ({"words": '"hospital field"'}, {}),
        ({"words": "tanks boats"}, {}),
        ({"words": "?!"}, {}),
        ({"words": 'a" OR told:x NEAR( *'}, {}),
        ({"actor": "Norway"}, {"x": 2, "z": 2}),
        ({"actor": "NOR"}, {"x": 2, "z": 2}),
        ({"actor": "norw"}, {}),
        ({"recipient": "Japan", "status": "asked"}, {"y": 2}),
        ({"voice": "Chile"}, {"x": 1, "z": 1}),
        ({"country": "Kenya", "kind": "pledge"}, {"x": 1, "z": 1}),
        ({"country": "ESP"}, {"y": 2}),
        ({"type": "AID", "since": "2024-01-01"}, {"y": 2}),
        ({"until": "2023-12-31"}, {"x": 3}),
        ({"since": "2023-05-03", "until": "2023-05-03"}, {"x": 3}),
        ({"status": "happened"}, {"x": 1, "y": 2, "z": 1}),
        ({"place": "Oslo"}, {}),
        ({"kind": "quote", "min_confidence": 0.8}, {}),
    ],
)
def test_found(archive: Archive, asked: dict[str, Any], found: dict[str, int]) -> None:
    hits = [r.report.id for r in archive.find(**asked)]
    assert {id: hits.count(id) for id in hits} == found


def test_the_newest_report_first_and_no_more_than_asked(archive: Archive) -> None:
    assert [r.report.id for r in archive.find(type="AID")] == ["y", "y", "x", "z"]
    assert archive.find(limit=3) == archive.find()[:3]


def test_an_unknown_state_is_told(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="no state is called 'Atlantis'"):
        archive.find(country="Atlantis")


def test_the_same_as_looking_at_every_record(tmp_path: Path) -> None:
    with archive_of(tmp_path / "a", *reports(120, seed=5)) as archive:
        everything = list(archive.records())

        def by_hand(r: AnyRecord) -> bool:
            return (
                isinstance(r, Event | Pledge)
                and r.status == "planned"
                and any(a.country == "JPN" for a in r.recipients)
            )

        expected = {r.id for r in everything if by_hand(r)}
        assert {r.id for r in archive.find(recipient="Japan", status="planned")} == expected != set()
        words = {r.id for r in everything if "drones" in re.findall(r"\w+", " ".join(e.text for e in r.evidence))}
        assert {r.id for r in archive.find("drones", kind="event")} <= words != set()


def test_ids_may_be_shortened(archive: Archive) -> None:
    record = archive.find("tanks", kind="event", limit=1)[0]
    assert archive.show(record.id[:10]).record == record
    assert archive.show("x").report.id == "x"
    assert len(archive.show("x").records) == 3
    with pytest.raises(ArchiveError, match="beginning of several ids"):
        archive.show("e-")
    for nothing in ("nothing", "%", "e_"):
        with pytest.raises(ArchiveError, match="has the id"):
            archive.show(nothing)
