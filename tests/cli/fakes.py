"""A reader for tests of the command: it finds a deed at each "send", "said" and "14 tanks", without any model."""

from __future__ import annotations

import os
import re
import time

from dateline.records import (
    Actor,
    Amount,
    AnyRecord,
    Days,
    Event,
    Pledge,
    Quote,
    Report,
    Span,
    key_of,
    record_id,
)


def read_report(report: Report) -> list[AnyRecord]:
    """One event for each "send", one quote for each «...», one pledge for each "N tanks"."""
    if "CRASH" in report.text:
        raise RuntimeError("the reader fell")
    if "DIE" in report.text:
        os._exit(9)
    if "SLOW" in report.text:
        time.sleep(0.3)
    if "FOREVER" in report.text:
        time.sleep(60)
    return [_event(report, m) for m in re.finditer("send", report.text)] + [
        *(_quote(report, m) for m in re.finditer("«([^»]+)»", report.text)),
        *(_pledge(report, m) for m in re.finditer(r"(\d+) tanks", report.text)),
    ]


def span(report: Report, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=report.text[start:end])


def actor(report: Report) -> Actor:
    return Actor(text=report.text[:1], start=0, end=1, name="James \x1b[31mHill", country="GBR", sector="GOV")


def _sentence(report: Report, at: int) -> Span:
    return span(report, max(0, at - 60), min(len(report.text), at + 60))


def _event(report: Report, match: re.Match[str]) -> AnyRecord:
    day = report.date
    return Event(
        id=record_id(report, "event", match.start()),
        report=key_of(report),
        evidence=(_sentence(report, match.start()),),
        status="planned",
        said_by=(actor(report),),
        date=Days(start=day, end=day, text=None, basis="report") if day else None,
        confidence=0.9,
        because="“send; it” is AID by aid.tsv:12; “will” makes it planned by cues.tsv:3",
        coder="fake",
        type="AID",
        mode=None,
        contexts=("military",),
        quad=2,
        actors=(actor(report),),
        trigger=span(report, *match.span()),
    )


def _quote(report: Report, match: re.Match[str]) -> AnyRecord:
    return Quote(
        id=record_id(report, "quote", match.start()),
        report=key_of(report),
        evidence=(span(report, *match.span()),),
        status="happened",
        confidence=0.5,
        because="direct speech",
        coder="fake",
        speaker=actor(report),
        content=span(report, *match.span(1)),
        form="direct",
    )


def _pledge(report: Report, match: re.Match[str]) -> AnyRecord:
    count = float(match[1])
    return Pledge(
        id=record_id(report, "pledge", match.start()),
        report=key_of(report),
        evidence=(_sentence(report, match.start()),),
        status="asked",
        confidence=0.3,
        because="item",
        coder="fake",
        support=("military",),
        item="tank",
        quantity=Amount(low=count, high=count, unit=None, text=match[1]),
        donors=(actor(report),),
        counts_in_totals=False,
        why_not="asked",
    )
