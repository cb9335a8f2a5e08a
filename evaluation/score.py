"""What a measurement gives: scores with their counts, the outcome of each gold item, and what was wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

TWO_ITEMS, LEAST = 2.0, 0.005


@dataclass(frozen=True, slots=True)
class Score:
    """A value between 0 and 1, what it was counted from, and by how much it may fall before the gate fails.

    `tolerance` is None for what is told but does not gate."""

    value: float
    counts: dict[str, int]
    tolerance: float | None


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something a person should look at: why it is wrong, where, the words, what gold says, what we say."""

    cause: str
    at: str
    words: str
    gold: str
    ours: str


@dataclass
class Result:
    """The measurement of one set. `items` maps `report/number/what` to right or wrong; what we tell and gold hasn't is
    `report/+where` and wrong. `skipped` says why there is no measurement."""

    name: str
    scores: dict[str, Score] = field(default_factory=dict)
    items: dict[str, bool] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)
    skipped: str = ""
    seconds: float = 0.0

    def add(self, prefix: str, scores: dict[str, Score]) -> None:
        """Adds scores; their names get `prefix_` where there is one."""
        for name, score in scores.items():
            self.scores[f"{prefix}_{name}" if prefix else name] = score


def skip(name: str, why: str) -> Result:
    """A set that was not measured."""
    return Result(name, skipped=why)


def tolerance(items: int) -> float:
    """Two items' worth, and never less than half a point: another processor rounds the model a little otherwise."""
    return 1.0 if items <= TWO_ITEMS else round(max(LEAST, TWO_ITEMS / items), 4)


def share(right: int, of: int, gates: bool = True) -> Score:
    """`right` of `of`; 0 where there was nothing to judge."""
    value = right / of if of else 0.0
    return Score(value, {"right": right, "of": of}, tolerance(of) if gates else None)


def mean(values: Iterable[float], smallest: int) -> Score:
    """The unweighted mean of the scores of several classes, such as an F1 a type; two items of the `smallest` class
    may be lost."""
    every = list(values)
    value = sum(every) / len(every) if every else 0.0
    return Score(value, {"of": len(every)}, tolerance(len(every) * smallest))


def f1(right: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (found + gold) if found + gold else 0.0


def prf(right: int, found: int, gold: int, gates: bool = True) -> dict[str, Score]:
    """Precision, recall and F1 from what was right, what was found and what gold has. F1 alone gates."""
    counts = {"right": right, "found": found, "gold": gold}
    return {
        "precision": Score(right / found if found else 0.0, counts, None),
        "recall": Score(right / gold if gold else 0.0, counts, None),
        "f1": Score(f1(right, found, gold), counts, tolerance(gold) if gates else None),
    }
