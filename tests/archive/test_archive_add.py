"""What goes into an archive comes out as it was."""

from __future__ import annotations

import itertools
import json
import shutil
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from archive_made import BOATS, TANKS, archive_of, keep, report
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from benchmarks.archive_reports import read_report, reports
from dateline.archive import ArchiveError, Kept, Skipped, adding, open_archive, parts
from dateline.intake import Unread
from dateline.records import AnyRecord, Report, to_json


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    given_reports = list(reports(40))
    with archive_of(tmp_path / "a", *given_reports) as archive:
        assert list(archive.reports()) == given_reports
        assert list(archive.records()) == [x for r in given_reports for x in read_report(r)]
        assert archive.counts() == (40, 120)
        assert archive.check() == []
        assert [r.id for r in archive.reports(["r0000007", "r0000003"])] == ["r0000003", "r0000007"]
        assert {r.report.id for r in archive.records(reports=["r0000003"])} == {"r0000003"}
        assert {r.kind for r in archive.records(kind="quote")} == {"quote"}
    with dateline.open_archive(tmp_path / "a") as again:
        assert list(again.reports()) == given_reports


def test_any_text_comes_back_as_it_was(tmp_path: Path) -> None:
    odd = Report(
        id="o", text="Norway will send Kenya 14 tanks,\r\n\ud83d here.\x00", title="\udfff", warnings=("\ud800x",),
        extra={"a": [1, float("inf"), {"b": "\ud800"}], "ü": None},
    )  # fmt: skip
    with archive_of(tmp_path / "a", odd, report("plain")) as archive:
        assert next(archive.reports()) == odd
        assert archive.check() == []
        assert len(list(archive.records())) == 5
    with archive_of(tmp_path / "b", msgspec.structs.replace(odd, id="o\ud800")) as archive:
        keep(archive, [msgspec.structs.replace(odd, id="o\ud800")])
        assert [r.id for r in archive.reports()] == ["o\ufffd"]
        assert archive.show("o\ud800").report.text == odd.text
        assert archive.check() == []


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1), st.none() | st.text(), st.dictionaries(st.text(), st.integers() | st.text()))
def test_any_report_survives_a_part(text: str, title: str | None, extra: dict[str, object]) -> None:
    one = Report(id="x", text=text, title=title, extra=extra)
    room = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path()
    file = room / ".dateline-test-part"
    try:
        file.write_bytes(parts.write_reports([one]))
        assert list(parts.read_reports(file)) == [one]
    finally:
        file.unlink(missing_ok=True)


def test_what_is_there_is_skipped(tmp_path: Path) -> None:
    with archive_of(tmp_path / "a", report("x"), report("y", BOATS)) as archive:
        events = list(archive.keeping([report("x"), report("z")], reader=read_report))
        assert [type(e) for e in events if not isinstance(e, adding.Read)] == [Skipped, Kept]
        assert [r.id for r in archive.reports()] == ["x", "y", "z"]


def test_another_text_with_a_known_id_gets_another_id(tmp_path: Path) -> None:
    with archive_of(tmp_path / "a", report("x")) as archive:
        for _ in range(2):
            keep(archive, [report("x", BOATS)])
        keep(archive, [report("x", BOATS + " More.")])
        kept = list(archive.reports())
        assert [r.id for r in kept] == ["x", "x#2", "x#3"]
        assert "another report has the id 'x'" in kept[1].warnings[0]
        assert archive.check() == []


def test_copies_with_numbered_ids_are_all_kept(tmp_path: Path) -> None:
    with archive_of(tmp_path / "a", *(report(f"wire#{n}") for n in range(1, 5))) as archive:
        assert archive.counts()[0] == 4


def test_a_batch_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "BATCH", 8)
    with open_archive(tmp_path / "a", create=True) as archive:
        kept = keep(archive, reports(20))
        assert [len(k.reports) for k in kept] == [8, 8, 4]
        assert len(list((tmp_path / "a" / "reports").iterdir())) == 3


