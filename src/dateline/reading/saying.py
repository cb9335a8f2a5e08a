"""The words of speech: which there are, who speaks, and what clauses they introduce."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.cues import Speech, speech
from dateline.language import Document
from dateline.language.arguments import is_verbal, passive, preposition
from dateline.reading.frames import Roles, fits, roles
from dateline.reading.notes import Notes
from dateline.records import Actor, Span

FORCES = frozenset({"COP", "MIL", "JUD", "SPY"})
"""Sectors whose people speak for the institution."""


@dataclass(frozen=True)
class Said:
    """A word of speech as it stands: its words `first` to `last`, who speaks, and what clauses it introduces."""

    word: int
    first: int
    last: int
    row: Speech
    speakers: tuple[int, ...]
    clauses: tuple[int, ...]
    addressees: tuple[int, ...] = ()


@lru_cache(maxsize=1)
def _first_words() -> dict[str, tuple[Speech, ...]]:
    out: dict[str, list[Speech]] = {}
    for cue, rows in speech().items():
        out.setdefault(cue.split()[0], []).extend(rows)
    return {k: tuple(sorted(v, key=lambda r: (-r.cue.count(" "), -len(r.frame), r.at))) for k, v in out.items()}


def sayings(notes: Notes) -> Iterator[Said]:
    document = notes.document
    for word in range(len(document.words)):
        lemma = document.lemmas[word].lower()
        rows = _first_words().get(lemma) or _first_words().get(document.words[word].lower()) or ()
        found = next((s for row in rows if (s := _cue(notes, word, row)) is not None), None)
        if found is not None:
            yield found


def _cue(notes: Notes, word: int, row: Speech) -> Said | None:
    document = notes.document
    rest = row.cue.split()[1:]
    if row.pos == "verb":
        if not is_verbal(document, word):
            return None
        its = roles(notes, word)
        last = word
        if rest:
            part = [w for r in ("prt", rest[0]) for w in its.get(r, ()) if document.words[w].lower() == rest[0]]
            if not part:
                return None
            last = part[0]
        if not fits(notes, its, row.frame):
            return None
        clauses = its.get("clause", ()) + (its.get("of", ()) + its.get("for", ()) if "of" in row.content else ())
        for saying in its.get("as", ()) if row.voice == "obj" else ():
            clauses += roles(notes, saying).get("clause", ())
        return Said(
            word,
            min(word, last),
            max(word, last),
            row,
            _speakers(notes, word, row, its),
            clauses,
            _addressees(row, its),
        )
    if [document.words[w].lower() for w in range(word + 1, min(word + 1 + len(rest), len(document.words)))] != rest:
        return None
    if row.pos == "noun":
        if document.upos[word] not in ("NOUN", "PROPN"):
            return None
        its = roles(notes, word)
        if not fits(notes, its, row.frame):
            return None
        clauses = tuple(c for c in its.get("clause", ()) if document.under(c, "mark"))
        return Said(word, word, word, row, _speakers(notes, word, row, its), clauses, _addressees(row, its))
    head = document.heads[word]
    if head < 0:
        return None
    if document.labels[word] == "case":
        return Said(word, word, word + len(rest), row, (head,), ())
    its = roles(notes, word)
    heads = its.get(row.voice, ()) or its.get("to", ()) or its.get("obj", ())
    return Said(word, word, word + len(rest), row, heads, ()) if heads else None


def _addressees(row: Speech, its: Roles) -> tuple[int, ...]:
    """To whom it is said; of several roles the first that is there."""
    return next((its[r] for r in row.addressee if its.get(r)), ())


def _speakers(notes: Notes, word: int, row: Speech, its: Roles) -> tuple[int, ...]:
    document = notes.document
    if row.voice == "subj" and row.pos == "verb" and passive(document, word):
        return its.get("by", ())
    found = its.get(row.voice, ())
    if row.pos == "verb" and document.upos[word] == "VERB" and not found:
        # "..., reported Sky News": the subject after its verb
        found = tuple(c for c in document.under(word, "nsubj", "obj") if c > word and notes.actors.at(c))
    above = document.heads[word]
    if row.voice == "subj" and not found and document.xpos[word] == "VBG" and document.labels[word] == "advcl":
        # "he confirmed it, saying that ..."
        found = roles(notes, above).get("subj", ())
    return tuple(w for w in found if w != word)


def who_of(notes: Notes, heads: Iterable[int]) -> tuple[Actor, ...]:
    out = [a for h in heads for a in notes.who_at(h)]
    return tuple({(a.start, a.name, a.country): a for a in out}.values())


def speakers(notes: Notes, said: Said) -> tuple[Actor, ...]:
    """Who says it: whom its speakers mean; where that is a thing that is written or said, whose it is ("a tweet by Pompeo",
    "they released a statement which said")."""
    found = who_of(notes, said.speakers)
    return found or next((who for head in said.speakers if (who := _behind(notes, said.word, head))), ())


def _behind(notes: Notes, word: int, head: int) -> tuple[Actor, ...]:
    document = notes.document
    heads: list[int] = []
    if document.labels[word] == "acl:relcl":
        thing = document.heads[word]
        if document.labels[thing] == "obj":
            heads += roles(notes, document.heads[thing]).get("subj", ())
        head = thing
    found = roles(notes, head)
    heads += [w for role in ("poss", "by", "from", "of") for w in found.get(role, ())]
    heads += [w for w in document.subtree(head) if preposition(document, w) == "by"]
    return next((who for w in heads if w != head and (who := notes.who_at(w))), ())


def addressed(notes: Notes, said: Said) -> tuple[Actor, ...]:
    """To whom it is said: whoever is named, but for the speaker and what is said itself."""
    heads = [h for h in said.addressees if h not in said.speakers and h not in said.clauses]
    return who_of(notes, heads)


def medium(who: tuple[Actor, ...]) -> bool:
    return bool(who) and all(a.sector == "MED" and not a.person for a in who)


def span_of(document: Document, said: Said) -> Span:
    return document.span(said.first, said.last)


def nameable(document: Document, heads: Iterable[int], who: tuple[Actor, ...]) -> bool:
    """A named person, an office or an institution; no group of people ("officials"), and not somebody ("a diplomat")."""
    if any(a.person or a.organisation for a in who):
        return True
    if any(a.country and a.sector in FORCES for a in who):
        return True  # "police said", "prosecutors said"
    known = any(a.role or (a.country and a.sector not in ("CVL", None)) for a in who)
    return known and any(document.upos[h] == "PROPN" or _the_one(document, h) for h in heads)


def _the_one(document: Document, head: int) -> bool:
    """One, and no other: "the minister", "its commander"; not "a minister", "ministers"."""
    articles = {document.lemmas[c].lower() for c in document.under(head, "det", "nummod")}
    return document.xpos[head] in ("NN", "PRP") and not articles & {"a", "an", "another", "one", "some", "any"}
