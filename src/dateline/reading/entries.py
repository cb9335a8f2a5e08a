"""The entries that the deeds of support themselves tell: for each good who gives it to whom, and how far that has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.knowledge.deeds import Deed, deeds
from dateline.knowledge.frames import classes
from dateline.language.arguments import is_verbal, passive, preposition
from dateline.reading.frames import Roles, roles
from dateline.reading.goods import Good, goods
from dateline.reading.how_far import how_far
from dateline.reading.notes import Notes, key, political
from dateline.reading.told import Telling
from dateline.records import Actor, Days, Status

GIVEN: tuple[str, ...] = ("obj", "with", "of", "in", "worth", "for")
ASKED: tuple[str, ...] = ("for", "obj")
DONE = frozenset({"happened", "ongoing"})
_MILD = frozenset({"RETREAT", "MOBILIZE", "AGREE", "COOPERATE", "SUPPORT", "CONCEDE", "CONSULT"})
_UNMET = frozenset({"wanted", "denied", "refused", "cancelled"})


@dataclass(frozen=True)
class Entry:
    """A good given or to be given: `word` tells of it, `row` is the rule that reads it so."""

    good: Good
    word: int
    row: str
    status: Status
    donors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    contexts: tuple[str, ...] = ()
    said_by: tuple[Actor, ...] = ()
    speech: int | None = None
    """The word of the speech in which it is told."""
    days: Days | None = None
    package: str | None = None
    weak: bool = False
    """Read from no deed of support: it holds only where both sides are known."""
    apart: bool = False
    """Another than what was told just before, though it looks the same."""


def told(notes: Notes, tellings: Sequence[Telling]) -> list[Entry]:
    """The entries of the deeds, each good once, in text order."""
    taken: set[int] = set()
    out: list[Entry] = []
    for telling in sorted(tellings, key=_precedence):
        fresh = [e for e in _of(notes, telling) if e.good.word not in taken]
        taken |= {e.good.word for e in fresh}
        out += fresh
    for entry in _given(notes, tellings):
        if entry.good.word not in taken:
            taken.add(entry.good.word)
            out.append(entry)
    return sorted((_come_of(notes, e) for e in out), key=lambda e: e.good.word)


def _come_of(notes: Notes, entry: Entry) -> Entry:
    """What is told of goods beside what was promised: "the tanks that Ottawa pledged have all been handed over"."""
    document, word = notes.document, entry.word
    thing = document.heads[word]
    if not document.labels[word].startswith("acl") or thing not in (entry.good.word, document.heads[entry.good.word]):
        return entry
    verb = document.heads[thing]
    if verb < 0 or document.labels[thing] not in ("nsubj", "nsubj:pass") or not is_verbal(document, verb):
        return entry
    lemma = document.lemmas[verb].lower()
    given = lemma in giving() and document.labels[thing] == "nsubj:pass"
    if not given and not (document.labels[thing] == "nsubj" and lemma in classes()["@arriving"]):
        return entry
    return replace(entry, word=verb, status=how_far(notes, verb, "AID").status, days=None)


def _precedence(telling: Telling) -> tuple[bool, int]:
    """Deeds of support before requests for them; verbs and nouns as they stand."""
    return telling.mention.row.type != "AID", telling.mention.word


def _of(notes: Notes, telling: Telling) -> list[Entry]:
    mention, row = telling.mention, telling.mention.row
    needed = row.type == "AID" and bool(notes.names_of(mention.word) & classes()["@needing"])
    if notes.names_of(mention.word) & classes()["@selling"]:
        return []
    if row.type == "AID" and not needed:
        donors, recipients, where = mention.told_actors, mention.told_recipients, GIVEN
    elif row.type == "REQUEST" or needed:
        donors, recipients, where = mention.told_recipients, mention.told_actors, ASKED
    else:
        return []
    if row.type == "AID" and mention.roles.get("obj"):
        where = GIVEN[:-1]  # what comes after "for" is the purpose then
    found = goods(notes, mention.roles, mention.word, where)
    if row.type == "REQUEST":
        found = [g for g in found if g.word in notes.item_at or g.value]
    package = (
        f"package@{notes.document.starts[mention.word]}" if len(found) > 1 and any(g.value for g in found) else None
    )
    speech = next((s.word for s in reversed(telling.how.steps) if s.voices), None)
    given = to_whom(notes, mention.roles, mention.word) if row.type == "AID" and not needed else ()
    status: Status = _status(notes, telling)
    if needed:
        status = "wanted" if status in DONE else status
    recipients = tuple(a for a in recipients if not is_good(notes, a))
    return [
        Entry(
            g, mention.word, row.at, status, donors, meant_for(notes, g) or given or recipients, row.contexts,
            telling.said_by, speech, telling.days, package,
        )
        for g in found
    ]  # fmt: skip


def _given(notes: Notes, tellings: Sequence[Telling]) -> Iterator[Entry]:
    """Goods that are the object of a verb that gives ("deliver", "send") where no deed of support was seen."""
    document = notes.document
    at = {t.mention.word: t for t in tellings}
    verbs = giving()
    for word in range(len(document.words)):
        telling = at.get(word)
        if document.lemmas[word].lower() not in verbs or not is_verbal(document, word) or sold(notes, word):
            continue
        if telling is not None and telling.mention.row.type not in _MILD:
            continue
        its = roles(notes, word)
        found = [g for g in goods(notes, its, word, ("obj", "with")) if g.word in notes.item_at or g.value]
        if not found:
            continue
        how = telling.how if telling else how_far(notes, word, "AID")
        givers = tuple(a for w in its.get("subj", ()) for a in notes.who_at(w))
        takers = to_whom(notes, its, word)
        row = verbs[document.lemmas[word].lower()]
        said, days = (telling.said_by, telling.days) if telling else ((), None)
        speech = next((s.word for s in reversed(how.steps) if s.voices), None)
        status: Status = "planned" if how.status in DONE and _committed(notes, word) else how.status
        for good in found:
            whom = meant_for(notes, good) or takers
            if not whom and good.quantity is None and good.value is None:
                continue
            yield Entry(good, word, row.at, status, givers, whom, row.contexts, said, speech, days, None, True)


def to_whom(notes: Notes, its: Roles, word: int) -> tuple[Actor, ...]:
    """To whom the words of the deed say that it goes: "gave Ukraine", "sent a consignment of masks to Eswatini"."""
    document = notes.document
    if not is_verbal(document, word):
        return ()
    takers = classes()["@taker"]
    heads = [*its.get("iobj", ()), *its.get("to", ())]
    for thing in its.get("obj", ()):
        if not passive(document, word) or document.heads[thing] == word:
            heads += [c for c in document.under(thing, "nmod") if preposition(document, c) in takers]
    things = set(its.get("obj", ()))
    return tuple(a for w in heads if w not in things for a in notes.who_at(w) if political(a) and _standing(a))


def _standing(actor: Actor) -> bool:
    """A state or body, rather than people that are counted or described."""
    return bool(actor.organisation or actor.sector in ("GOV", "MIL", "COP", "IGO", "NGO"))


def is_good(notes: Notes, actor: Actor) -> bool:
    """Is somebody among what is given: "brought 54 rescuers", "sent two officers"?"""
    words = notes.document.words_in(actor.start, actor.end)
    return not actor.person and not actor.organisation and any(w in notes.item_at for w in words)


def sold(notes: Notes, word: int) -> bool:
    """Does the sentence speak of buying and selling?"""
    document = notes.document
    first, last = document.sentences[document.sentence_of[word]]
    return any(document.lemmas[i].lower() in classes()["@sold"] for i in range(first, last + 1))


@lru_cache(maxsize=1)
def giving() -> dict[str, Deed]:
    """Verbs of giving, each with the first row of the deeds of support that has it."""
    out: dict[str, Deed] = {}
    for deed in deeds():
        if (
            deed.predicate in classes()["@giving"]
            and deed.type == "AID"
            and deed.pos == "verb"
            and any("obj" in c.roles and c.values for c in deed.frame)
        ):
            out.setdefault(deed.predicate.split(" ")[0], deed)
    return out


def meant_for(notes: Notes, good: Good) -> tuple[Actor, ...]:
    """Whom the words of the good itself name as its taker: "weapons for Ukraine"."""
    takers = classes()["@taker"]
    near = [c for c in notes.document.under(good.word, "nmod") if preposition(notes.document, c) in takers]
    return tuple(a for c in near for a in notes.who_at(c))


def _status(notes: Notes, telling: Telling) -> Status:
    """As the deed stands; what is only announced, set aside or approved is planned, not given."""
    status, word = telling.how.status, telling.mention.word
    if telling.mention.row.type == "REQUEST":
        return "asked" if status in DONE else status if status in _UNMET else "wanted"
    if status in DONE and _committed(notes, word):
        return "planned"
    return status


def _committed(notes: Notes, word: int) -> bool:
    """Is the word of support itself one of promising, or a noun that such a word governs ("unveiled a package")?"""
    document, committing = notes.document, classes()["@committing"]
    if notes.names_of(word) & committing:
        return True
    committing = committing | classes()["@showing"]
    above = document.heads[word]
    noun = not is_verbal(document, word)
    return noun and above >= 0 and is_verbal(document, above) and bool(notes.names_of(above) & committing)


def apart(notes: Notes, entry: Entry) -> Iterator[Entry]:
    """One entry a giver where several give without a figure between them ("Latvia and Lithuania will send missiles"), one
    a taker where each gets so much; those who give jointly stay together."""
    document = notes.document
    first, last = document.sentences[document.sentence_of[entry.good.word]]
    words = {document.words[i].lower() for i in range(first, last + 1)}
    givers, takers = _each(entry.donors), _each(entry.recipients)
    bare = entry.good.quantity is None and entry.good.value is None
    if len(givers) > 1 and (words & classes()["@apiece"] or (bare and not words & classes()["@jointly"])):
        yield from (replace(entry, donors=g) for g in givers)
    elif len(takers) > 1 and words & classes()["@apiece"]:
        yield from (replace(entry, recipients=t) for t in takers)
    else:
        yield entry


def _each(actors: tuple[Actor, ...]) -> list[tuple[Actor, ...]]:
    by_key: dict[str, list[Actor]] = {}
    for actor in actors:
        by_key.setdefault(key(actor), []).append(actor)
    return [tuple(some) for some in by_key.values()]
