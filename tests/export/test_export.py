"""Export from a real archive: every form is read back with another tool, and says the same."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from dateline.archive import Archive, ArchiveError, open_archive
from dateline.export import TABLES, VIEWS
from dateline.export.columns import Column, Table
from dateline.export.written import as_csv, as_xlsx, harmless
from tests.archive.archive_made import BOATS, TANKS, archive_of, report


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    rows = [report("r2", BOATS, "2023-05-05"), report("r1", TANKS, "2023-05-03"), report("=r3", TANKS, "2023-05-09")]
    with archive_of(tmp_path / "news", *rows) as made:
        yield made


def sheet(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_each_record_is_a_row_in_every_form(archive: Archive, tmp_path: Path) -> None:
    wanted = {kind: len(list(archive.records(kind=kind))) for kind in ("event", "pledge", "quote")}
    assert all(wanted.values())
    archive.export(tmp_path / "all.xlsx")
    archive.export(tmp_path / "all.sqlite")
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    with sqlite3.connect(tmp_path / "all.sqlite") as db:
        for name, kind in (("events", "event"), ("pledges", "pledge"), ("quotes", "quote")):
            archive.export(tmp_path / f"{name}.csv", what=[name])
            archive.export(tmp_path / f"{name}.parquet", what=[name])
            archive.export(tmp_path / f"{name}.jsonl", what=[name])
            rows = sheet(tmp_path / f"{name}.csv")
            ids = [r["id"] for r in rows]
            assert len(ids) == wanted[kind]
            assert set(ids) == {r.id for r in archive.records(kind=kind)}
            assert pq.read_table(tmp_path / f"{name}.parquet").column("id").to_pylist() == ids
            assert [json.loads(x)["id"] for x in (tmp_path / f"{name}.jsonl").read_text().splitlines()] == ids
            assert [r[0] for r in db.execute(f"select id from {name}")] == ids
            assert [r[0].value for r in book[name].iter_rows(min_row=2)] == ids
    assert [r["report_date"] for r in sheet(tmp_path / "pledges.csv")] == sorted(
        r["report_date"] for r in sheet(tmp_path / "pledges.csv")
    )
    assert book["cases"].max_row - 1 == len(archive.cases())


def test_corrections_count_and_what_was_rejected_is_left_out(archive: Archive, tmp_path: Path) -> None:
    first, second = [r.id for r in archive.records(kind="pledge")][:2]
    archive.correct(first, {"status": "cancelled"}, who="ada")
    archive.reject(second, who="ada")
    archive.export(tmp_path / "p.csv", what=["pledges"])
    rows = {r["id"]: r for r in sheet(tmp_path / "p.csv")}
    assert rows[first]["status"] == "cancelled"
    assert second not in rows


def test_filters_choose_rows_and_cases(archive: Archive, tmp_path: Path) -> None:
    archive.export(tmp_path / "p.csv", what=["pledges"], wanted={"actor": "Norway"})
    archive.export(tmp_path / "c.csv", what=["cases"], wanted={"actor": "Norway", "kind": "pledge"})
    assert {r["donors_countries"] for r in sheet(tmp_path / "p.csv")} == {"NOR"}
    assert {r["who_countries"] for r in sheet(tmp_path / "c.csv")} == {"NOR"}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_its_columns_and_a_row_a_pair(tmp_path: Path, name: str) -> None:
    with open_archive(tmp_path / "news", create=True) as archive:
        archive.add(Path(__file__).parents[2] / "examples" / "grain-corridor.txt")
        archive.export(tmp_path / "v.tsv", view=name)
    lines = (tmp_path / "v.tsv").read_text(encoding="utf-8").splitlines()
    view = VIEWS[name]
    assert lines, name
    if view.header:
        assert lines.pop(0).split("\t") == [c.name for c in view.columns]
    assert lines
    rows = list(csv.reader(lines, delimiter="\t"))
    assert {len(r) for r in rows} == {len(view.columns)}


def test_gdelt_has_the_61_columns_of_its_table() -> None:
    names = [c.name for c in VIEWS["gdelt"].columns]
    assert len(names) == len(set(names)) == 61


def test_a_release_is_the_same_bytes_whenever_made_and_every_row_can_be_cited(tmp_path: Path) -> None:
    rows = [report(f"r{n}", BOATS if n % 2 else TANKS, f"2023-05-{n + 1:02}") for n in range(6)]
    made = []
    for number, order in enumerate((rows, rows[::-1])):
        with archive_of(tmp_path / f"a{number}", *order) as archive:
            made.append(
                (archive.export(tmp_path / f"out{number}", release=True, license="CC0-1.0"), tmp_path / f"out{number}")
            )
    (one, first), (other, second) = made
    assert one.release == other.release
    files = sorted(p.name for p in first.iterdir())
    assert files == sorted(p.name for p in second.iterdir())
    assert all((first / f).read_bytes() == (second / f).read_bytes() for f in files)
    for line in (first / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((first / name).read_bytes()).hexdigest() == digest
    package = json.loads((first / "datapackage.json").read_text())
    assert package["name"] == one.release
    assert package["licenses"] == [{"name": "CC0-1.0"}]
    assert set(package["made_by"]) == {"program", "model", "tables"}
    for resource in package["resources"]:
        read = sheet(first / resource["path"])
        assert list(read[0]) == [f["name"] for f in resource["schema"]["fields"]]
        cites = [r["cite"] for r in read]
        assert len(set(cites)) == len(cites)
        assert all(c.startswith(f"{one.release}/{resource['name']}/") for c in cites)


def test_workbooks_made_twice_are_the_same_bytes(archive: Archive, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        archive.export(tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


HOSTILE = [
    "=1+1",
    "+cmd",
    "-2",
    "@SUM(A1)",
    "'already",
    "\tx",
    "plain",
    "nul\x00",
    "half \ud800",
    '=HYPERLINK("http://x")',
]


def test_no_cell_is_a_formula_and_an_apostrophe_taken_away_gives_the_text_back() -> None:
    table: Table[str] = Table("t", "", (Column("id", "text", ""),), lambda x: [(x,)])
    out = io.BytesIO()
    as_csv(table, table.rows(HOSTILE), out)
    cells = [r[0] for r in csv.reader(io.StringIO(out.getvalue().decode(), newline=""))][1:]
    assert not any(c[:1] in "=+-@\t\r" for c in cells)
    back = [c[1:] if c.startswith("'") else c for c in cells]
    assert back == [t.replace("\ud800", "?") for t in HOSTILE]
    assert all(harmless(n) == n for n in (-2, 1.5, None, True))
    book = io.BytesIO()
    as_xlsx([(table, table.rows(HOSTILE))], book)
    read = [r[0] for r in openpyxl.load_workbook(io.BytesIO(book.getvalue()))["t"].iter_rows(min_row=2)]
    assert all(c.data_type == "s" for c in read)
    assert read[0].value == "=1+1"


def test_what_is_there_is_not_written_over_unless_asked(archive: Archive, tmp_path: Path) -> None:
    at = tmp_path / "p.csv"
    at.write_text("mine")
    with pytest.raises(ArchiveError, match="--replace"):
        archive.export(at, what=["pledges"])
    assert at.read_text() == "mine"
    archive.export(at, what=["pledges"], replace=True)
    assert at.read_text() != "mine"
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "cat").write_text("cat")
    with pytest.raises(ArchiveError, match="no data package"):
        archive.export(folder, package=True, replace=True)
    assert (folder / "cat").read_text() == "cat"
    assert not [p for p in tmp_path.iterdir() if p.name.endswith((".part", ".old"))]


@pytest.mark.parametrize(
    ("name", "wish", "told"),
    [
        ("x.csv", {}, "--what"),
        ("x.what", {"what": ["events"]}, "--format"),
        ("x.xlsx", {"view": "icews"}, "not as xlsx"),
        ("no/such/x.csv", {"what": ["events"]}, "can't write"),
    ],
)
def test_a_wish_that_can_not_be_met_says_why_and_leaves_nothing(
    archive: Archive, tmp_path: Path, name: str, wish: dict[str, object], told: str
) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ArchiveError, match=told):
        archive.export(tmp_path / name, **wish)
    assert sorted(tmp_path.iterdir()) == before


def test_every_column_is_named_once_and_says_what_it_holds() -> None:
    for table in TABLES.values():
        names = [c.name for c in table.columns]
        assert len(names) == len(set(names)), table.name
        assert all(c.about for c in table.columns)
