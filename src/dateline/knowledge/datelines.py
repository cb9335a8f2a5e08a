"""Words of the line that dates a report: `datelines.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.knowledge.table import Line, read, unique

TABLES = Path(__file__).parent / "tables"
KINDS = frozenset({"label", "month", "weekday"})
VALUES = {
    "label": frozenset({"published", "updated"}),
    "month": frozenset(str(n) for n in range(1, 13)),
    "weekday": frozenset(str(n) for n in range(1, 8)),
}


@dataclass(frozen=True, slots=True)
class DateWords:
    """By lower-case word: `months` 1 to 12, `weekdays` 1 (Monday) to 7, `labels` `published` or `updated`."""

    months: dict[str, int]
    weekdays: dict[str, int]
    labels: dict[str, str]


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """The table, checked."""
    lines = list(
        unique(
            read(TABLES / "datelines.tsv", ("kind", "word", "value", "source"), ("kind", "word", "value")), _key, "word"
        )
    )
    for line in lines:
        line.one_of("value", VALUES[line.one_of("kind", KINDS)])
    return DateWords(
        {x["word"]: int(x["value"]) for x in lines if x["kind"] == "month"},
        {x["word"]: int(x["value"]) for x in lines if x["kind"] == "weekday"},
        {x["word"]: x["value"] for x in lines if x["kind"] == "label"},
    )


def _key(line: Line) -> object:
    return line["kind"], line["word"]