def test_what_was_read_is_kept_when_the_rest_fails(tmp_path: Path) -> None:
    def some() -> itertools.chain[Report | Unread]:
        return itertools.chain([report("x"), Unread("y", None, "broken")], _falls())

    def _falls():  # type: ignore[no-untyped-def]
        raise KeyboardInterrupt
        yield

    with open_archive(tmp_path / "a", create=True) as archive:
        with pytest.raises(KeyboardInterrupt):
            list(archive.keeping(some(), reader=read_report))
        assert archive.counts()[0] == 1
        events = archive.keeping([report("z"), report("w", BOATS)], reader=read_report)
        next(events)
        events.close()  # whoever listens goes away
        assert [r.id for r in archive.reports()] == ["x", "z"]
        keep(archive, [report("z"), report("w", BOATS)])
        assert archive.counts()[0] == 3


def test_counts_of_an_add(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    rows = [{"id": "a", "text": TANKS}, {"id": "b", "text": BOATS}, {"id": "b", "text": BOATS}]
    source.write_text("\n".join(map(json.dumps, rows)) + "\n{broken\n")
    with open_archive(tmp_path / "a", create=True) as archive:
        added = archive.add(source, reader=read_report, date="2023-01-02")
        assert (added.reports, added.records, added.skipped, added.unread) == (2, 7, 0, 1)
        assert archive.add([source], reader=read_report).skipped == 2
        assert {r.date for r in archive.reports()} == {"2023-01-02"}


def test_the_order_of_arrival_changes_no_record(tmp_path: Path) -> None:
    given_reports = list(reports(12))
    with archive_of(tmp_path / "a", *given_reports) as one, archive_of(tmp_path / "b") as other:
        for r in reversed(given_reports):
            keep(other, [r])

        def said(found: list[AnyRecord]) -> list[bytes]:
            return [to_json(r) for r in found]

        assert said(one.find("tanks")) == said(other.find("tanks"))
        assert said(one.find(limit=7)) == said(other.find(limit=7))


def test_any_number_of_workers_keeps_the_same(tmp_path: Path) -> None:
    given = list(reports(30))
    with archive_of(tmp_path / "one", *given) as one, open_archive(tmp_path / "two", create=True) as two:
        list(two.keeping(given, workers=2, reader=read_report))

        def parts_of(path: Path) -> list[str]:
            return sorted(p.name for p in path.rglob("*.parquet"))

        assert parts_of(one.path) == parts_of(two.path) != []


def test_parts_open_with_other_tools(tmp_path: Path) -> None:
    with archive_of(tmp_path / "a", report("x")):
        (part,) = (tmp_path / "a" / "records").iterdir()
        rows = pq.read_table(part).to_pylist()
        assert [r["kind"] for r in rows] == ["event", "pledge", "quote"]
        assert json.loads(rows[0]["record"])["type"] == "AID"


def test_the_index_can_be_thrown_away(tmp_path: Path) -> None:
    with archive_of(tmp_path / "a", report("x")) as archive:
        before = archive.find("tanks")
    shutil.rmtree(tmp_path / "a" / "index")
    with open_archive(tmp_path / "a") as archive:
        assert archive.find("tanks") == before
    (tmp_path / "a" / "index" / "find.sqlite").write_bytes(b"nonsense" * 1000)
    with open_archive(tmp_path / "a") as archive:
        assert archive.find("tanks") == before


def test_a_reader_sees_what_a_writer_adds(tmp_path: Path) -> None:
    with archive_of(tmp_path / "a", report("x")) as writer, open_archive(tmp_path / "a") as reader:
        assert len(reader.find("tanks")) == 2
        keep(writer, [report("y")])
        assert len(reader.find("tanks")) == 4


def test_only_an_archive_is_opened(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="is no archive; `dateline add"):
        open_archive(tmp_path)
    (tmp_path / "photo.jpg").write_text("x")
    with pytest.raises(ArchiveError, match="holds other things"):
        open_archive(tmp_path, create=True)
    with pytest.raises(ArchiveError, match=r"is a file|can't use"):
        open_archive(tmp_path / "photo.jpg", create=True)
    assert [p.name for p in tmp_path.iterdir()] == ["photo.jpg"]
