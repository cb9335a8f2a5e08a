"""Bytes -> text: nothing is lost, nothing is translated."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.intake.encoding import decode, narrow
from dateline.intake.unread import Unreadable

BODY = "Oslo’s minister said “no” to Zürich.\r\nThe café\u2028met \U0001f600 again, and the talks went on.\n"
texts = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=200)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16", "utf-32"])
def test_unicode(encoding: str) -> None:
    assert decode(BODY.encode(encoding)) == (BODY, None)


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")])
def test_marks_are_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + BODY.encode(encoding)) == (BODY, None)
    assert decode(mark + "\ufeffOslo met Bern".encode(encoding)) == ("\ufeffOslo met Bern", None)


def test_one_byte_encodings() -> None:
    text = "Zürich’s “café” – 5 €"
    assert decode(text.encode("cp1252")) == (text, None)
    latin = "Zürich, café, Ærø\x85\x81"
    assert decode(latin.encode("latin-1")) == ("Zürich, café, Ærø…\x81", None)


def test_damaged_utf8_keeps_its_letters() -> None:
    data = BODY.encode()
    text, warning = decode(data.replace("ü".encode(), b"\xc3"))
    assert "Z\ufffdrich" in text
    assert "“no”" in text
    assert warning is not None
    assert "U+FFFD" in warning


@given(texts)
def test_utf8_round_trip(body: str) -> None:
    text, warning = narrow(body.encode())
    assert (text, warning) == (body, None)


@given(texts)
def test_utf16_round_trip(body: str) -> None:
    whole = "Oslo met Bern. " * 20 + body
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert decode(whole.encode(encoding))[0] == whole


@given(st.lists(st.sampled_from([*range(32, 127), *range(160, 256)]), max_size=100).map(bytes))
def test_one_byte_encodings_keep_offsets(body: bytes) -> None:
    text, warning = narrow(b"caf\xe9 " + body)
    if warning is None:
        assert text == "café " + body.decode("cp1252")


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except Unreadable:
        return
    assert len(text) <= len(data)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"{\\rtf1",
        b"<!DOCTYPE html><p>",
        b" <html lang=en>",
        bytes(range(32)) * 20,
    ],
)
def test_what_is_no_text_says_what_to_do(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(data)
    assert caught.value.message
    assert caught.value.advice
