"""Files, folders and standard input, in good and bad order."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.intake import Unread, Unreadable, open_reports, report_of
from dateline.intake.unread import MAX_BYTES, MAX_CHARS
from dateline.records import Report

TEXT = "date 2023-01-17 Oslo met Bern.\r\n"


def reports(*sources: str | Path, date: str | None = None) -> list[Report]:
    found = list(open_reports(sources, date=date))
    assert not [str(u) for u in found if isinstance(u, Unread)]
    return [r for r in found if isinstance(r, Report)]


def unread(*sources: str | Path) -> list[Unread]:
    return [u for u in open_reports(sources) if isinstance(u, Unread)]


def standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "kyiv.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (report,) = reports(path)
    assert report == Report(id="kyiv", text=TEXT, date="2023-01-17", date_from="text", body=16)


def test_the_option_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "kyiv.txt"
    path.write_text(TEXT)
    (report,) = reports(path, date="2023-01-18")
    assert (report.date, report.date_from, report.body) == ("2023-01-18", "option", 16)
    assert any("2023-01-17" in w for w in report.warnings)
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"date": "2023-01-17", "text": "Oslo met Bern."}')
    (report,) = reports(rows, date="2023-01-18")
    assert (report.date, report.date_from, report.warnings) == ("2023-01-18", "option", ())


@pytest.mark.parametrize("date", ["2023-1-7", "17 January", "2023-02-30", "20230117", ""])
def test_an_option_that_is_no_day(date: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        open_reports([], date=date)


def test_no_date_warns(tmp_path: Path) -> None:
    path = tmp_path / "kyiv.txt"
    path.write_text("Oslo met Bern.")
    (report,) = reports(path)
    assert (report.date, report.date_from) == (None, None)
    assert len(report.warnings) == 1
    assert "--date" in report.warnings[0]


def test_the_path_helps_with_the_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("2023").mkdir()
    Path("2023/kyiv.txt").write_text("KYIV, Jan 17 (Reuters) - Oslo met Bern.")
    (report,) = reports("2023/kyiv.txt")
    assert (report.date, report.date_from) == ("2023-01-17", "text")
    assert any("2023" in w for w in report.warnings)


def test_a_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.jsonl", ".hidden.txt", ".git/x.txt", "a/photo.jpg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'{{"text": "{name}"}}' if name.endswith("jsonl") else name)
    found = list(open_reports([tmp_path]))
    assert [r.id for r in found if isinstance(r, Report)] == ["a/y:1", "a/z", "b"]
    assert [(Path(u.source).name, u.skipped) for u in found if isinstance(u, Unread)] == [("photo.jpg", True)]


def test_links_in_a_folder(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside.txt", tmp_path / "reports"
    (root / ".store").mkdir(parents=True)
    outside.write_text("secret")
    (root / "a.txt").write_text("Oslo met Bern.")
    (root / ".store" / "b").write_text("Bern met Oslo.")
    (root / "leaves.txt").symlink_to(outside)
    (root / "same.txt").symlink_to(root / "a.txt")
    (root / "stored.txt").symlink_to(".store/b")
    (root / "round").symlink_to(root)
    (root / "broken.txt").symlink_to(root / "gone")
    os.mkfifo(root / "pipe.txt")
    found = list(open_reports([root]))
    assert [r.id for r in found if isinstance(r, Report)] == ["a", "stored"]
    assert all(u.skipped for u in found if isinstance(u, Unread))
    assert any("leaves the folder" in u.message for u in found if isinstance(u, Unread))


def test_an_empty_folder(tmp_path: Path) -> None:
    (only,) = unread(tmp_path)
    assert not only.skipped
    assert only.message == "holds no report"


def test_standard_input_is_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, TEXT.encode("utf-16"))
    (report,) = reports("-")
    assert (report.id, report.text, report.date) == ("stdin", TEXT, "2023-01-17")


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, b'\n{"text": "Oslo met Bern."}\n{"id": "b", "text": "Bern met Oslo."}\n')
    assert [r.id for r in reports("-")] == ["stdin:2", "b"]


def test_standard_input_twice_and_none(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, b"Oslo met Bern.")
    assert [u.message for u in unread("-", "-")] == ["is empty"]
    monkeypatch.setattr(sys, "stdin", None)
    assert [u.source for u in unread("-")] == ["standard input"]


@pytest.mark.parametrize("text", ['{"text":\n "Oslo"}', '[{"text": "Oslo"}]', '{\n"text": "Oslo"\n}', "[\n{}]"])
def test_other_json_says_what_to_do(text: str, tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text(text)
    faults = unread(path)
    assert faults
    assert all("JSON" in u.message for u in faults)


@pytest.mark.parametrize("text", ["[Photo: a tank] Oslo met Bern.", "{Oslo} met Bern.", "{", '"Oslo" met Bern.'])
def test_brackets_are_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "kyiv.txt"
    path.write_text(text)
    assert [r.text for r in reports(path)] == [text]


def test_the_rest_goes_on(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "blank.txt").write_text(" \r\n\t")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "huge.txt").write_bytes(b"x" * (MAX_BYTES + 1))
    (tmp_path / "long.txt").write_bytes(b"x" * (MAX_CHARS + 1))
    names = ["missing.txt", "empty.txt", "blank.txt", "binary.txt", "huge.txt", "long.txt", "n\0ul", "x" * 5000]
    found = list(open_reports([*(tmp_path / n for n in names), good, "https://example.org/a"]))
    assert [type(f) for f in found] == [Unread] * len(names) + [Report, Unread]
    for fault in found:
        if isinstance(fault, Unread):
            assert fault.message
            assert fault.advice
            assert not fault.skipped


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    assert [u.message for u in unread(path)] == ["may not be read"]


def test_the_same_report_twice_and_the_same_id_twice(tmp_path: Path) -> None:
    rows = tmp_path / "news.jsonl"
    texts = [("a", "Oslo."), ("a", "Bern."), ("a", "Oslo."), ("a#2", "Kyiv."), ("a", "Rome."), ("b", "Oslo.")]
    rows.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in texts))
    found = list(open_reports([rows]))
    assert [(r.id, r.text) for r in found if isinstance(r, Report)] == [
        ("a", "Oslo."), ("a#2", "Bern."), ("a#2#2", "Kyiv."), ("a#3", "Rome."), ("b", "Oslo."),
    ]  # fmt: skip
    assert [(u.line, u.skipped) for u in found if isinstance(u, Unread)] == [(3, True)]
    renamed = found[1]
    assert isinstance(renamed, Report)
    assert any("'a'" in w for w in renamed.warnings)


def test_reports_come_as_they_are_asked_for(tmp_path: Path) -> None:
    first = tmp_path / "a.txt"
    first.write_text(TEXT)

    def sources() -> Iterator[str | Path]:
        yield first
        raise AssertionError("asked for too early")

    assert isinstance(next(open_reports(sources())), Report)


def test_rows_come_before_the_pipe_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    end, begin = os.pipe()
    with os.fdopen(begin, "wb", buffering=0) as writer, os.fdopen(end) as reader:
        monkeypatch.setattr(sys, "stdin", reader)
        writer.write(b'{"text": "Oslo met Bern."}\n')
        found = open_reports("-")
        assert isinstance(next(found), Report)
        writer.write(b'{"text": "Bern met Oslo."}\n')
        assert isinstance(next(found), Report)


def test_one_source_needs_no_list(tmp_path: Path) -> None:
    path = tmp_path / "kyiv.txt"
    path.write_text(TEXT)
    assert [type(r) for r in open_reports(str(path))] == [type(r) for r in open_reports(path)] == [Report]


def test_a_text_in_hand() -> None:
    report = report_of(TEXT, id="x", title="T")
    assert (report.id, report.title, report.date) == ("x", "T", "2023-01-17")
    with pytest.raises(Unreadable):
        report_of(" ")
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        report_of(TEXT, date="soon")
