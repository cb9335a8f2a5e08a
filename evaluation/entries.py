"""What each report of a story says by itself, one entry an item, against the pledges that the program reads in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dateline.records import Pledge, Report

from .keys import actor_key, item_words, plain
from .match import Rank, assign, likeness
from .pledges import bounds, our_line
from .score import Result, Wrong, prf, share
from .stories import Story

Row = dict[str, Any]
FIELDS = ("donors", "recipients", "item", "quantity", "value", "status", "counts")


def judge(gold: Row, ours: Pledge) -> dict[str, bool]:
    """What of a pair is right; each field may have other values that are right too. Whether it counts is not asked where
    there is neither quantity nor value."""
    rows = [gold, *(gold | a for a in gold.get("accept", ()))]
    money = [*(bounds(ours.value) or ()), *([ours.value.currency] if ours.value else [])] or None
    bare = not gold["quantity"] and not gold["value"]
    return {
        "donors": any(who(r["donors"]) == frozenset(map(actor_key, ours.donors)) for r in rows),
        "recipients": any(who(r["recipients"]) == frozenset(map(actor_key, ours.recipients)) for r in rows),
        "item": any(item_words(r["item"]) == item_words(ours.item) for r in rows),
        "quantity": any((tuple(r["quantity"]) if r["quantity"] else None) == bounds(ours.quantity) for r in rows),
        "value": any(r["value"] == money for r in rows),
        "status": any(r["status"] == ours.status for r in rows),
        "counts": bare or any(r["counts_in_totals"] == ours.counts_in_totals for r in rows),
    }


def who(names: Iterable[str]) -> frozenset[str]:
    """Keys of parties: codes, or names as they are compared."""
    return frozenset(n if len(n) == 3 and n.isupper() else plain(n) for n in names)


def score(name: str, stories: Sequence[Story], read: Callable[[Story, Report], list[Pledge]]) -> Result:
    """All scores. An entry is found where its words or figures are ours too; `all_fields` is the entry wholly right."""
    result = Result(name)
    judged: list[dict[str, bool]] = []
    found = wanted = counted = false_sums = 0
    for story in stories:
        for report in story.reports:
            gold = [e for e in story.gold["entries"] if e["report"] == report.id]
            ours = sorted(read(story, report), key=lambda p: (p.evidence[0].start, p.id))
            paired = pairs(gold, ours)
            spare = {paired[i] for i in paired if gold[i].get("optional") or gold[i].get("each")}
            must = [i for i in range(len(gold)) if not gold[i].get("optional")]
            found += len(ours) - len(spare - {paired[i] for i in must if i in paired})
            wanted += len(must)
            at = f"{story.name[:2]}/{report.id}"
            for i in must:
                line = _gold_line(gold[i])
                result.items[f"{at}/{i}/entry"] = i in paired
                if i not in paired:
                    result.wrong.append(Wrong("missed", f"{at}/{i}", "", line, "-"))
                    continue
                right = judge(gold[i], ours[paired[i]])
                judged.append(right)
                result.items |= {f"{at}/{i}/{what}": good for what, good in right.items()}
                bad = [what for what, good in right.items() if not good]
                if bad:
                    result.wrong.append(
                        Wrong(f"wrong {' '.join(bad)}", f"{at}/{i}", "", line, our_line(ours[paired[i]]))
                    )
            matched = {paired[i]: i for i in paired}
            for j, pledge in enumerate(ours):
                if j not in matched:
                    result.items[f"{at}/+{pledge.id}"] = False
                    result.wrong.append(Wrong("false", at, pledge.evidence[0].text[:200], "-", our_line(pledge)))
                if pledge.counts_in_totals and (pledge.quantity or pledge.value):
                    counted += 1
                    right = judge(gold[matched[j]], pledge) if j in matched else {}
                    false_sums += not (right.get("quantity") and right.get("value") and right.get("counts"))
    result.add("", prf(len(judged), found, wanted))
    result.add("all_fields", prf(sum(all(r.values()) for r in judged), found, wanted))
    for what in FIELDS:
        result.scores[f"{what}_right"] = share(sum(r[what] for r in judged), len(judged))
    result.scores["wrong_of_counted"] = share(false_sums, counted, gates=False)
    return result


def pairs(gold: list[Row], ours: list[Pledge]) -> dict[int, int]:
    """Gold entries to ours, one to one."""
    ranks: dict[tuple[int, int], Rank] = {}
    for i, g in enumerate(gold):
        for j, p in enumerate(ours):
            right = judge(g, p)
            near = likeness(item_words(g["item"]), item_words(p.item))
            figure = (right["quantity"] and g["quantity"]) or (right["value"] and g["value"])
            if near or figure:
                ranks[i, j] = (sum(right.values()), bool(figure), round(near, 6))
    return assign(ranks)


def _gold_line(e: Row) -> str:
    counts = "counts" if e["counts_in_totals"] else "doesn't count"
    who = f"{'+'.join(e['donors'])} > {'+'.join(e['recipients'])}"
    return f"{who}: {e['quantity']} × {e['item']}, {e['value']}, {e['status']}, {counts}"
