"""Who: the actors that the noun phrases, pronouns and descriptions of a report mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.knowledge.actors import Group, StateForm, state_names
from dateline.knowledge.pronouns import pronouns
from dateline.language import Document
from dateline.language.arguments import members
from dateline.reading.persons import Person, persons
from dateline.reading.phrases import Marks, Phrase, heads, marks, phrase, surname
from dateline.reading.quote_marks import stretches
from dateline.records import Actor

REACH = 4  # sentences back in which a pronoun or description finds whom it means


@dataclass(frozen=True)
class Actors:
    """`meant[head]` are the actors that the phrase headed by a word means; `why[head]` the row or step behind it.

    `first_person` are heads such as "we" and "I": whoever speaks, which `says_who` knows."""

    meant: dict[int, tuple[Actor, ...]]
    why: dict[int, str]
    first_person: dict[int, str]
    marks: Marks
    phrases: dict[int, Phrase]

    def at(self, word: int) -> tuple[Actor, ...]:
        return self.meant.get(word, ())


@dataclass
class _Past:
    """Whom the report has named so far, latest last: (word, sentence, is subject, actor)."""

    persons: list[tuple[int, int, bool, Actor]] = field(default_factory=list)
    states: list[tuple[int, int, bool, Actor]] = field(default_factory=list)
    bodies: list[tuple[int, int, bool, Actor]] = field(default_factory=list)
    groups: list[tuple[int, int, bool, tuple[Actor, ...]]] = field(default_factory=list)
    quoted: frozenset[int] = frozenset()
    """Words between quotation marks: a pronoun outside doesn't mean whom the speaker speaks of."""
    homes: dict[str, str | None] = field(default_factory=dict)
    """For persons whose state nothing tells, the one that their first sentence is about."""


def who(document: Document) -> Actors:
    """Resolves every noun phrase of the document that can act."""
    found = marks(document)
    phrases = {h: phrase(document, found, h) for h in heads(document)}
    beside = {h: _apposition(document, phrases, h) for h in phrases}
    roles = {h: document.span(*p.office_span).text for h, p in phrases.items() if p.office_span}
    known = persons([(phrases[h], beside[h]) for h in sorted(phrases)], roles, document.report.date)
    meant: dict[int, tuple[Actor, ...]] = {}
    why: dict[int, str] = {}
    first: dict[int, str] = {}
    past = _Past(quoted=_quoted(document))
    for head in sorted(phrases):
        table = pronouns()
        word = document.words[head].lower()
        kind = table[word] if document.upos[head] in ("PRON", "DET", "NUM") and word in table else None
        if kind in ("i", "we"):
            first[head] = kind
            continue
        if kind:
            actors, reason = _pronoun(document, head, kind, past)
        else:
            actors, reason = _noun(document, found, phrases[head], beside[head], known, past)
        if actors:
            meant[head], why[head] = actors, reason
            _remember(document, head, phrases[head], actors, kind is not None, past)
    return Actors(meant, why, first, found, phrases)


def _quoted(document: Document) -> frozenset[int]:
    return frozenset(w for s in stretches(document.report.text) for w in document.words_in(s.start, s.end))


def _apposition(document: Document, phrases: dict[int, Phrase], head: int) -> Phrase | None:
    """The phrase that says the same of the same person: "Osman Saleh, the foreign minister"."""
    for child in document.under(head, "appos"):
        if child in phrases:
            return phrases[child]
    if document.labels[head] == "appos" and document.heads[head] in phrases:
        return phrases[document.heads[head]]
    return None


def actor(document: Document, p: Phrase, name: str, **fields: str | None) -> Actor:
    span = document.span(p.first, p.last)
    return Actor(text=span.text, start=span.start, end=span.end, name=name, **fields)


def _each_state(document: Document, found: Marks, p: Phrase) -> list[str]:
    """The states of a plural that names several: "the ministers of Turkey and Romania", "British and French troops"."""
    if document.xpos[p.head] not in ("NNS", "NNPS"):
        return []
    out: list[str] = []
    for child in document.under(p.head, "nmod", "amod", "compound"):
        for word in members(document, child):
            mark = found.states.get(word)
            if mark is not None and isinstance(mark.row, StateForm):
                out.append(mark.row.code)
    return list(dict.fromkeys(out))


