"""Cues of status and words of speech: `cues.tsv` and `speech.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from dateline.knowledge.frames import TABLES, Condition, conditions
from dateline.knowledge.own import own_table
from dateline.knowledge.table import Line, read
from dateline.records import Status

POS = frozenset({"verb", "noun", "adj", "adv", "aux", "prep", "mark"})
CUE_COLUMNS = ("cue", "pos", "frame", "effect", "negated", "scope", "voice", "example", "counterexample", "source")
CUE_FILLED = ("cue", "pos", "effect", "scope", "example")
EFFECTS = frozenset({*get_args(Status), "same"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that changes how far a deed has come; `particle` of a phrasal verb, `scopes` where the deed hangs."""

    cue: str
    particle: str
    pos: str
    frame: tuple[Condition, ...]
    effect: str
    negated: str
    scopes: frozenset[str]
    voice: str
    example: str
    counterexample: str
    at: str
    own: bool = False
    """Of a person's own table: it goes before ours."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A word that introduces what somebody says, and the constructions it takes."""

    cue: str
    pos: str
    frame: tuple[Condition, ...]
    content: frozenset[str]
    voice: str
    addressee: tuple[str, ...]
    example: str
    counterexample: str
    at: str


@lru_cache(maxsize=1)
def cues() -> tuple[Cue, ...]:
    """All rows, checked; a person's own after ours."""
    out = []
    for table, own in ((TABLES / "cues.tsv", False), (own_table("cues.tsv"), True)):
        if table is not None:
            out += [cue_of(x, own) for x in read(table, CUE_COLUMNS, CUE_FILLED)]
    return tuple(out)


def cue_of(x: Line, own: bool = False) -> Cue:
    """The row that a line is. Raises `TableError`."""
    word, _, particle = x["cue"].partition(" ") if x["pos"] == "verb" else (x["cue"], "", "")
    if x["negated"]:
        x.one_of("negated", EFFECTS)
    return Cue(
        cue=word,
        particle=particle,
        pos=x.one_of("pos", POS),
        frame=conditions(x),
        effect=x.one_of("effect", EFFECTS),
        negated=x["negated"] or "denied",
        scopes=frozenset(x["scope"].replace(" ", "").split("|")),
        voice=x["voice"],
        example=x["example"],
        counterexample=x["counterexample"],
        at=f"own {x.at}" if own else x.at,
        own=own,
    )


@lru_cache(maxsize=1)
def cues_by_word() -> dict[str, tuple[Cue, ...]]:
    """Cues by their first word; those with more conditions first."""
    out: dict[str, list[Cue]] = {}
    for cue in cues():
        out.setdefault(cue.cue.split(" ")[0], []).append(cue)
    return {
        k: tuple(sorted(v, key=lambda c: (not c.own, -len(c.frame) - 2 * bool(c.particle) - c.cue.count(" "), c.at)))
        for k, v in out.items()
    }


@lru_cache(maxsize=1)
def speech() -> dict[str, tuple[Speech, ...]]:
    columns = ("cue", "pos", "frame", "content", "voice", "addressee", "example", "counterexample", "source")
    out: dict[str, list[Speech]] = {}
    for x in read(TABLES / "speech.tsv", columns, ("cue", "pos", "content", "example")):
        row = Speech(
            cue=x["cue"], pos=x["pos"], frame=conditions(x), content=frozenset(x.words("content")), voice=x["voice"] or "subj",
            addressee=tuple(x["addressee"].split("|")) if x["addressee"] else (), example=x["example"],
            counterexample=x["counterexample"], at=x.at,
        )  # fmt: skip
        out.setdefault(x["cue"], []).append(row)
    return {k: tuple(v) for k, v in out.items()}
