"""JSON Lines, good and bad."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.intake import Unread, jsonl
from dateline.records import Report


def rows(data: bytes, date: str | None = None) -> list[tuple[int, Report] | Unread]:
    return list(jsonl.read_rows(io.BytesIO(data), data[:4096], stem="news", place="news.jsonl", date=date))


def one(row: object) -> Report:
    (found,) = rows(json.dumps(row).encode())
    assert not isinstance(found, Unread), str(found)
    return found[1]


def fault(line: bytes) -> Unread:
    found = rows(line + b'\n{"text": "Oslo met Bern."}\n')
    assert len(found) == 2
    bad, good = found
    assert isinstance(bad, Unread)
    assert not isinstance(good, Unread)
    assert good[0] == 2
    assert (bad.source, bad.line) == ("news.jsonl", 1)
    return bad


def test_a_whole_row() -> None:
    report = one({
        "id": "a", "title": "T", "date": "2023-01-17", "source": "S", "url": "https://example.org/a",
        "text": "Oslo met Bern.", "words": 3, "tags": ["x"],
    })  # fmt: skip
    assert report == Report(
        id="a", text="Oslo met Bern.", date="2023-01-17", date_from="row", source="S", url="https://example.org/a",
        title="T", extra={"words": 3, "tags": ["x"]},
    )  # fmt: skip


def test_a_bare_row() -> None:
    report = one({"text": "Oslo met Bern."})
    assert (report.id, report.date, report.date_from) == ("news:1", None, None)
    assert any("no date" in w for w in report.warnings)


def test_numbers_as_id_and_date() -> None:
    report = one({"id": 7, "date": 20230117, "text": "Oslo met Bern."})
    assert (report.id, report.date) == ("7", "2023-01-17")


def test_a_date_that_is_none_falls_back_on_the_text() -> None:
    report = one({"date": "soon", "text": "date 2023-01-17 Oslo met Bern."})
    assert (report.date, report.date_from) == ("2023-01-17", "text")
    assert any("'soon'" in w for w in report.warnings)


def test_the_row_helps_with_the_year() -> None:
    report = one({"url": "https://example.org/2023/kyiv", "text": "KYIV, Jan 17 (Reuters) - Oslo met Bern."})
    assert (report.date, report.date_from) == ("2023-01-17", "text")


def test_the_body_begins_after_the_dateline_whoever_dates_it() -> None:
    report = one({"date": "2023-01-18", "text": "KYIV, Jan 17 (Reuters) - Oslo met Bern."})
    assert (report.date, report.date_from) == ("2023-01-18", "row")
    assert report.text[report.body :] == "Oslo met Bern."
    assert report.warnings == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"text": "Oslo', "broken JSON"),
        (b"not json", "broken JSON"),
        (b"[1]", "a list"),
        (b"null", "null"),
        (b'"text"', "a string"),
        (b"{}", "no text"),
        (b'{"body": "Oslo met Bern."}', "no text"),
        (b'{"text": null}', "no text"),
        (b'{"text": ""}', "empty"),
        (b'{"text": " \\n "}', "empty"),
        (b'{"text": 5}', "a number"),
        (b'{"text": ["a"]}', "a list"),
        (b'{"text": "Oslo", "title": {}}', "title"),
        (b'{"text": "Oslo", "id": true}', "true or false"),
        (b'{"text": "Oslo", "n": ' + b"1" * 5000 + b"}", "broken JSON"),
        (b"[" * 100_000, "broken JSON"),
        (b'{"text": "Oslo", "id": "' + b"x" * 1001 + b'"}', "id is longer"),
    ],
)
def test_bad_lines(line: bytes, words: str) -> None:
    bad = fault(line)
    assert words in bad.message
    assert bad.advice


def test_the_fields_at_hand_are_named() -> None:
    assert "body, head" in fault(b'{"body": "Oslo met Bern.", "head": "x"}').advice


def test_a_line_over_the_bound_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 1000)
    bad = fault(b'{"text": "' + b"x" * 3_000_000 + b'"}')
    assert "longer than one report" in bad.message


def test_a_text_over_the_bound() -> None:
    assert "2,000,001" in fault(b'{"text": "' + b"x" * 2_000_001 + b'"}').message


def test_long_fields_are_put_aside() -> None:
    url = "https://example.org/" + "x" * 1000
    report = one({"url": url, "text": "Oslo met Bern."})
    assert report.url is None
    assert report.extra == {"url": url}
    assert any("url" in w for w in report.warnings)


def test_lone_surrogates_stay() -> None:
    found = rows(b'{"id": "\\udc80", "text": "Oslo \\ud83d met \\ud83d\\ude00 Bern"}')
    assert not isinstance(found[0], Unread)
    report = found[0][1]
    assert report.text == "Oslo \ud83d met \U0001f600 Bern"
    assert any("1 half character (lone surrogate)" in w for w in report.warnings)


def test_blank_lines_count_but_are_nothing() -> None:
    found = rows(b'\n  \r\n{"text": "Oslo met Bern."}\r\n\n')
    assert [n for n, _ in found] == [3]  # type: ignore[misc]


def test_what_is_no_json_lines_is_given_up() -> None:
    found = rows(b"a line of text\n" * 1000)
    assert len(found) == jsonl.HOPELESS + 1
    assert isinstance(found[-1], Unread)
    assert found[-1].line is None


def test_an_empty_file() -> None:
    (only,) = rows(b"\n\n")
    assert isinstance(only, Unread)
    assert only.message == "is empty"


def test_known_formats_are_refused() -> None:
    (only,) = rows(b"\x1f\x8b\x08 whatever\n")
    assert isinstance(only, Unread)
    assert "gzip" in only.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    data = "".join(
        json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in ("Zürich ਊ met", "Oslo\u2028met")
    ).encode(encoding)
    found = rows(data)
    assert [r.text for _, r in found] == ["Zürich ਊ met", "Oslo\u2028met"]  # type: ignore[misc]


def test_windows_1252() -> None:
    found = rows('{"text": "Zürich’s café"}\n'.encode("cp1252"))
    assert [r.text for _, r in found] == ["Zürich’s café"]  # type: ignore[misc]


@given(st.text(min_size=1, max_size=100).filter(lambda t: t.strip("\ufeff \t\r\n\v\f\0")), st.booleans())
def test_texts_come_through_as_they_are(text: str, escaped: bool) -> None:
    assert rows(json.dumps({"text": text}, ensure_ascii=escaped).encode())[0][1].text == text  # type: ignore[index,union-attr]


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    for found in rows(data):
        assert isinstance(found, Unread) or found[1].text