def _noun(
    document: Document, found: Marks, p: Phrase, beside: Phrase | None, known: dict[str, Person], past: _Past
) -> tuple[tuple[Actor, ...], str]:
    if p.person or (beside and beside.person and p.office):
        named = p.person or (beside.person if beside else None)
        assert named is not None
        return _person(document, p, known[surname(named.text)], _home_of(document, found, past, surname(named.text), p))
    several = _each_state(document, found, p) if (p.office or p.group) and not p.organisation else []
    if len(several) > 1:
        sector = p.office.sector if p.office else p.group.sector if p.group else None
        role = document.span(*p.office_span).text if p.office_span else None
        called = document.span(p.first, p.last).text
        row = p.office.at if p.office else p.group.at if p.group else ""
        return tuple(actor(document, p, called, country=c, sector=sector or None, role=role) for c in several), row
    if p.office and not p.organisation:
        return _office(document, found, p, known, past)
    if p.state:
        return (_state(document, p, p.state.code, p.state.kind),), p.state.at
    if p.organisation:
        o = p.organisation
        out = actor(document, p, o.name, country=o.code, sector=o.sector, organisation=o.name)
        return (out,), o.at
    if p.group and p.group.kind == "state":
        return _states_meant(document, p, past)
    if p.group:
        return _group(document, found, p, p.group, past)
    if p.named_org:
        country = p.country or _local(document, found, p)
        return (
            actor(document, p, p.named_org, country=country, sector=_sector_in(found, p), organisation=p.named_org),
        ), "a name of an organisation"
    return (), ""


def _state(document: Document, p: Phrase, code: str, kind: str) -> Actor:
    sector = "CVL" if kind == "people" else "GOV"
    return actor(document, p, state_names().get(code, code), country=code, sector=sector)


def _home_of(document: Document, found: Marks, past: _Past, name: str, p: Phrase) -> str | None:
    if name not in past.homes:
        past.homes[name] = _local(document, found, p)
    return past.homes[name]


def _person(document: Document, p: Phrase, person: Person, home: str | None) -> tuple[tuple[Actor, ...], str]:
    country = person.country or (None if person.organisation or person.sector == "IGO" else home)
    out = actor(
        document, p, person.name, country=country, sector=person.sector or "CVL", role=person.role,
        person=person.name, organisation=person.organisation,
    )  # fmt: skip
    return (out,), person.why or "a person's name"


def _office(
    document: Document, found: Marks, p: Phrase, known: dict[str, Person], past: _Past
) -> tuple[tuple[Actor, ...], str]:
    """An office without a name: the person of the report who holds it, else the office of its state."""
    assert p.office is not None
    assert p.office_span is not None
    plural = document.xpos[p.head] in ("NNS", "NNPS")
    definite = any(
        document.words[d].lower() in ("the", "his", "her", "its", "their")
        for d in document.under(p.head, "det", "nmod:poss")
    )
    if not plural and definite:
        for _, sentence, _, earlier in reversed(past.persons):
            person = known.get(surname(earlier.person or earlier.name))
            same_office = person and person.office and person.office.office_class == p.office.office_class != ""
            same_word = person and person.role and p.office.office in person.role.lower()
            same_state = p.country is None or earlier.country == p.country
            vague = p.office.office_class == "" and p.country is not None and earlier.sector == p.office.sector
            near = document.sentence_of[p.head] - sentence <= 2 * REACH
            if same_state and near and (same_office or same_word or vague):
                same = actor(
                    document, p, earlier.name, country=earlier.country, sector=earlier.sector, role=earlier.role,
                    person=earlier.person, organisation=earlier.organisation,
                )  # fmt: skip
                return (same,), f"{p.office.at}: the {p.office.office} is {earlier.name}"
    country = p.country or (_local(document, found, p) if p.office.sector != "IGO" else None)
    role = document.span(*p.office_span).text
    name = document.span(p.first, p.last).text
    return (actor(document, p, name, country=country, sector=p.office.sector, role=role),), p.office.at


def _group(document: Document, found: Marks, p: Phrase, group: Group, past: _Past) -> tuple[tuple[Actor, ...], str]:
    country = p.country
    if country is None:
        for _, _, _, earlier in reversed(past.groups):
            if earlier[0].text.lower().split()[-1] == document.words[p.head].lower() and earlier[0].country:
                country = earlier[0].country
                break
    if country is None and group.sector not in ("IGO",):
        country = _local(document, found, p)
    name = document.span(p.first, p.last).text
    return (actor(document, p, name, country=country, sector=group.sector or None),), group.at


