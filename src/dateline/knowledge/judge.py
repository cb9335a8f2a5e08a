"""How the judge weighs deeds, statuses, parties and tellings: the tables that `training.judge` makes."""

from __future__ import annotations

from functools import lru_cache
from math import log

from dateline.knowledge.frames import TABLES
from dateline.knowledge.ontology import contexts, modes
from dateline.knowledge.table import Line, read, unique

LEAST = "least"
"""The row that holds the smallest chance with which a deed is told."""
COLUMNS = ("mark", "weight", "source")


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Weight of each mark of a deed, in logits."""
    lines = unique(read(TABLES / "judge.tsv", COLUMNS, COLUMNS), lambda x: x["mark"], "mark")
    return {x["mark"]: _weight(x) for x in lines}


@lru_cache(maxsize=1)
def least() -> float:
    """The smallest chance with which a deed is told."""
    return weights().get(LEAST, 0.5)


@lru_cache(maxsize=1)
def status_weights() -> dict[str, float]:
    """Weight of each mark of a status, in logits."""
    lines = unique(read(TABLES / "status.tsv", COLUMNS, COLUMNS), lambda x: x["mark"], "mark")
    return {x["mark"]: _weight(x) for x in lines}


@lru_cache(maxsize=1)
def same_weights() -> dict[str, float]:
    """Weight of each mark of two tellings being of one deed, in logits."""
    lines = unique(read(TABLES / "same.tsv", COLUMNS, COLUMNS), lambda x: x["mark"], "mark")
    return {x["mark"]: _weight(x) for x in lines}


@lru_cache(maxsize=1)
def day_weights() -> dict[str, float]:
    """Weight of each mark of a day as that of a deed, in logits."""
    lines = unique(read(TABLES / "days.tsv", COLUMNS, COLUMNS), lambda x: x["mark"], "mark")
    return {x["mark"]: _weight(x) for x in lines}


@lru_cache(maxsize=1)
def scene_weights() -> dict[str, float]:
    """Weight of each mark of a place as that of a deed, in logits."""
    lines = unique(read(TABLES / "scenes.tsv", COLUMNS, COLUMNS), lambda x: x["mark"], "mark")
    return {x["mark"]: _weight(x) for x in lines}


@lru_cache(maxsize=1)
def quote_weights() -> dict[str, float]:
    """Weight of each mark of a quote, in logits, and under `LEAST` the smallest chance with which one is told."""
    lines = unique(read(TABLES / "quotes.tsv", COLUMNS, COLUMNS), lambda x: x["mark"], "mark")
    return {LEAST: 0.5} | {x["mark"]: _weight(x) for x in lines}


@lru_cache(maxsize=1)
def entry_weights() -> dict[str, float]:
    """Weight of each mark of an entry of the ledger, in logits, and under `LEAST` the smallest chance with which one is told."""
    lines = unique(read(TABLES / "entries.tsv", COLUMNS, COLUMNS), lambda x: x["mark"], "mark")
    return {LEAST: 0.0} | {x["mark"]: _weight(x) for x in lines}


PLACES = frozenset(("actor", "recipient", "voice", "actor too", "recipient too"))


@lru_cache(maxsize=1)
def party_weights() -> dict[str, dict[str, float]]:
    """For each of `PLACES` the weight of each mark, in logits; `too`: beside the likeliest."""
    columns = ("side", *COLUMNS)
    lines = unique(read(TABLES / "parties.tsv", columns, columns), lambda x: (x["side"], x["mark"]), "mark")
    out: dict[str, dict[str, float]] = {place: {} for place in PLACES}
    for x in lines:
        out[x.one_of("side", PLACES)][x["mark"]] = _weight(x)
    return out


GIVES, TAKES = "donor", "recipient"


@lru_cache(maxsize=1)
def side_weights() -> dict[str, dict[str, float]]:
    """For who gives and who takes in an entry of the ledger the weight of each mark, in logits."""
    columns = ("side", *COLUMNS)
    lines = unique(read(TABLES / "sides.tsv", columns, columns), lambda x: (x["side"], x["mark"]), "mark")
    out: dict[str, dict[str, float]] = {GIVES: {}, TAKES: {}}
    for x in lines:
        out[x.one_of("side", frozenset(out))][x["mark"]] = _weight(x)
    return out


@lru_cache(maxsize=1)
def topic_weights() -> dict[str, dict[str, float]]:
    """By mark of a deed's words the weight that it has for each PLOVER context, in logits."""
    columns = ("context", *COLUMNS)
    lines = unique(read(TABLES / "topics.tsv", columns, columns), lambda x: (x["context"], x["mark"]), "mark")
    out: dict[str, dict[str, float]] = {}
    for x in lines:
        out.setdefault(x["mark"], {})[x.one_of("context", contexts())] = _weight(x)
    return out


@lru_cache(maxsize=1)
def way_weights() -> dict[str, dict[str, dict[str, float]]]:
    """By type and mark of a deed's words the weight that it has for each mode, in logits."""
    columns = ("type", "mode", *COLUMNS)
    lines = unique(read(TABLES / "ways.tsv", columns, columns), lambda x: (x["type"], x["mode"], x["mark"]), "mark")
    out: dict[str, dict[str, dict[str, float]]] = {}
    for x in lines:
        if (x["type"], x["mode"]) not in modes():
            raise x.fault("mode", f"{x['mode']!r} is no mode of {x['type']}")
        out.setdefault(x["type"], {}).setdefault(x["mark"], {})[x["mode"]] = _weight(x)
    return out


Row = tuple[str, str, str]
PRIOR, STRENGTH = 0.6, 3.0
"""The share of rows' deeds that are right at large, and how many tries it takes to move half-way from it."""


@lru_cache(maxsize=1)
def proven() -> dict[Row, float]:
    """By type, predicate and part of speech: how far a row has proven itself on reports read by hand, in logits from the
    share at large; what was never tried has no entry."""
    columns = ("type", "predicate", "pos", "right", "tried", "source")
    lines = unique(
        read(TABLES / "proven.tsv", columns, columns), lambda x: (x["type"], x["predicate"], x["pos"]), "predicate"
    )
    return {(x["type"], x["predicate"], x["pos"]): _proven(x) for x in lines}


def _proven(line: Line) -> float:
    right, tried = line.number_or_none("right"), line.number_or_none("tried")
    if right is None or tried is None or not 0 <= right <= tried:
        raise line.fault("right", f"{line['right']} of {line['tried']} is no count")
    share = (right + STRENGTH * PRIOR) / (tried + STRENGTH)
    return log(share / (1 - share)) - log(PRIOR / (1 - PRIOR))


def _weight(line: Line) -> float:
    value = line.number_or_none("weight")
    if value is None:
        raise line.fault("weight", "is empty")
    return value
