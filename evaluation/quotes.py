"""Quotes of whole reports against gold: content, speaker, form, outlet."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.records import Quote

from .gold import GoldQuote, GoldReport
from .keys import same_person, same_voice, show
from .match import Rank, assign, closeness, overlap
from .score import Result, Wrong, prf, share
from .words import shown

ENOUGH = 0.6


def match(gold: list[GoldQuote], ours: list[Quote]) -> dict[int, int]:
    """Gold quotes to ours, one to one, the closest content first; then the right speaker, then the form."""
    g_order = sorted(range(len(gold)), key=lambda i: (gold[i].content.start, gold[i].content.end, gold[i].form))
    o_order = sorted(range(len(ours)), key=lambda i: (ours[i].content.start, ours[i].content.end, ours[i].id))
    ranks: dict[tuple[int, int], Rank] = {}
    for i, g in enumerate(g_order):
        for j, o in enumerate(o_order):
            close = closeness(gold[g].content, ours[o].content)
            if close >= ENOUGH:
                speaker = same_voice(gold[g].speaker, ours[o].speaker)
                ranks[i, j] = (round(close, 6), speaker, gold[g].form == ours[o].form)
    return {g_order[i]: o_order[j] for i, j in assign(ranks).items()}


def judge(gold: GoldQuote, ours: Quote) -> dict[str, bool]:
    """What of a matched quote is right."""
    first = bool(gold.said_by), bool(ours.said_by)
    outlet = same_voice(gold.said_by[0], ours.said_by[0]) if all(first) else not any(first)
    return {
        "speaker": same_voice(gold.speaker, ours.speaker),
        "form": gold.form == ours.form,
        "outlet": outlet,
    }


def score(name: str, readings: Iterable[tuple[GoldReport, list[Quote]]]) -> Result:
    """All scores of a group of reports."""
    result = Result(name)
    pairs: list[tuple[GoldQuote, Quote]] = []
    judged: list[dict[str, bool]] = []
    found = wanted = 0
    for report, ours in readings:
        matches = match(list(report.quotes), ours)
        found += len(ours)
        wanted += len(report.quotes)
        for number, gold in enumerate(report.quotes):
            at = f"{report.id}/{number + 1}"
            result.items[f"{at}/quote"] = number in matches
            if number not in matches:
                result.wrong.append(_missed(report, at, gold, ours))
                continue
            quote = ours[matches[number]]
            right = judge(gold, quote)
            pairs.append((gold, quote))
            judged.append(right)
            result.items.update({f"{at}/{what}": good for what, good in right.items()})
            for what, good in right.items():
                if not good:
                    words = shown(report.text, quote.content)
                    result.wrong.append(Wrong(f"wrong {what}", f"{at}/{what}", words, _gold(gold), _ours(quote)))
        for number, quote in enumerate(ours):
            if number not in matches.values():
                wrong = _false(report, quote, list(report.quotes))
                result.items[wrong.at] = False
                result.wrong.append(wrong)
    result.add("", prf(len(pairs), found, wanted))
    for what in ("speaker", "form", "outlet"):
        result.scores[f"{what}_right"] = share(sum(r[what] for r in judged), len(judged))
    persons = [(g, q) for g, q in pairs if g.speaker.person]
    same = sum(same_person(g.speaker, q.speaker) for g, q in persons)
    result.scores["person_right"] = share(same, len(persons))
    return result


def _missed(report: GoldReport, at: str, gold: GoldQuote, ours: list[Quote]) -> Wrong:
    touching = [q for q in ours if overlap(gold.content, q.content)]
    why = "other bounds" if touching else "nothing told"
    return Wrong(
        f"missed {gold.form}: {why}", at, shown(report.text, gold.content), _gold(gold),
        " | ".join(_ours(q) for q in touching) or "-",
    )  # fmt: skip


def _false(report: GoldReport, quote: Quote, golds: list[GoldQuote]) -> Wrong:
    touching = [g for g in golds if overlap(g.content, quote.content)]
    why = "other bounds, or told twice" if touching else "gold has none"
    at = f"{report.id}/+{quote.content.start}-{quote.content.end}"
    gold = " | ".join(f"{_gold(g)} “{report.text[g.content.start : g.content.end]}”" for g in touching) or "-"
    return Wrong(f"false {quote.form}: {why}", at, shown(report.text, quote.content), gold, _ours(quote))


def _gold(q: GoldQuote) -> str:
    return f"{q.form}, {show([q.speaker])}, carried by {show(q.said_by)}"


def _ours(q: Quote) -> str:
    cue = f"“{q.cue.text}”" if q.cue else "none"
    return f"{q.form}, {show([q.speaker])}, cue {cue}, carried by {show(q.said_by)} “{q.content.text}” [{q.because}]"
