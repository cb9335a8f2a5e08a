"""How a case moved: each change of its status, when it came to be, and when a reader of the reports could know it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.ledger.entries import STAGE
from dateline.records import Status, Step

UNDONE = frozenset({"cancelled", "refused", "denied"})


@dataclass(frozen=True, slots=True)
class Told:
    """A status as one record tells it."""

    status: Status
    came: date
    known: date
    record: str


def history(told: Sequence[Told]) -> tuple[Step, ...]:
    """The steps, in the order in which they came to be. An earlier stage told again later ("promised in January") is no
    step back; what was called off can begin again."""
    steps: list[Step] = []
    for t in sorted(told, key=lambda t: (t.came, t.known, STAGE.get(t.status, 0), t.record)):
        last = steps[-1] if steps else None
        if last is not None and last.status == t.status:
            first = min(x for x in (last.known, _iso(t.known)) if x is not None) if last.known else _iso(t.known)
            steps[-1] = Step(status=last.status, date=last.date, known=first, records=(*last.records, t.record))
        elif last is None or _moves(last.status, t.status):
            steps.append(Step(status=t.status, date=_iso(t.came), known=_iso(t.known), records=(t.record,)))
        else:
            at = next((n for n, s in enumerate(steps) if s.status == t.status), None)
            if at is not None:
                s = steps[at]
                steps[at] = Step(status=s.status, date=s.date, known=s.known, records=(*s.records, t.record))
    return tuple(s for s, then in zip(steps, [*steps[1:], None], strict=True) if not _gainsaid(s, then))


def _gainsaid(step: Step, then: Step | None) -> bool:
    """Is a denial followed on the same day by what it denies? Then it is a dispute and no step."""
    return then is not None and step.status == "denied" and then.date == step.date and then.status in STAGE


def _moves(last: Status, new: Status) -> bool:
    if last in UNDONE or new in UNDONE:
        return True
    return STAGE.get(new, 0) > STAGE.get(last, 0) or (new not in STAGE and last not in STAGE)


def _iso(day: date) -> str | None:
    return None if day == date.max else day.isoformat()
