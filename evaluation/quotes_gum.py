"""Attributions derived from GUM's discourse trees: recall of content, and speaker and form of what was found.

Only those with a cue are scored: the others are picture credits. What is told by noun phrases or bare marks isn't in
the data, so precision can't be measured with it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from dateline.records import Actor, Quote

from .gold import GoldSpan
from .keys import plain, show
from .match import Stretch, overlap
from .score import Result, Wrong, f1, share
from .words import shown

ENOUGH, INSIDE = 0.5, 0.5
WORD = re.compile(r"\w+")


class GumSpeaker(msgspec.Struct, frozen=True):
    """The words that name who says it; `named_as` holds the other names of the same person."""

    start: int
    end: int
    text: str
    named_as: tuple[str, ...] = ()


class Attribution(msgspec.Struct, frozen=True):
    content: tuple[GoldSpan, ...]
    form: str
    speaker: GumSpeaker | None
    cue: tuple[GoldSpan, ...] = ()


class GumReport(msgspec.Struct, frozen=True):
    id: str
    genre: str
    text: str
    date: str | None
    quotes: tuple[Attribution, ...]


class Reads(Protocol):
    """What finds the quotes of a report."""

    def __call__(self, text: str, date: str | None) -> list[Quote]: ...


def score(name: str, reports: Iterable[GumReport], genres: Sequence[str], read: Reads) -> Result:
    """Shares of all scored attributions, and of each genre's apart."""
    result = Result(name)
    found: dict[str, list[bool]] = defaultdict(list)
    right: dict[str, list[bool]] = {"speaker": [], "form": []}
    for report in reports:
        scored = [(n, q) for n, q in enumerate(report.quotes, start=1) if q.cue and q.speaker]
        if report.genre not in genres or not scored:
            continue
        ours = read(report.text, report.date)
        for number, gold in scored:
            at = f"{report.id}/{number}"
            parts = best(report.text, gold, ours)
            found[report.genre].append(bool(parts))
            result.items[f"{at}/content"] = bool(parts)
            line = f"{gold.form}, {gold.speaker.text if gold.speaker else '-'}"
            words = shown(report.text, gold.content[0])
            if not parts:
                near = [q for q in ours if any(overlap(q.content, c) for c in gold.content)]
                cause = f"missed {gold.form}: {'other bounds' if near else 'nothing told'}"
                result.wrong.append(Wrong(cause, at, words, line, " | ".join(map(_line, near)) or "-"))
                continue
            good = {
                "speaker": any(same_speaker(gold.speaker, q.speaker) for q in parts if gold.speaker),
                "form": any(q.form == gold.form for q in parts),
            }
            for what, is_right in good.items():
                right[what].append(is_right)
                result.items[f"{at}/{what}"] = is_right
                if not is_right:
                    result.wrong.append(Wrong(f"wrong {what}", at, words, line, " | ".join(map(_line, parts))))
    every = [x for row in found.values() for x in row]
    result.scores["content_recall"] = share(sum(every), len(every))
    for what, row in right.items():
        result.scores[f"{what}_right"] = share(sum(row), len(row))
    for genre in genres:
        result.scores[f"content_recall_{genre}"] = share(sum(found[genre]), len(found[genre]), gates=genre == "news")
    return result


def best(text: str, gold: Attribution, ours: Sequence[Quote]) -> list[Quote]:
    """The quote of ours whose content is gold's, or those that together are, split around the cue; empty for none."""
    wanted = _words(text, gold.content)
    inside = [q for q in ours if _within(q, gold)]
    choices = [[q] for q in ours if any(overlap(q.content, c) for c in gold.content)]
    if len(inside) > 1:
        choices.append(inside)
    told = [(choice, _words(text, [q.content for q in choice])) for choice in choices]
    scored = [(f1(len(wanted & words), len(words), len(wanted)), choice) for choice, words in told]
    close, choice = max(scored, key=lambda x: x[0], default=(0.0, []))
    return choice if close >= ENOUGH else []


def _within(quote: Quote, gold: Attribution) -> bool:
    shared = sum(overlap(quote.content, c) for c in gold.content)
    return shared >= INSIDE * (quote.content.end - quote.content.start)


def _words(text: str, spans: Iterable[Stretch]) -> set[tuple[int, int]]:
    return {m.span() for s in spans for m in WORD.finditer(text, s.start, s.end)}


def same_speaker(gold: GumSpeaker | None, ours: Actor) -> bool:
    """Our speaker's words are gold's, or a name of ours is one that the chain has, in whole or part of its words."""
    if gold is None:
        return False
    if overlap(gold, ours):
        return True
    names = [set(plain(n).split()) for n in (ours.name, ours.person, ours.organisation) if n]
    theirs = [set(plain(n).split()) for n in (*gold.named_as, gold.text)]
    return any(a and b and (a <= b or b <= a) for a in names for b in theirs)


def _line(q: Quote) -> str:
    return f"{q.form}, {show([q.speaker])} “{q.content.text}” [{q.because}]"
