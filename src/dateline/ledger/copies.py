"""Copies of one text: near-duplicates found by MinHash signatures in bands, at a cost that grows with the number of texts and
not with its square; a candidate counts only if the texts truly share most of their words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rensa import RMinHash

from dateline.records import Report

ROW = 4
"""Words in a row that make one mark of a text."""
SIGNATURE, BAND, SEED = 128, 2, 1
"""Numbers a signature, numbers a band: texts that share a fifth of their marks meet in some band nearly always."""
SHARED = 0.5
"""The share of the shorter text's marks that both must have: a cut copy is one, a text that quotes another is not."""
SHORTEST, LEAST = 12, 6
"""Marks; a shorter text says too little to be called a copy, unless the other holds all of it; the shortest, unless it is the very
same."""
LEAD, LEAD_ROW = 16, 8
"""A copy cut down to its lead shares too little with the whole to meet it by signature: rows of words at the start to meet by."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Text:
    id: str
    marks: frozenset[int]
    leads: tuple[int, ...]
    order: tuple[str, str, str]


def copies(reports: Iterable[Report]) -> dict[str, str]:
    """For each report the one that its text is a copy of: the earliest by date and id of all that hang together; itself, if
    it is nobody's copy. The order of the reports doesn't matter."""
    texts = sorted((_text(r) for r in reports), key=lambda t: t.order)
    above = {t.id: t.id for t in texts}

    def top(id: str) -> str:
        while above[id] != id:
            above[id] = above[above[id]]
            id = above[id]
        return id

    rank = {t.id: n for n, t in enumerate(texts)}
    met: dict[tuple[int, bytes], list[_Text]] = {}
    for text in texts:
        for band in _bands(text):
            known = met.setdefault(band, [])
            for other in known:
                a, b = top(text.id), top(other.id)
                if a != b and _alike(text, other):
                    first, second = sorted((a, b), key=lambda x: rank[x])
                    above[second] = first
            # one of each group stands for it: a thousand copies of one text cost a thousand comparisons
            if not any(top(o.id) == top(text.id) for o in known):
                known.append(text)
    return {t.id: top(t.id) for t in texts}


def _text(report: Report) -> _Text:
    words = [w.lower() for w in _WORD.findall(report.text[report.body :])]
    leads = tuple(sorted(_marks(words[:LEAD], LEAD_ROW)))
    return _Text(report.id, _marks(words, ROW), leads, (report.date or "9999", report.id, report.sha256))


def _marks(words: list[str], row: int) -> frozenset[int]:
    rows = (" ".join(words[i : i + row]) for i in range(max(1, len(words) - row + 1)))
    return frozenset(int.from_bytes(hashlib.blake2b(r.encode(errors="replace"), digest_size=8).digest()) for r in rows)


def _bands(text: _Text) -> Iterator[tuple[int, bytes]]:
    signature = RMinHash(SIGNATURE, SEED)
    signature.update([f"{m:x}" for m in sorted(text.marks)])
    numbers = signature.digest()
    for at in range(0, SIGNATURE, BAND):
        yield at, b"".join(n.to_bytes(8) for n in numbers[at : at + BAND])
    for lead in text.leads:
        yield -1, lead.to_bytes(8)


def _alike(a: _Text, b: _Text) -> bool:
    if a.marks == b.marks:
        return True
    least, shared = min(len(a.marks), len(b.marks)), len(a.marks & b.marks)
    return (least >= SHORTEST and shared >= SHARED * least) or (least >= LEAST and shared == least)
