"""The clerk of hand annotation: checks what was read against its text, and turns it into rows with offsets.

The form is `evaluation.marked`'s. The clerk decides nothing: what is wrong is named, and rows are written only
where nothing is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from dateline.knowledge import ontology

from .annotation import (
    SECTORS,
    Actor,
    Annotation,
    Event,
    Harm,
    Pledge,
    Quote,
    Row,
    Spot,
    Told,
    bounds,
    countries,
    currencies,
    days,
    span,
)
from .marked import reports

T = TypeVar("T")

EITHER = {"RETREAT": ["CONCEDE"], "CONCEDE": ["RETREAT"]}
"""Types between which the manual and common sense differ so often that either counts."""

PARTS = ("train", "development", "test")
FIRST_TESTED = "c0101"


class Reading:
    """One annotation being turned into a row; `faults` says what is wrong with it and where."""

    def __init__(self, told: Told, given: Annotation) -> None:
        self.told, self.given, self.text = told, given, told.text
        self.faults: list[str] = []

    def wrong(self, where: str, what: object) -> None:
        self.faults.append(f"{where}: {what}")

    def attempt(self, where: str, make: Callable[..., T], *given: Any) -> T | None:
        """What `make` gives, or None with the fault noted."""
        try:
            return make(*given)
        except ValueError as fault:
            self.wrong(where, fault)
            return None

    def among(self, where: str, values: Iterable[Any], known: Iterable[Any]) -> None:
        for value in frozenset(values) - frozenset(known):
            self.wrong(where, f"unknown: {value!r}")

    def who(self, where: str, keys: list[str]) -> list[Row]:
        self.among(where, keys, self.given.actors)
        if len(set(keys)) < len(keys):
            self.wrong(where, f"one actor twice: {keys}")
        return [msgspec.structs.asdict(self.given.actors[k]) for k in keys if k in self.given.actors]

    def spans(self, where: str, mentions: list[Spot]) -> list[Row]:
        """Offsets of mentions in text order, none in another."""
        found = sorted(
            (s for m in mentions if (s := self.attempt(where, span, self.text, m))), key=lambda s: s["start"]
        )
        for one, other in pairwise(found):
            if one["end"] > other["start"]:
                self.wrong(where, f"mentions overlap: {self.words(one)!r} and {self.words(other)!r}")
        return found

    def words(self, s: Row) -> str:
        return self.text[s["start"] : s["end"]]

    def actor(self, key: str, a: Actor) -> None:
        self.among(f"actor {key}", [a.country], countries() | {None})
        self.among(f"actor {key}", [a.sector], SECTORS)
        if a.sector == "IGO" and a.country:
            self.wrong(f"actor {key}", "a supranational body has no country")

    def event(self, where: str, e: Event) -> Row:
        self.among(where, e.contexts, ontology.contexts())
        if e.mode is not None and (e.type, e.mode) not in ontology.modes():
            self.wrong(where, f"{e.type} has no mode {e.mode!r}")
        if not e.mentions:
            self.wrong(where, "has no mention")
        date = self.attempt(where, days, e.date)
        if date and e.status == "happened" and date["start"] > self.told.date:
            self.wrong(where, "has happened after the report's day")
        place, country = e.place or ("", None)
        if place not in self.text:
            self.wrong(where, f"place not in the text: {place!r}")
        self.among(where, [country or None], countries() | {None})
        main = self.attempt(where, span, self.text, e.mentions[0]) if e.mentions else None
        phrases = {r: self.spans(f"{where} {r}", m) for r, m in msgspec.structs.asdict(e.words).items() if m}
        return {
            "type": e.type,
            "also": sorted({*e.also, *EITHER.get(e.type, [])}),
            "mode": e.mode,
            "contexts": e.contexts,
            "status": e.status,
            "actors": self.who(where, e.actors),
            "recipients": self.who(where, e.recipients),
            "said_by": self.who(where, e.said_by),
            "date": date,
            "place": {"text": place, "country": country or None} if place else None,
            "harm": self.harm(where, e.harm),
            "mentions": self.spans(where, e.mentions),
            "words": {"mention": main, **phrases},
            "optional": e.optional,
        }

    def harm(self, where: str, given: Harm) -> Row | None:
        found = {}
        for kind, told in msgspec.structs.asdict(given).items():
            if told is not None:
                amount, at = self.attempt(where, bounds, *told[:2]), self.attempt(where, span, self.text, told[2])
                found[kind] = {**(amount or {}), **(at or {})}
        return found or None

    def quote(self, where: str, q: Quote) -> Row:
        content = self.attempt(where, span, self.text, q.content)
        if content and q.form == "direct" and set('"“”') & set(self.words(content)):
            self.wrong(where, "a direct quote is one stretch between marks")
        return {
            "speaker": next(iter(self.who(where, [q.speaker])), None),
            "form": q.form,
            "content": content,
            "cue": self.attempt(where, span, self.text, q.cue) if q.cue else None,
            "said_by": self.who(where, q.said_by),
        }

    def pledge(self, where: str, p: Pledge) -> Row:
        if not p.mentions:
            self.wrong(where, "has no mention")
        self.among(where, p.value[2:] if p.value else (), currencies())
        return {
            "donors": self.who(where, p.donors),
            "recipients": self.who(where, p.recipients),
            "support": p.support,
            "item": p.item,
            "quantity": self.attempt(where, bounds, *p.quantity) if p.quantity else None,
            "value": {**(self.attempt(where, bounds, *p.value[:2]) or {}), "currency": p.value[2]} if p.value else None,
            "terms": p.terms,
            "status": p.status,
            "announced_by": self.who(where, p.announced_by),
            "announced": self.attempt(where, days, p.announced),
            "mentions": self.spans(where, p.mentions),
            "counts_in_totals": p.counts_in_totals,
        }

    def row(self) -> Row:
        """The whole, with offsets."""
        told, given = self.told, self.given
        self.attempt("report", days, (told.date, told.date))
        for key, actor in given.actors.items():
            self.actor(key, actor)
        row = {
            **{k: v for k, v in msgspec.structs.asdict(told).items() if k != "text"},
            "sha256": hashlib.sha256(self.text.encode()).hexdigest(),
            "text": self.text,
            "events": [self.event(f"event {i} {e.type}", e) for i, e in enumerate(given.events)],
            "quotes": [self.quote(f"quote {i}", q) for i, q in enumerate(given.quotes)],
            "pledges": [self.pledge(f"pledge {i}", p) for i, p in enumerate(given.pledges)],
            "same": [
                {"actor": a, "mentions": self.spans(f"same {key}", mentions)}
                for key, mentions in given.same.items()
                for a in self.who(f"same {key}", [key])
            ],
        }
        self.twice("events", row["events"], ("type", "status", "actors", "recipients", "said_by", "date"))
        self.twice("quotes", row["quotes"], ("content",))
        self.twice("pledges", row["pledges"], ("donors", "recipients", "item", "status"))
        return row

    def twice(self, where: str, told: list[Row], parts: tuple[str, ...]) -> None:
        """Notes what is told two times: alike in these parts, at words that are the same."""
        for i, one in enumerate(told):
            for other in told[i + 1 :]:
                marks, others = one.get("mentions", [one.get("content")]), other.get("mentions", [other.get("content")])
                if all(one[p] == other[p] for p in parts) and any(m in others for m in marks if m):
                    self.wrong(where, f"told twice: {self.words(marks[0])!r}")


def load(path: Path) -> Iterator[tuple[str, Row | None, list[str]]]:
    """For each report of a marked file its head line, its row, and what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        yield path.name, None, [str(fault)]
        return
    for head, told, given, wrong in reports(text):
        if told is None or given is None:
            yield head, None, [wrong]
        else:
            reading = Reading(told, given)
            yield told.id, reading.row(), reading.faults


