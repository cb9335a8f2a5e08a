"""Dictionary forms: irregular inflections and the lemmas that are known, from `inflections.tsv`, `vocabulary.tsv` and the
tables of deeds, cues and speech."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.knowledge.cues import cues, speech
from dateline.knowledge.deeds import by_predicate
from dateline.knowledge.frames import TABLES
from dateline.knowledge.table import read

_PARTICIPLE = re.compile(r"\w{3,}ing")
_ENDINGS = ("ing", "ed")
_SILENT = re.compile(r"(?:[evcuz]|[^aeiouyrlw]l|dg|[aeiou]s|[^aeiou]at|[iu]at)$")
"""Stems that a silent e has left: relieved, denounced, rattled, dedicated."""
_CLOSED = re.compile(
    r"(?:nd|nk|ct|rt|lt|pt|ft|sk|mp|st|ck|sh|ch|ss|ll|ff|ld|rd|rk|rm|rn|wn|lk|lm|ght|[aeiou]{2}[nlmtkpr]|[aeo]y|w|x)$"
)
"""Stems that stand without one: mended, flanked, disrupted."""
KINDS = frozenset({"verb", "noun"})
_DOUBLES = frozenset("bdgklmnprtvz")
_WOULD_DOUBLE = re.compile(r"[^aeiou]+[aeiou][bdgmnprt]")  # "hop" gives "hopping": "hoping" is of "hope"


@lru_cache(maxsize=1)
def irregular() -> dict[tuple[str, str], str]:
    """Lemma by form and kind, for forms that the rules of English don't give."""
    columns = ("form", "kind", "lemma", "source")
    return {
        (x["form"], x.one_of("kind", KINDS)): x["lemma"] for x in read(TABLES / "inflections.tsv", columns, columns)
    }


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, frozenset[str]]:
    """Known lemmas by kind."""
    out: dict[str, set[str]] = {"verb": set(), "noun": set()}
    for x in read(TABLES / "vocabulary.tsv", ("lemma", "kind", "source"), ("lemma", "kind")):
        out[x.one_of("kind", KINDS)].add(x["lemma"])
    said = [(row.cue, row.pos) for rows in speech().values() for row in rows]
    for predicate, kind in [*by_predicate(), *((c.cue, c.pos) for c in cues()), *said]:
        predicate = predicate.split()[0]
        if kind in out:
            out[kind].add(predicate)
    return {k: frozenset(v) for k, v in out.items()}


def lemma(word: str, tag: str, guess: str, verbal: bool = False) -> str:
    """The dictionary form of a word with a Penn tag; `guess` stands where no rule knows better. A `verbal` word that ends as
    verbs do is one whatever its tag says."""
    kind = "verb" if tag.startswith("VB") else "noun" if tag in ("NN", "NNS") else None
    if verbal and kind != "verb" and word.lower().endswith(_ENDINGS):
        kind, tag = "verb", "VBG"
    if kind is None or tag in ("VB", "VBP", "NN"):
        if kind and word.lower() in vocabulary()[kind]:
            return word.lower()
        if kind != "verb" or not _PARTICIPLE.fullmatch(word.lower()):
            return (kind == "verb" and _misspelt(word.lower())) or guess
    form = word.lower()
    known = irregular().get((form, kind)) or _prefixed(form, kind)
    if known:
        return known
    made = regular(form)
    if guess in vocabulary()[kind] and (guess in made or not made):
        return guess
    if known := next((c for c in made if c in vocabulary()[kind]), None):
        return known
    meant = (m for c in made if (m := _misspelt(c)) is not None) if kind == "verb" else ()
    if known := next(iter(meant), None):
        return known
    return _likeliest(form, made, guess) if kind == "verb" else guess


def _likeliest(form: str, made: list[str], guess: str) -> str:
    """Of what an unknown verb's form can come from, what English spelling makes likeliest, else the guess if it is one."""
    if not made:
        return guess
    if len(made) > 2 or form.endswith("ied"):  # "patrolled", "emptied"
        return next((m for m in made if m.endswith("y")), made[0]) if form.endswith("ied") else made[0]
    bare, silent = sorted(made, key=len)[0], sorted(made, key=len)[-1]
    if bare != silent and _SILENT.search(bare):
        return silent
    if bare != silent and _CLOSED.search(bare):
        return bare
    return guess if guess in made else made[0]


_LONG_ENOUGH = 7
"""Letters; a shorter verb has too many neighbours to be read through a slip of the pen."""


@lru_cache(maxsize=1)
def _without_a_letter() -> dict[str, str]:
    """Verbs of the deed tables by each way of leaving out one letter; those that two verbs share mean neither."""
    out: dict[str, str] = {}
    for predicate, kind in by_predicate():
        if kind == "verb" and len(predicate) >= _LONG_ENOUGH and predicate.isalpha():
            for i in range(1, len(predicate)):
                key = predicate[:i] + predicate[i + 1 :]
                out[key] = predicate if out.get(key, predicate) == predicate else ""
    return out


def _misspelt(word: str) -> str | None:
    """The verb of the deed tables that an unknown word is one letter away from ("pursuade")."""
    if len(word) < _LONG_ENOUGH or not word.isalpha():
        return None
    near = {v for i in range(1, len(word)) if (v := _without_a_letter().get(word[:i] + word[i + 1 :]))}
    near |= {v for v in (_without_a_letter().get(word),) if v}
    near |= {
        word[:i] + word[i + 1 :] for i in range(1, len(word)) if (word[:i] + word[i + 1 :], "verb") in by_predicate()
    }
    return near.pop() if len(near) == 1 else None


_PREFIX = re.compile(r"(under|over|out|re|mis|fore|un|with|counter)(?=\w{3})")


def _prefixed(form: str, kind: str) -> str | None:
    """The lemma of an irregular form behind a prefix ("underwrote")."""
    match = _PREFIX.match(form) if kind == "verb" else None
    inner = irregular().get((form[match.end() :], kind)) if match else None
    return match[0] + inner if match and inner and match[0] + inner in vocabulary()[kind] else None


def regular(form: str) -> list[str]:
    """What an inflected form can come from by the rules of English, likeliest first."""
    for ending in ("ing", "ed"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: -len(ending)]
            doubled = stem[-1] in _DOUBLES and stem[-1:] == stem[-2:-1]
            out = [stem[:-1]] if doubled else []
            out += [stem + "e"] if _WOULD_DOUBLE.fullmatch(stem) else [stem, stem + "e"]
            return [*out, stem[:-1] + "y"] if ending == "ed" and stem.endswith("i") else out
    if form.endswith("ies"):
        return [form[:-3] + "y", form[:-1]]
    if form.endswith("es"):
        return [form[:-1], form[:-2]]
    return [form[:-1]] if form.endswith("s") and not form.endswith("ss") else []
