"""What all reports together say, as the ledger joins it and people decided. It is worked out from the parts and the decisions
alone, and kept in `index/` under their hash, so that it is worked out once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dateline.archive.decided import Decided, Found
from dateline.archive.decisions import Decision
from dateline.archive.folder import INDEX, ArchiveError, Batch, keep
from dateline.ledger import Ledger, Proposal, Ruling, copies, merge
from dateline.records import AnyRecord, Case, Report

T = TypeVar("T")
KEPT = 12
"""How many results are kept in the index; the oldest goes."""

Copies = dict[str, str]


def ledger(
    path: Path, batches: Sequence[Batch], decided: Decided, coder: str, as_of: str | None,
    reports: Callable[[], Iterable[Report]], records: Callable[[], Iterable[AnyRecord]],
) -> Ledger:  # fmt: skip
    """The cases and proposals, as known on a day. `coder` stands for the tables and rules that joined them."""
    batch_names = [b.name for b in batches]
    read = [b.records or "" for b in batches]
    told = [msgspec.json.encode(f.decision).decode() for f in decided.found]

    def joined() -> Ledger:
        known = _kept(path, "copies", _key(coder, *batch_names), lambda: copies(reports()), Copies)
        kept = [decided.records.get(r.id, r) for r in records() if r.id not in decided.rejected]
        there = {r.id for r in kept if as_of is None or (r.report.date is not None and r.report.date <= as_of)}
        return merge(kept, known, rulings(decided.found, there), as_of)

    return _kept(path, "cases", _key(coder, as_of or "", *read, "decided", *told), joined, Ledger)


def rulings(found: Iterable[Found], there: set[str]) -> Iterator[Ruling]:
    """Decisions as the ledger takes them, each with the records that are there."""
    for each in found:
        decision = each.decision
        groups = tuple(g for g in (tuple(x for x in group if x in there) for group in each.groups) if g)
        if each.moved or decision.apart or not groups or (decision.kind == "split" and len(groups) < 2):
            continue
        kind = "merge" if decision.kind == "accept" and len(decision.groups) > 1 else str(decision.kind)
        if len(groups) < len(decision.groups) and kind != "merge":
            continue
        yield Ruling(kind=kind, groups=groups, decision=shown(decision))


def shown(decision: Decision) -> dict[str, Any]:
    """A decision as a case shows it."""
    plain = {"id": decision.id, "kind": decision.kind, "who": decision.who, "when": decision.when, "why": decision.why}
    return plain | ({"fields": decision.fields} if decision.fields else {})


def proposal_id(proposal: Proposal) -> str:
    """A name for a proposal, by the records that speak for it."""
    return f"m-{hashlib.sha256(' '.join(proposal.records).encode()).hexdigest()[:16]}"


def named(cases: Iterable[Case], prefix: str) -> list[Case]:
    """The case with this id, or those whose id begins so."""
    found = [c for c in cases if c.id.startswith(prefix)] if prefix else []
    return [c for c in found if c.id == prefix] or found


def one(found: Sequence[T], prefix: str, what: str) -> T:
    """The only one, or an error that says what is the matter."""
    if len(found) != 1:
        raise ArchiveError(f"{prefix!r} is {'the beginning of several ids' if found else f'no id of a {what}'}")
    return found[0]


def _key(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _kept(path: Path, name: str, key: str, make: Callable[[], T], of: type[T]) -> T:
    """What is in the index under a key, else what `make` gives, which is put there if there is room."""
    folder = path / INDEX
    file = folder / f"{name}-{key}.json"
    with suppress(OSError, msgspec.MsgspecError, ValueError):
        return msgspec.json.decode(file.read_bytes(), type=of)
    told = msgspec.json.encode(make())
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        keep(folder, file.name, told)
        older = sorted(folder.glob(f"{name}-*.json"), key=lambda f: f.stat().st_mtime_ns)
        for each in older[:-KEPT]:
            each.unlink(missing_ok=True)
    return msgspec.json.decode(told, type=of)  # the same, whether it was kept or not
