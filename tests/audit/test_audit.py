"""A person's sheet against an archive: each verdict, in sheets as people keep them, and sheets that are hostile."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from dateline.archive import Archive, ArchiveError, open_archive
from dateline.audit import guessed, open_sheet
from dateline.audit.cells import days, figures, parties
from dateline.records import Report

REPORTS = [
    (
        "a",
        "2023-01-25",
        "OSLO - Norway will send Ukraine eight Leopard 2 tanks, Defence Minister Bjørn Arild Gram said on Wednesday.",
    ),
    (
        "b",
        "2023-02-03",
        "BERLIN - Germany will give Moldova 20 million euros in budget support, the finance ministry said on Friday.",
    ),
    ("c", "2023-03-07", "TOKYO - Japan will send Türkiye 500 tents, the foreign ministry said on Tuesday."),
]
HEAD = ["Donor", "Recipient", "Item", "Quantity", "Value", "Currency", "Announced"]
ROWS = [
    ["Norway", "Ukraine", "Leopard 2 tank", 8, None, None, "2023-01-25"],
    ["Germany", "Moldova", "budget support", None, 25_000_000, "EUR", "2023-02-03"],
    ["Norway", "Ukraine", "Leopard 2 tank", 8, None, None, "2023-01-25"],
    ["Chile", "Haiti", "field hospital", 2, None, None, "2023-02-03"],
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_archive(tmp_path_factory.mktemp("audit") / "news", create=True) as made:
        list(made.keeping([Report(id=i, text=t, date=d, date_from="row") for i, d, t in REPORTS]))
        yield made


def sheet(path: Path, rows: list[list[object]]) -> Path:
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    return path


@pytest.mark.parametrize("name", ["own.csv", "own.xlsx"])
def test_each_row_gets_its_verdict_and_the_sheet_is_not_changed(archive: Archive, tmp_path: Path, name: str) -> None:
    at = sheet(tmp_path / name, [HEAD, *ROWS])
    before = at.read_bytes()
    told = archive.audit(at).told
    rows = {t.finding.row: t for t in told if t.finding.row}
    assert rows[2].finding.verdict == "supported"
    assert "eight Leopard 2 tanks" in rows[2].words[0]
    assert rows[2].reports == ("a",)
    assert (rows[3].finding.verdict, rows[3].finding.field) == ("contradicted", "value")
    assert (rows[4].finding.verdict, rows[4].finding.double_of) == ("likely double", 2)
    assert rows[5].finding.verdict == "not found"
    lacking = [t for t in told if t.finding.verdict == "lacking"]
    assert [t.reports for t in lacking] == [("c",)]
    assert at.read_bytes() == before


def test_columns_are_found_in_other_words_and_below_a_title(archive: Archive, tmp_path: Path) -> None:
    rows = [
        ["Our list of help"],
        [],
        ["Geberland", "Empfänger", "Artikel?", "Anzahl", "Datum"],
        ["Norway", "Ukraine", "tanks", "8", "25.01.2023"],
    ]
    at = sheet(tmp_path / "x.csv", rows)
    mapping = guessed(open_sheet(at))
    assert mapping.header == 3
    assert {f: n for f, (n, _) in mapping.columns.items()} == {"donor": 0, "recipient": 1, "quantity": 3, "date": 4}
    assert archive.audit(at).told[0].finding.verdict == "supported"


def test_columns_without_a_telling_name_are_found_by_what_stands_in_them(tmp_path: Path) -> None:
    rows = [["A", "B", "item", "C"], *[["Norway", "Ukraine", "tank", f"2023-01-{n:02}"] for n in range(1, 9)]]
    columns = guessed(open_sheet(sheet(tmp_path / "x.csv", rows))).columns
    assert {f: n for f, (n, _) in columns.items()} == {"donor": 0, "recipient": 1, "item": 2, "date": 3}


def test_a_mapping_is_written_and_read_back(archive: Archive, tmp_path: Path) -> None:
    from dateline.audit import read_mapping, write_mapping

    at = sheet(tmp_path / "x.csv", [HEAD, *ROWS])
    found = archive.audit(at).mapping
    write_mapping(found, tmp_path / "m.tsv")
    assert read_mapping(tmp_path / "m.tsv", open_sheet(at)) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("donor", "field, a tab"),
        ("giver\tDonor", "none of"),
        ("donor\tNobody", "no column 'Nobody'"),
        ("header\tx", "no row number"),
        ("header\t99", "nothing in row 99"),
        ("note\tItem", "donor or recipient"),
    ],
)
def test_a_wrong_mapping_says_in_which_line(archive: Archive, tmp_path: Path, text: str, told: str) -> None:
    at = sheet(tmp_path / "x.csv", [HEAD, *ROWS])
    (tmp_path / "m.tsv").write_text(text + "\n")
    with pytest.raises(ArchiveError, match=told):
        archive.audit(at, mapping=tmp_path / "m.tsv")


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("1,500", {1500, 1.5}), ("1.500", {1500, 1.5}), ("1.500.000", {1_500_000}), ("1,500.25", {1500.25}),
        ("1.500,25", {1500.25}), ("1 500", {1500}), ("2,5", {2.5}), (14, {14}), ("14 tanks", {14}),
        ("EUR 92 million", {92_000_000}), ("$1.2bn", {1_200_000_000}), ("", set()), (None, set()), (True, set()),
        ("n/a", set()),
    ],
)  # fmt: skip
def test_figures_that_can_be_read_in_two_ways_are_kept_in_both(cell: str | int | None, meant: set[float]) -> None:
    assert figures(cell) == meant


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2023-01-25", {date(2023, 1, 25)}), ("03/04/2023", {date(2023, 3, 4), date(2023, 4, 3)}),
        ("25.1.23", {date(2023, 1, 25)}), (44951, {date(2023, 1, 25)}), (date(2023, 1, 25), {date(2023, 1, 25)}),
        ("99/99/2023", set()), ("soon", set()), (8, set()),
    ],
)  # fmt: skip
def test_days_in_every_order(cell: object, meant: set[date]) -> None:
    assert days(cell) == meant  # type: ignore[arg-type]


def test_parties_by_name_code_and_several_in_a_cell() -> None:
    assert parties("Norway") == parties("NOR") == {"NOR"}
    assert parties("Germany, Denmark and Norway") == {"DEU", "DNK", "NOR"}
    assert parties("Trinidad and Tobago") == {"TTO"}
    assert parties("nobody in particular") == frozenset()


def test_hostile_sheets_end_with_a_message_that_names_the_file(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "zeros.csv").write_bytes(b"\x00" * 999)
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / "words.csv").write_text("Once upon a time\nthere was no table\n")
    (tmp_path / "long.csv").write_text('donor,item\nNorway,"' + "x" * 300_000)
    sheet(tmp_path / "fine.xlsx", [["a"]])
    with zipfile.ZipFile(tmp_path / "no-book.xlsx", "w") as made:
        made.writestr("hello", "x")
    names = [p.name for p in tmp_path.iterdir()] + ["missing.csv"]
    for name in names:
        with pytest.raises(ArchiveError, match=name):
            archive.audit(tmp_path / name)


def test_merged_cells_formulas_and_empty_rows_do_no_harm(archive: Archive, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Help"])
    page.merge_cells("A1:G1")
    page.append([])
    page.append(HEAD)
    page.append(["Norway", "Ukraine", '=UPPER("tank")', 8, None, None, datetime(2023, 1, 25, 8)])
    page.append([])
    page.append(["", None, "  "])
    book.save(tmp_path / "x.xlsx")
    told = archive.audit(tmp_path / "x.xlsx").told
    assert [t.finding.row for t in told if t.finding.row] == [4]
    assert told[0].finding.verdict == "supported"
