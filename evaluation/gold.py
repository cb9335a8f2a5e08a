"""Gold data: reports read by hand, and where the development data lie."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"


class GoldSpan(msgspec.Struct, frozen=True):
    start: int
    end: int


class GoldActor(msgspec.Struct, frozen=True):
    name: str
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    person: str | None = None
    organisation: str | None = None


class GoldDays(msgspec.Struct, frozen=True):
    start: str
    end: str


class GoldPlace(msgspec.Struct, frozen=True):
    text: str
    country: str | None = None


class GoldAmount(msgspec.Struct, frozen=True):
    low: float | None
    high: float | None
    currency: str | None = None


class GoldEvent(msgspec.Struct, frozen=True):
    """A deed; `also` holds types that count as right too, `mentions` every place in the text that names it."""

    type: str
    status: str
    mentions: tuple[GoldSpan, ...]
    also: tuple[str, ...] = ()
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[GoldActor, ...] = ()
    recipients: tuple[GoldActor, ...] = ()
    said_by: tuple[GoldActor, ...] = ()
    date: GoldDays | None = None
    place: GoldPlace | None = None
    optional: bool = False


class GoldQuote(msgspec.Struct, frozen=True):
    speaker: GoldActor
    form: str
    content: GoldSpan
    cue: GoldSpan | None = None
    said_by: tuple[GoldActor, ...] = ()


class GoldPledge(msgspec.Struct, frozen=True):
    status: str
    mentions: tuple[GoldSpan, ...]
    counts_in_totals: bool
    donors: tuple[GoldActor, ...] = ()
    recipients: tuple[GoldActor, ...] = ()
    support: tuple[str, ...] = ()
    item: str | None = None
    quantity: GoldAmount | None = None
    value: GoldAmount | None = None
    announced_by: tuple[GoldActor, ...] = ()
    announced: GoldDays | None = None


class GoldReport(msgspec.Struct, frozen=True):
    """A report and what a careful reader finds in it."""

    id: str
    title: str | None
    date: str | None
    sha256: str
    text: str = ""
    events: tuple[GoldEvent, ...] = ()
    quotes: tuple[GoldQuote, ...] = ()
    pledges: tuple[GoldPledge, ...] = ()


def data_folder(named: Path | None = None) -> Path | None:
    """The folder named here, or by `DATELINE_DATA`, or the shared data folder beside the checkout; None where there
    is none. One that is named and isn't there raises `FileNotFoundError`."""
    variable = os.environ.get("DATELINE_DATA")
    folder = named or (Path(variable) if variable else None)
    if folder is None:
        beside = ROOT.parent / "shared" / "data"
        return beside if beside.is_dir() else None
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}, named as the data folder, is no folder")
    return folder


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, gzip'd or not."""
    return typed(path, dict[str, Any])


def typed(path: Path, kind: type[T]) -> Iterator[T]:
    """The objects of a JSON Lines file as values of one type."""
    decoder = msgspec.json.Decoder(kind)
    for row in _rows(path):
        yield decoder.decode(row)


def _rows(path: Path) -> Iterator[bytes]:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        yield from (row for row in file if row.strip())


def reports(path: Path, own: dict[str, str] | None = None) -> list[GoldReport]:
    """The gold reports of a file by id. Those without text of their own take it from `own`; each text must be the
    one that was read by hand."""
    out = []
    for row in _rows(path):
        report = msgspec.json.decode(row, type=GoldReport)
        if not report.text:
            report = msgspec.structs.replace(report, text=(own or {}).get(report.id, ""))
        if hashlib.sha256(report.text.encode()).hexdigest() != report.sha256:
            raise ValueError(f"{path.name}: the text of {report.id} is not the one that was read by hand")
        out.append(report)
    return sorted(out, key=lambda r: r.id)


def stem(path: Path) -> str:
    """`written` of `written.jsonl.gz`."""
    return path.name.partition(".")[0]


def group_files(corpus: Path, data: Path | None) -> dict[str, Path]:
    """The files of gold reports by name: those of the corpus, and those of the data that the corpus hasn't.

    Second readings are for agreement and are not scored, nor is what is trained on; what tests comes last."""
    found = {stem(p): p for p in sorted(corpus.glob("*.jsonl")) + sorted(corpus.glob("*.jsonl.gz"))}
    found = {name: p for name, p in found.items() if data is not None or not name.startswith("given-")}
    if data is not None:
        for path in sorted((data / "gold").glob("*.jsonl.gz")):
            found.setdefault(stem(path), path)
    found = {name: p for name, p in found.items() if not name.endswith(("train", "-second"))}
    return dict(sorted(found.items(), key=lambda x: (x[0].endswith("test"), x[0])))


def texts(data: Path | None) -> dict[str, str]:
    """The texts of the data's reports by id, for gold that stands apart from its text."""
    rows = data / "reports" / "reports.jsonl.gz" if data else None
    return {row["id"]: row["text"] for row in lines(rows)} if rows and rows.exists() else {}
