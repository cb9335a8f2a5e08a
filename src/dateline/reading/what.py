"""What: the deeds that words name, by the rows of the deed tables, and who does them to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.knowledge.actors import StateForm, state_names
from dateline.knowledge.deeds import Deed, by_predicate
from dateline.knowledge.frames import BUILT_IN
from dateline.language.arguments import arguments, is_verbal, members
from dateline.reading.frames import Roles, fits, roles, seen_through
from dateline.reading.notes import Notes, each_once, identity, political
from dateline.reading.voices import Voices
from dateline.records import Actor

VERBAL_TYPES = frozenset({"REQUEST", "REJECT", "THREATEN", "ACCUSE", "AGREE", "SUPPORT"})
"""Acts of speech: what they speak of stays a deed of its own."""
SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
PHYSICAL = frozenset({"PROTEST", "ASSAULT", "COERCE", "MOBILIZE", "AID", "SANCTION"})
"""Types in which such people are party all the same."""


@dataclass(frozen=True)
class Mention:
    """A place in the text that names a deed: the predicate `word`, its trigger's words `first` to `last`, both inside."""

    word: int
    first: int
    last: int
    row: Deed
    roles: Roles
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    chance: float = 1.0
    """That it names such a deed; 1 until it is judged."""
    told_actors: tuple[Actor, ...] = ()
    told_recipients: tuple[Actor, ...] = ()
    """Those of the parties to whom words of the deed point; the others stand to reason. Known once they are weighed."""

    @property
    def parties(self) -> tuple[Actor, ...]:
        return (*self.actors, *self.recipients)


def what(notes: Notes, voices: Voices) -> tuple[Mention, ...]:
    """The deeds of a document, in text order; a verb and the noun that completes it are one."""
    found = named(notes, voices)
    for word in {w for m in found.values() for w in _completed(notes, m, found)}:
        found.pop(word, None)
    return tuple(found[w] for w in sorted(found))


def named(notes: Notes, voices: Voices) -> dict[int, Mention]:
    """Every word that names a deed by a row of the tables."""
    mentions = ((word, _mention(notes, voices, word)) for word in range(len(notes.document.words)))
    return {word: mention for word, mention in mentions if mention is not None}


def _mention(notes: Notes, voices: Voices, word: int) -> Mention | None:
    rows = _rows(notes, word)
    if not rows:
        return None
    its_roles = roles(notes, word)
    if rows[0].pos == "noun" and notes.document.under(word, "cop"):
        return None  # "it was an attack on our way of life" says what something is
    row = next((r for r in rows if fits(notes, its_roles, r.frame)), None)
    if row is None:
        return None
    actors = _party(notes, voices, its_roles, row.who)
    recipients = _party(notes, voices, its_roles, [r for r in row.whom if r not in row.who])
    recipients = tuple(r for r in recipients if all(identity(r) != identity(a) for a in actors))
    if not actors and "gov" in {role for c in row.frame for role in c.roles} and not its_roles.get("subj"):
        governor = notes.document.heads[word]
        actors = _party(
            notes,
            voices,
            {"subj": tuple(a.word for a in arguments(notes.document, governor) if a.role == "agent")},
            ("subj",),
        )
    if not actors and not recipients and not _among_politics(notes, word):
        return None
    if (actors or recipients) and row.type not in PHYSICAL and not any(political(a) for a in (*actors, *recipients)):
        return None
    first, last = _trigger(word, its_roles, row)
    return Mention(word, first, last, row, its_roles, actors, recipients)


def _among_politics(notes: Notes, word: int) -> bool:
    """Does a party of politics stand in the sentence, or in the one before?"""
    at = notes.document.sentence_of[word]
    return any(s in notes.political_sentences for s in (at, at - 1))


def _rows(notes: Notes, word: int) -> tuple[Deed, ...]:
    """The rows of the tables for this word as it is used, those that ask for more first."""
    document, upos = notes.document, notes.document.upos[word]
    table = by_predicate()
    kinds: list[str] = []
    if upos in ("NOUN", "PROPN"):
        kinds.append("noun")
    if is_verbal(document, word) and upos != "AUX":
        kinds.append("verb")
    if upos == "ADJ" or document.xpos[word] == "VBN":
        kinds.append("adj")
    if upos == "PROPN" and _in_a_name(notes, word):
        return ()
    joined = [n for n in notes.names_of(word) if "-" in n]
    for name, kind in ((n, k) for n in sorted(joined) for k in ("noun", "verb")):
        if (name, kind) in table:
            return table[(name, kind)]
    for kind in kinds:
        for name in sorted(notes.names_of(word), key=lambda n: (-len(n), n)):
            if (name, kind) in table:
                return table[(name, kind)]
    return ()


