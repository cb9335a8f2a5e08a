"""PLOVER and CAMEO: codes, scores, and how a deed and its status fold into one code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.frames import TABLES
from dateline.knowledge.table import read, unique


@dataclass(frozen=True, slots=True)
class Code:
    """A CAMEO code with its Goldstein score (-10 to 10) and quad class (1 to 4)."""

    code: str
    name: str
    goldstein: float
    quad: int
    type: str


@lru_cache(maxsize=1)
def cameo() -> dict[str, Code]:
    columns = ("code", "name", "goldstein", "quad", "type", "mode", "context", "source")
    out = {}
    for x in unique(
        read(TABLES / "cameo.tsv", columns, ("code", "name", "goldstein", "quad")), lambda x: x["code"], "code"
    ):
        score = x.number_or_none("goldstein")
        out[x["code"]] = Code(x["code"], x["name"], score or 0.0, int(x.one_of("quad", frozenset("1234"))), x["type"])
    return out


@lru_cache(maxsize=1)
def modes() -> frozenset[tuple[str, str]]:
    return frozenset(
        (x["type"], x["mode"]) for x in read(TABLES / "modes.tsv", ("type", "mode", "score", "meaning", "source"))
    )


@lru_cache(maxsize=1)
def contexts() -> frozenset[str]:
    return frozenset(
        x["context"] for x in read(TABLES / "contexts.tsv", ("context", "meaning", "source"), ("context",))
    )


@lru_cache(maxsize=1)
def _folding() -> dict[tuple[str, str, str], tuple[str, str]]:
    columns = ("type", "context", "status", "plover", "cameo", "source")
    return {
        (x["type"], x["context"], x["status"]): (x["plover"], x["cameo"]) for x in read(TABLES / "folding.tsv", columns)
    }


def fold(kind: str, contexts_of: tuple[str, ...], status: str, own_cameo: str) -> tuple[str | None, str | None]:
    """PLOVER type and CAMEO code of a deed with its status folded in; None where the scheme leaves it out."""
    rows = _folding()
    keys = [(t, c, status) for t in (kind, "*") for c in (*contexts_of, "")]
    plover, code = next((rows[k] for k in keys if k in rows), ("own", "own"))
    return (
        {"own": kind, "none": None}.get(plover, plover),
        {"own": own_cameo, "none": None}.get(code, code),
    )


QUAD = {"CONSULT": 1, "SUPPORT": 1, "AGREE": 1, "COOPERATE": 2, "AID": 2, "CONCEDE": 2, "RETREAT": 2}
"""Quad class by PLOVER type where no CAMEO code decides; the verbal conflict types are 3, the others 4."""


def quad_of(kind: str) -> int:
    return QUAD.get(kind) or (3 if kind in ("REQUEST", "ACCUSE", "REJECT", "THREATEN") else 4)
