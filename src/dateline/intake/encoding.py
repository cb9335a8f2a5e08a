"""Bytes -> text: byte order marks, UTF-8, UTF-16 without a mark, then Windows-1252.

Nothing is translated: each character of the text is one of the bytes' characters, line ends as they are. A byte order
mark belongs to the encoding, not to the text.
"""

from __future__ import annotations

import codecs
import re

from dateline.intake.unread import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_FILES = (
    (b"%PDF-", "is a PDF, not text", "take its text out first (pdftotext FILE - | dateline read -)"),
    (b"PK\x03\x04", "is a ZIP file or an office document, not text", "unpack it, or save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "is an office document, not text", "save it as plain text first"),
    (b"{\\rtf", "is RTF, not plain text", "save it as plain text first"),
    (b"\x1f\x8b", "is compressed with gzip", "unpack it first (gunzip -c FILE | dateline read -)"),
    (b"BZh9", "is compressed with bzip2", "unpack it first (bunzip2 -c FILE | dateline read -)"),
    (b"\xfd7zXZ\x00", "is compressed with xz", "unpack it first (xz -dc FILE | dateline read -)"),
    (b"\x28\xb5\x2f\xfd", "is compressed with zstd", "unpack it first (zstd -dc FILE | dateline read -)"),
    (b"\x89PNG", "is an image, not text", ""),
    (b"\xff\xd8\xff", "is an image, not text", ""),
    (b"GIF8", "is an image, not text", ""),
    (b"SQLite format 3", "is a database, not text", "write its reports as JSON Lines first"),
    (b"PAR1", "is a Parquet file, not text", "write its reports as JSON Lines first"),
)
_HTML = re.compile(rb"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_ODD_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY = ("is not text: it holds binary data", "give plain text or JSON Lines")
_SAMPLE = 4_096

# Windows-1252, and Latin-1 for the five bytes that it leaves undefined, as browsers read it.
_WINDOWS = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256))


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, and a warning where bytes were damaged. `Unreadable` where the bytes are no text."""
    refuse_known(data)
    encoding, data = sniff(data)
    if encoding != "utf-8":
        return _wide(data, encoding)
    if len(_ODD_CONTROLS.findall(data[:_SAMPLE])) > 0.02 * len(data[:_SAMPLE]):
        raise Unreadable(*_BINARY)
    return narrow(data)


def refuse_known(data: bytes) -> None:
    """`Unreadable` where the first bytes are those of a known format that isn't text."""
    for start, message, advice in _KNOWN_FILES:
        if data.startswith(start):
            raise Unreadable(message, advice)
    if _HTML.match(data[:_SAMPLE]):
        raise Unreadable("is HTML, not plain text", "save its text without markup first")


def sniff(data: bytes) -> tuple[str, bytes]:
    """The encoding as far as marks and null bytes tell it, else `utf-8`; and the bytes without the mark."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(sample) >= 2 and b"\x00" in sample:
        pairs = len(sample) // 2
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        # In UTF-16 a Latin letter has one null byte, always on the same side.
        if odd >= 0.5 * pairs and even <= 0.05 * pairs:
            return "utf-16-le", data
        if even >= 0.5 * pairs and odd <= 0.05 * pairs:
            return "utf-16-be", data
    return "utf-8", data


def narrow(data: bytes) -> tuple[str, str | None]:
    """Text of bytes that are UTF-8 or Windows-1252, and a warning where they are damaged."""
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    loose = data.decode("utf-8", "replace")
    lost = loose.count("\ufffd")
    beyond_ascii = sum(1 for c in loose if c > "\x7f") - lost
    # Letters of Windows-1252 all but never happen to form the sequences of UTF-8: where most do, it is damaged UTF-8.
    if beyond_ascii > lost:
        damaged = "damaged character of its UTF-8 is" if lost == 1 else "damaged characters of its UTF-8 are"
        return loose, f"{lost} {damaged} read as U+FFFD"
    return codecs.charmap_decode(data, "strict", _WINDOWS)[0], None


def _wide(data: bytes, encoding: str) -> tuple[str, str | None]:
    width = 2 if encoding.startswith("utf-16") else 4
    cut = len(data) % width
    warning = "ends in the middle of a character" if cut else None
    try:
        return data[: len(data) - cut].decode(encoding, "surrogatepass"), warning
    except UnicodeDecodeError as error:
        fault = f"is damaged {encoding.upper()} ({error.reason} at byte {error.start})"
        raise Unreadable(fault, "save it again as UTF-8") from None