def _in_a_name(notes: Notes, word: int) -> bool:
    marks = notes.actors.marks
    return (
        word in marks.organisations or word in marks.persons or word in marks.organisation_names or word in marks.states
    )


def _party(notes: Notes, voices: Voices, found: Roles, wanted: Iterable[str]) -> tuple[Actor, ...]:
    """The actors in the first of the wanted roles that has any."""
    for role in wanted:
        out: list[Actor] = []
        for word in found.get(role, ()):
            out += meant(notes, voices, word)
        if out:
            return each_once(out)
    return ()


def meant(notes: Notes, voices: Voices, word: int) -> tuple[Actor, ...]:
    """Whom a noun means: himself, whoever speaks ("we"), or the state or body whose thing it is ("Iran's port")."""
    if word in notes.actors.first_person:
        return voices.speaker_at(word)
    who = notes.who_at(word) or _adjective(notes, word)
    if who:
        return who
    out: list[Actor] = []
    for head in seen_through(notes, word):
        for child in notes.document.under(head, "nmod:poss", "amod", "compound", "nmod"):
            if notes.document.labels[child] == "nmod" and not _belongs(notes, child):
                continue
            if child in notes.actors.first_person:
                out += voices.speaker_at(child)
            out += notes.actors.at(child) or _adjective(notes, child)
    return tuple(out)


def _belongs(notes: Notes, word: int) -> bool:
    return any(notes.document.words[c].lower() == "of" for c in notes.document.under(word, "case"))


def _adjective(notes: Notes, word: int) -> tuple[Actor, ...]:
    """The state that an adjective names ("Ukrainian positions")."""
    mark = notes.actors.marks.states.get(word)
    if mark is None or not isinstance(mark.row, StateForm):
        return ()
    span = notes.document.span(mark.first, mark.last)
    code = mark.row.code
    return (
        Actor(
            text=span.text,
            start=span.start,
            end=span.end,
            name=state_names().get(code, code),
            country=code,
            sector="GOV",
        ),
    )


def _trigger(word: int, found: Roles, row: Deed) -> tuple[int, int]:
    """The predicate with its particle and the noun that completes it, where they stand close by."""
    words = [word]
    conditioned = {r for c in row.frame if not c.absent for r in c.roles}
    if "prt" in conditioned:
        words += [p for p in found.get("prt", ()) if abs(p - word) <= 3]
    for c in row.frame:
        if not c.absent and c.values - BUILT_IN and "obj" in c.roles and row.pos == "verb":
            words += [o for o in found.get("obj", ()) if 0 < o - word <= 5]
    return min(words), max(words)


def _completed(notes: Notes, mention: Mention, found: dict[int, Mention]) -> list[int]:
    """Nouns that are part of a verb's deed: of the same type, or named by its row as what it is done with."""
    out: list[int] = []
    if mention.row.pos != "verb":
        return out
    for role in ("obj", "subj"):
        named = any(role in c.roles and c.values - BUILT_IN and not c.absent for c in mention.row.frame)
        for head in mention.roles.get(role, ()):
            for noun in members(notes.document, head):
                other = found.get(noun)
                if other is None or other.row.pos != "noun" or noun == mention.word:
                    continue
                same = other.row.type == mention.row.type and (role == "obj" or named)
                if same or (named and mention.row.type not in VERBAL_TYPES):
                    out.append(noun)
    for role in mention.roles.keys() - {"obj", "subj", "clause", "gov", "poss", "mod", "iobj"}:
        # "travelled to Oslo for talks", "provided billions as military aid": one deed
        for noun in mention.roles[role]:
            other = found.get(noun)
            if (
                other is not None
                and other.row.type == mention.row.type
                and other.row.pos == "noun"
                and noun > mention.word
            ):
                out.append(noun)
    return out
