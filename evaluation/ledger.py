"""The ledger against stories that a careful person kept: cases, histories, totals, proposals; over gold's own entries
(`ledger-joined`), and over what the program reads in the reports (`ledger-read`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dateline.ledger import Ledger, copies, merge, totals
from dateline.records import AnyRecord, Case

from .keys import item_words, plain
from .match import Rank, assign, likeness
from .score import Result, Wrong, prf, share
from .stories import Story

Row = dict[str, Any]
FIELDS = ("donors", "recipients", "item", "quantity", "value", "status", "reports")


def value(case: Case, name: str) -> Any:
    """A field of a case."""
    field = case.fields.get(name)
    return field["value"] if field else None


def parties(who: Iterable[Mapping[str, Any]] | None) -> frozenset[str]:
    """Codes, or names as they are compared."""
    return frozenset(a.get("country") or plain(a.get("organisation") or a["name"]) for a in who or ())


def _wanted(names: Iterable[str]) -> frozenset[str]:
    return frozenset(n if len(n) == 3 and n.isupper() else plain(n) for n in names)


def _bounds(amount: Mapping[str, Any] | None, money: bool) -> list[Any] | None:
    if amount is None:
        return None
    return [amount["low"], amount["high"], *([amount["currency"]] if money else [])]


def judge(gold: Row, case: Case, reports: frozenset[str]) -> dict[str, bool]:
    """What of a case is right; each field may have other values that are right too."""
    ours: dict[str, Any] = {
        "donors": parties(value(case, "donors")), "recipients": parties(value(case, "recipients")),
        "item": item_words(value(case, "item")), "quantity": _bounds(value(case, "quantity"), False),
        "value": _bounds(value(case, "value"), True), "status": case.status, "reports": reports,
    }  # fmt: skip
    out = {}
    for name in FIELDS:
        right = [gold, *(a for a in gold.get("accept", ()) if name in a)]
        out[name] = any(_same(name, row, ours[name]) for row in right)
    return out


def _same(name: str, gold: Row, ours: Any) -> bool:
    if name == "status":
        last = gold["history"][-1]["status"] if "history" in gold else gold["status"]
        return bool(last == ours)
    if name == "reports":
        return bool(frozenset(gold["reports"]) == ours)
    if name in ("donors", "recipients"):
        return bool(_wanted(gold[name]) == ours)
    if name == "item":
        return bool(item_words(gold["item"]) == ours)
    return bool(gold[name] == ours)


def history_right(gold: Row, case: Case) -> bool:
    """Every status and date, dates within a day; a step may have another date that is right too."""
    if len(gold["history"]) != len(case.history):
        return False
    for want, got in zip(gold["history"], case.history, strict=True):
        days = [want["date"], *(a["date"] for a in want.get("accept", ()) if "date" in a)]
        names = [want["status"], *(a["status"] for a in want.get("accept", ()) if "status" in a)]
        near = any(got.date and abs((date.fromisoformat(d) - date.fromisoformat(got.date)).days) <= 1 for d in days)
        if got.status not in names or not near:
            return False
    return True


def score(name: str, told: Iterable[tuple[Story, Sequence[AnyRecord]]]) -> Result:
    """All scores of the stories."""
    result = Result(name)
    judged: list[dict[str, bool]] = []
    found = wanted = histories = sums = sums_of = extra = sources = proposed = to_propose = disputed = 0
    for story, records in told:
        ledger = merge(records, copies(story.reports))
        report_of = {r.id: r.report.id for r in records}
        cases = [c for c in ledger.cases if c.of == "pledge"]
        gold = story.gold["cases"]
        reports = [frozenset(report_of[r] for r in c.records) for c in cases]
        ranks: dict[tuple[int, int], Rank] = {}
        for i, g in enumerate(gold):
            for j, c in enumerate(cases):
                right = judge(g, c, reports[j])
                shared = likeness(g["reports"], reports[j])
                near = likeness(item_words(g["item"]), item_words(value(c, "item")))
                if right["donors"] and right["recipients"] and (near or right["quantity"] or right["value"]):
                    ranks[i, j] = (sum(right.values()), round(shared, 6), round(near, 6))
        pairs = assign(ranks)
        spare = {pairs[i] for i in pairs if gold[i].get("optional")}
        found += len(cases) - len(spare)
        for i, g in enumerate(gold):
            if g.get("optional"):
                continue
            wanted += 1
            at = f"{story.name}/{i}"
            if i not in pairs:
                result.items[f"{at}/case"] = False
                result.wrong.append(Wrong("missed case", at, "", _gold_line(g), "-"))
                continue
            case = cases[pairs[i]]
            right = judge(g, case, reports[pairs[i]])
            judged.append(right)
            moved = history_right(g, case)
            histories += moved
            sources += g["sources"] == case.sources
            disputed += g["disputed"] == case.disputed
            result.items[f"{at}/case"] = all(right.values())
            result.items[f"{at}/history"] = moved
            for what, good in (right | {"history": moved}).items():
                if not good:
                    ours = _line(case, reports[pairs[i]])
                    result.wrong.append(Wrong(f"wrong {what}", at, "", _gold_line(g), ours))
        for j, c in enumerate(cases):
            if j not in pairs.values():
                result.items[f"{story.name}/+{c.id}"] = False
                result.wrong.append(Wrong("false case", story.name, "", "-", _line(c, reports[j])))
        right_sums, all_sums, unwanted = _sums(story, ledger)
        sums, sums_of, extra = sums + right_sums, sums_of + all_sums, extra + unwanted
        pairs_told = {frozenset(report_of[r] for r in p.records) for p in ledger.proposals}
        to_propose += len(story.gold["proposals"])
        proposed += sum(frozenset(p) in pairs_told for p in story.gold["proposals"])
    result.add("", prf(sum(all(r.values()) for r in judged), found, wanted))
    for what in FIELDS:
        result.scores[f"{what}_right"] = share(sum(r[what] for r in judged), len(judged))
    result.scores["history_right"] = share(histories, len(judged))
    result.scores["sources_right"] = share(sources, len(judged))
    result.scores["disputed_right"] = share(disputed, len(judged))
    result.scores["totals_right"] = share(sums, sums_of)
    result.scores["totals_unwanted"] = share(extra, sums_of + extra, gates=False)
    result.scores["proposals_found"] = share(proposed, to_propose, gates=False)
    return result


def _sums(story: Story, ledger: Ledger) -> tuple[int, int, int]:
    """Totals right, totals wanted, and those that should not be."""
    ours: dict[tuple[Any, ...], list[Any]] = {}
    called = _called(story)
    for t in totals(ledger.cases):
        money = t.currency is not None
        tail = t.currency if money else t.unit if t.unit in ("tonne", "dose") else None
        who = tuple(_wanted(t.group[side].split("+")) for side in ("donor", "recipient"))
        item = item_words(t.group["item"])
        ours[*who, called.get((*who, item), item), tail] = [t.low, t.high]
    right = wanted = 0
    seen: set[tuple[Any, ...]] = set()
    for name, sums in story.gold["totals"].items():
        who, _, what = name.partition("|")
        item, _, tail = what.partition("|")
        donor, _, recipient = who.partition(">")
        key = (_wanted(donor.split("+")), _wanted(recipient.split("+")), item_words(item), tail or None)
        seen.add(key)
        if sums is None:
            continue
        wanted += 1
        right += ours.get(key) == (sums if isinstance(sums, list) else [sums, sums])
    return right, wanted, len(set(ours) - seen)


def _called(story: Story) -> dict[tuple[Any, ...], Any]:
    """The name that the ledger's totals use of an item, by another name that is as right for its cases alone."""
    names: dict[tuple[Any, ...], set[Any]] = {}
    own = set()
    for g in story.gold["cases"]:
        who = (_wanted(g["donors"]), _wanted(g["recipients"]))
        own.add((*who, item_words(g["item"])))
        for other in g.get("accept", ()):
            if "item" in other:
                names.setdefault((*who, item_words(other["item"] or "-")), set()).add(item_words(g["item"]))
    return {key: next(iter(n)) for key, n in names.items() if len(n) == 1 and key not in own}


def _gold_line(g: Row) -> str:
    moves = " ".join(f"{s['status']}@{s['date']}" for s in g["history"])
    who = f"{'+'.join(g['donors'])}>{'+'.join(g['recipients'])}"
    return f"{who} | {g['item']} {g['quantity']} {g['value']} | {moves} | {','.join(g['reports'][:8])}"


def _line(c: Case, reports: frozenset[str]) -> str:
    moves = " ".join(f"{s.status}@{s.date}" for s in c.history)
    who = f"{'+'.join(sorted(parties(value(c, 'donors'))))}>{'+'.join(sorted(parties(value(c, 'recipients'))))}"
    amount, money = _bounds(value(c, "quantity"), False), _bounds(value(c, "value"), True)
    return f"{who} | {value(c, 'item')} {amount} {money} | {moves} | {','.join(sorted(reports)[:8])}"
