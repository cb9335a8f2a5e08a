"""What ties a decision to a record, so that it holds in a newer reading, where the record may have another id: the report's
text, the words, and what was read in them."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.records import Actor, AnyRecord, Event, Pledge, Span, Value


class Anchor(Value, frozen=True, kw_only=True):
    """A record as a decision remembers it. `words` name the deed, the item or what was said; `what` is the type, the item
    or the form; `who` and `whom` are codes or names, sorted."""

    id: str
    report: str
    sha256: str
    kind: str
    words: Span
    evidence: tuple[Span, ...]
    what: str
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()


def anchor_of(record: AnyRecord) -> Anchor:
    """The anchor of a record."""
    what: str
    if isinstance(record, Event):
        words, what, who, whom = record.trigger, record.type, record.actors, record.recipients
    elif isinstance(record, Pledge):
        what = record.item or " ".join(record.support)
        words, who, whom = _item(record), record.donors, record.recipients
    else:
        words, what, who, whom = record.content, record.form, (record.speaker,), record.addressees
    return Anchor(
        id=record.id, report=record.report.id, sha256=record.report.sha256, kind=record.kind, words=words,
        evidence=record.evidence, what=what, who=_names(who), whom=_names(whom),
    )  # fmt: skip


def _item(pledge: Pledge) -> Span:
    """The words of a pledge's amount or item where they stand in its evidence, else its first evidence."""
    texts = [a.text for a in (pledge.quantity, pledge.value) if a] + ([pledge.item] if pledge.item else [])
    for text in texts:
        for span in pledge.evidence:
            at = span.text.find(text)
            if at >= 0 and text:
                return Span(start=span.start + at, end=span.start + at + len(text), text=text)
    return pledge.evidence[0]


def _names(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(sorted({a.person or a.country or a.organisation or a.name for a in actors}))


def matches(anchor: Anchor, candidates: Iterable[AnyRecord]) -> list[AnyRecord]:
    """The record that an anchor means among those of its report, as the only one; none or several where the ground has
    moved. The strongest tie that any record has decides: the same words and meaning, the same words and deed, the same
    words, the same meaning in words that overlap."""
    tied: dict[int, list[AnyRecord]] = {}
    for record in candidates:
        here = anchor_of(record)
        if here.kind != anchor.kind or here.sha256 != anchor.sha256 or here.report != anchor.report:
            continue
        strength = _tie(anchor, here)
        if strength:
            tied.setdefault(strength, []).append(record)
    best = tied[max(tied)] if tied else []
    same = [r for r in best if r.id == anchor.id]  # two readings of one amount, say: the id tells them apart
    return same if len(same) == 1 and max(tied) >= 3 else best


def _tie(anchor: Anchor, here: Anchor) -> int:
    words = anchor.words == here.words
    what = anchor.what == here.what
    parties = anchor.who == here.who and anchor.whom == here.whom
    overlap = any(a.start < b.end and b.start < a.end for a in anchor.evidence for b in here.evidence)
    if words and what:
        return 4 if parties else 3
    if words and parties:
        return 2
    return 1 if what and parties and overlap else 0