def folder_rows(folder: Path) -> tuple[list[Row], list[str]]:
    """The rows of a folder by id, and what is wrong in it: a fault of a report, or an id or text that stands twice."""
    rows, faults = [], []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.txt")):
        for name, row, wrong in load(path):
            faults += [f"{path.name}: {name}: {w}" for w in wrong]
            if row is not None:
                rows.append(row)
                for part in (row["id"], row["sha256"]):
                    if part in seen:
                        faults.append(f"{path.name}: {name}: id or text of {seen[part]} too")
                    seen[part] = name
    return sorted(rows, key=lambda r: str(r["id"])), faults


@click.group(help=__doc__)
def main() -> None:
    pass


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Checks marked reports; fails where one is wrong."""
    bad = seen = 0
    for path in files:
        for name, row, faults in load(path):
            seen, bad = seen + 1, bad + bool(faults)
            counts = ", ".join(f"{len(row[part])} {part}" for part in ("events", "quotes", "pledges")) if row else ""
            click.echo("\n  ".join([f"{name}: {'WRONG' if faults else 'OK'} {counts}".rstrip(), *faults]))
    if bad or not seen:
        raise click.ClickException(f"{bad} of {seen} wrong")


def part(name: str) -> str:
    """The part of a report by its id, fixed for good: eight of ten to train on, one to tune on, one to test. Those before
    `FIRST_TESTED` were looked at while tables were written, so none of them tests."""
    draw = int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10
    return "development" if draw == 0 else "test" if draw == 1 and not ("c0000" < name < FIRST_TESTED) else "train"


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--given", is_flag=True, help="Of texts that aren't ours: offsets and labels alone.")
def build(folder: Path, out: Path, given: bool) -> None:
    """Writes the rows of a folder's marked reports into OUT, a file a part; nothing where one of them is wrong."""
    rows, faults = folder_rows(folder)
    if faults:
        raise click.ClickException("\n".join(faults))
    for row in rows if given else ():
        row["text"] = ""
    out.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        own = [json.dumps(r, ensure_ascii=False) + "\n" for r in rows if part(r["id"]) == name]
        (out / f"{'given-' if given else ''}{name}.jsonl").write_text("".join(own), encoding="utf-8", newline="\n")
        click.echo(f"{name}: {len(own)} reports")


if __name__ == "__main__":
    main()
