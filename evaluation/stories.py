"""Stories of pledges over several reports with the ledger that a careful person kept (`corpus/ledger/`): their reports, cases and
each report's own entries, and the entries as pledge records, so that the ledger can be measured without the reading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.records import Actor, Amount, Days, Money, Pledge, Report, Span, key_of, record_id

Row = dict[str, Any]
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]?")
PACKAGE_OR_PART = "a part beside its whole, or told before"


@dataclass(frozen=True, slots=True)
class Story:
    """A folder of one or several affairs."""

    name: str
    reports: tuple[Report, ...]
    gold: Row


def stories(folder: Path) -> Iterator[Story]:
    """All stories, by name."""
    for path in sorted(p for p in folder.iterdir() if (p / "gold.json").exists()):
        with (path / "reports.jsonl").open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        reports = tuple(
            Report(id=r["id"], text=r["text"], date=r["date"], date_from="row", source=r["source"], title=r["title"])
            for r in rows
        )
        yield Story(path.name, reports, json.loads((path / "gold.json").read_text(encoding="utf-8")))


def records(story: Story) -> list[tuple[Pledge, int | None]]:
    """Gold's entries as records, each with its case; the day of a step stands for the day that the report tells."""
    by_id = {r.id: r for r in story.reports}
    return [(_pledge(story, by_id[e["report"]], e, n), e["case"]) for n, e in enumerate(story.gold["entries"])]


def _pledge(story: Story, report: Report, e: Row, number: int) -> Pledge:
    span = _evidence(report, e)
    case: Row = story.gold["cases"][e["case"]] if e["case"] is not None else {"history": [], "support": ["other"]}
    day = next((s["date"] for s in case["history"] if s["status"] == e["status"]), None)
    told = Days(start=day, end=day, text=None, basis="stated") if day and day < (report.date or "") else None
    counts = e["counts_in_totals"]
    return Pledge(
        id=record_id(report, "pledge", number), report=key_of(report), evidence=(span,), status=e["status"],
        confidence=1.0, because="gold", coder="gold", donors=tuple(_actor(report, d) for d in e["donors"]),
        recipients=tuple(_actor(report, r) for r in e["recipients"]), support=tuple(case.get("support") or ("other",)),
        item=e["item"], quantity=_amount(span, e), value=_money(span, e), announced=told, date=told,
        counts_in_totals=counts, why_not=None if counts else PACKAGE_OR_PART,
    )  # fmt: skip


def _actor(report: Report, name: str) -> Actor:
    code = len(name) == 3 and name.isupper()
    text = report.text[:1]
    return Actor(
        text=text, start=0, end=1, name=name, country=name if code else None, organisation=None if code else name
    )


def _figures(number: float | None) -> list[str]:
    if number is None:
        return []
    words = {
        1: "one",
        2: "two",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        8: "eight",
        9: "nine",
        10: "ten",
        12: "twelve",
    }
    whole = f"{number:,.0f}" if number == int(number) else str(number)
    short = [f"{number / size:g}" for size in (1e9, 1e6) if number >= size]
    return [whole, whole.replace(",", ""), *short, *([words[int(number)]] if number in words else [])]


def _evidence(report: Report, e: Row) -> Span:
    """The sentence that holds most of an entry's figure and item."""
    figure = (e["quantity"] or e["value"] or [None])[0]
    wanted = _figures(figure)
    item = [w.lower() for w in re.findall(r"\w+", e["item"] or "") if len(w) > 2]
    best, chosen = -1.0, (0, min(80, len(report.text)))
    for m in _SENTENCE.finditer(report.text):
        text = m[0]
        if len(text.strip()) < 2:
            continue
        score = 3.0 * any(re.search(rf"\b{re.escape(f)}\b", text, re.IGNORECASE) for f in wanted)
        score += sum(w[:5] in text.lower() for w in item) / max(1, len(item))
        if score > best:
            best, chosen = score, (m.start(), m.end())
    return Span(start=chosen[0], end=chosen[1], text=report.text[chosen[0] : chosen[1]])


def _words(span: Span, number: float | None) -> str:
    """The figure as its sentence writes it."""
    for form in _figures(number):
        found = re.search(rf"\b{re.escape(form)}\b", span.text, re.IGNORECASE)
        if found:
            return found[0]
    return str(number)


def _amount(span: Span, e: Row) -> Amount | None:
    if not e["quantity"]:
        return None
    low, high = e["quantity"]
    return Amount(low=low, high=high, unit=e.get("unit"), text=_words(span, low if low is not None else high))


def _money(span: Span, e: Row) -> Money | None:
    if not e["value"]:
        return None
    low, high, currency = e["value"]
    return Money(low=low, high=high, currency=currency, text=_words(span, low if low is not None else high))