def _states_meant(document: Document, p: Phrase, past: _Past) -> tuple[tuple[Actor, ...], str]:
    """ "both nations", "the two countries", "the country": the states named last."""
    if p.country:
        return (_state(document, p, p.country, "name"),), "a state by its adjective"
    count = 2 if document.xpos[p.head] in ("NNS", "NNPS") else 1
    here = document.sentence_of[p.head]
    together = [
        g
        for _, s, _, g in past.groups
        if here - s <= REACH and len(g) == 2 and all(a.country and not a.person for a in g)
    ]
    if count == 2 and together:
        out = tuple(_state(document, p, a.country or "", "name") for a in together[-1])
        return out, "the two named together last: " + ", ".join(a.name for a in out)
    recent: dict[str, Actor] = {}
    for _, sentence, _, state in reversed(past.states):
        if here - sentence <= REACH and state.country and state.country not in recent:
            recent[state.country] = state
        if len(recent) == count:
            break
    if len(recent) < count:
        return (), ""
    out = tuple(_state(document, p, code, "name") for code in reversed(recent))
    return out, "the states named last: " + ", ".join(a.name for a in out)


def _sector_in(found: Marks, p: Phrase) -> str | None:
    for w in range(p.last, p.first - 1, -1):
        if w in found.groups and isinstance(found.groups[w].row, Group):
            return found.groups[w].row.sector  # type: ignore[union-attr]
    return None


def _local(document: Document, found: Marks, p: Phrase) -> str | None:
    """The state of a group or office that doesn't say its own: the one that its sentence is about."""
    return found.setting.at(document.sentence_of[p.head]) or found.home


def _pronoun(document: Document, head: int, kind: str, past: _Past) -> tuple[tuple[Actor, ...], str]:
    here = document.sentence_of[head]
    span = document.span(head, head)
    verb = document.heads[head]

    def again(a: Actor) -> Actor:
        return Actor(
            text=span.text, start=span.start, end=span.end, name=a.name, country=a.country, sector=a.sector,
            role=a.role, person=a.person, organisation=a.organisation,
        )  # fmt: skip

    def nearest(rows: list[tuple[int, int, bool, Actor]]) -> Actor | None:
        fit = [
            (s, subject, w, a)
            for w, s, subject, a in rows
            if here - s <= REACH
            and not (document.heads[w] == verb and verb >= 0)
            and (head in past.quoted or w not in past.quoted)
        ]
        if not fit:
            return None
        return max(fit, key=lambda x: (-2 * (here - x[0]) + 3 * x[1], x[2]))[3]

    if kind == "he":
        one = nearest(past.persons)
        return ((again(one),), f"{span.text!r} is {one.name}") if one else ((), "")
    if kind == "it":
        one = nearest(past.states + past.bodies)
        return ((again(one),), f"{span.text!r} is {one.name}") if one else ((), "")
    if kind == "they":
        many = [g for g in past.groups if here - g[1] <= REACH]
        if many:
            return tuple(again(a) for a in many[-1][3]), f"{span.text!r} are {', '.join(a.name for a in many[-1][3])}"
        return (), ""
    if kind == "two":
        for rows in (past.persons, past.states):
            pair: dict[str, Actor] = {}
            for _, s, _, a in reversed(rows):
                if here - s <= REACH:
                    pair.setdefault(a.name, a)
                if len(pair) == 2:
                    out = tuple(again(a) for a in reversed(pair.values()))
                    return out, "the two named last: " + ", ".join(a.name for a in out)
    return (), ""


def _remember(
    document: Document, head: int, p: Phrase, actors: tuple[Actor, ...], is_pronoun: bool, past: _Past
) -> None:
    sentence = document.sentence_of[head]
    subject = document.labels[head].partition(":")[0] == "nsubj"
    for a in actors:
        if a.person or (a.role and document.xpos[head] not in ("NNS", "NNPS")):
            past.persons.append((head, sentence, subject, a))
        elif p.state or (a.country and is_pronoun and a.sector == "GOV"):
            past.states.append((head, sentence, subject, a))
        elif document.xpos[head] not in ("NNS", "NNPS") and not is_pronoun:
            past.bodies.append((head, sentence, subject, a))
    if document.xpos[head] in ("NNS", "NNPS") or (p.group and p.group.kind == "group"):
        past.groups.append((head, sentence, subject, actors))
    together = members(document, document.heads[head] if document.labels[head] == "conj" else head)
    if document.labels[head] == "conj" and together and head == together[-1]:
        first = next((g for g in reversed(past.persons + past.states + past.bodies) if g[0] == together[0]), None)
        if first:
            past.groups.append((head, sentence, subject, (first[3], *actors)))
