"""Noun phrases and the facts they carry: which state, office, organisation, group or person their words name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dateline.knowledge import actors
from dateline.knowledge.actors import Group, Office, Organisation, StateForm, key
from dateline.knowledge.own import own_actors
from dateline.language import Document
from dateline.language.arguments import preposition
from dateline.reading.marks import Mark, matches
from dateline.reading.setting import Setting, setting

INSIDE = frozenset({"compound", "flat", "amod", "nmod:desc", "nmod:unmarked", "nummod", "goeswith"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X", "SYM"})
NO_HEAD = frozenset(
    {
        "compound",
        "flat",
        "nmod:desc",
        "amod",
        "case",
        "det",
        "fixed",
        "goeswith",
        "punct",
        "cc",
        "mark",
        "advmod",
        "aux",
        "cop",
    }
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name as it stands: words `first` to `last`, both inside."""

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase headed by `head`, words `first` to `last`, and what its own words say."""

    head: int
    first: int
    last: int
    person: PersonName | None
    state: StateForm | None
    """The state that the phrase names, where it names one (not where an adjective only tells whose)."""
    organisation: Organisation | None
    office: Office | None
    office_span: tuple[int, int] | None
    group: Group | None
    country: str | None
    """Whose: by an adjective, an owner or "of"."""
    named_org: str | None
    """The name of an organisation that no table knows."""


@dataclass(frozen=True)
class Marks:
    """For each word of a document the mark that covers it, by table."""

    states: dict[int, Mark]
    organisations: dict[int, Mark]
    offices: dict[int, Mark]
    groups: dict[int, Mark]
    persons: dict[int, PersonName]
    organisation_names: dict[int, tuple[int, int]]
    home: str | None
    """The state that the report is mostly about, where one stands out."""
    setting: Setting
    """The state that each sentence is about."""


def marks(document: Document) -> Marks:
    """Finds all names of the tables in the document and settles which of two overlapping ones counts."""
    organisations = {
        (a, b): rows[0] for a, b, rows in matches(document, "organisations", False) if _is_name(document, a, b)
    }
    states = {(a, b): rows for a, b, rows in matches(document, "states", False)}
    offices = {i: Mark(a, b, row) for a, b, row in matches(document, "offices", True) for i in range(a, b + 1)}
    persons = [p for p in _persons(document) if not all(i in offices for i in range(p.first, p.last + 1))]
    org_at: dict[int, Mark] = {}
    for (a, b), row in organisations.items():
        if not _inside(persons, a, b):
            org_at |= {i: Mark(a, b, row) for i in range(a, b + 1)}
    state_at: dict[int, Mark] = {}
    for (a, b), rows in states.items():
        if not _inside(persons, a, b) and not _within(org_at, a, b):
            state_at |= {i: Mark(a, b, rows[0]) for i in range(a, b + 1)}
            for i in range(a, b + 1):
                if org_at.get(i) and org_at[i].last - org_at[i].first <= b - a:
                    del org_at[i]
    person_at = {i: p for p in persons if not _within(state_at, p.first, p.last) for i in range(p.first, p.last + 1)}
    groups = {i: Mark(a, b, row) for a, b, row in matches(document, "groups", True) for i in range(a, b + 1)}
    hidden = frozenset(key(own.form) for own in own_actors("hide"))
    names = {
        i: (n.first, n.last)
        for n in document.names
        if n.kind == "ORG"
        and n.first not in state_at
        and n.first not in person_at
        and key(document.span(n.first, n.last).text) not in hidden
        for i in range(n.first, n.last + 1)
    }
    return Marks(
        state_at,
        org_at,
        offices,
        groups,
        person_at,
        names,
        _home(state_at, org_at),
        setting(document, state_at, org_at),
    )


def _is_name(document: Document, first: int, last: int) -> bool:
    """A common word that only looks like an organisation's name at the beginning of a sentence is none."""
    return any(
        document.upos[i] == "PROPN" or document.words[i].isupper() or i in document.name_at
        for i in range(first, last + 1)
    )


def _persons(document: Document) -> list[PersonName]:
    found = {
        (n.first, n.last)
        for n in document.names
        if n.kind == "PER" and any(c.isalpha() for c in document.words[n.last])
    }
    for a, b, _ in matches(document, "holders_by_name", False):
        if b > a and document.words[a][0].isupper() and not any(x <= a and b <= y for x, y in found):
            found = {(x, y) for x, y in found if y < a or x > b} | {(a, b)}
    out = []
    for a, b in sorted(found):
        if document.words[b] in ("'s", "’s") and b > a:
            b -= 1
        out.append(PersonName(a, b, document.span(a, b).text))
    return out


def _inside(persons: list[PersonName], first: int, last: int) -> bool:
    return any(p.first <= first and last <= p.last and p.last - p.first > last - first for p in persons)


def _within(marks_at: dict[int, Mark], first: int, last: int) -> bool:
    mark = marks_at.get(first)
    return mark is not None and mark.first <= first and last <= mark.last


def _home(states: dict[int, Mark], organisations: dict[int, Mark]) -> str | None:
    """The state named most, if it is named twice as often as the next."""
    counts: Counter[str] = Counter()
    for mark in {(m.first, m.last): m for m in states.values()}.values():
        if isinstance(mark.row, StateForm):
            counts[mark.row.code] += 2 if mark.row.kind == "name" else 1
    for mark in {(m.first, m.last): m for m in organisations.values()}.values():
        if isinstance(mark.row, Organisation) and mark.row.code:
            counts[mark.row.code] += 1
    ranked = sorted(counts.items(), key=lambda x: (-x[1], x[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def heads(document: Document) -> list[int]:
    """Words that head a noun phrase, in text order."""
    return [
        i
        for i in range(len(document.words))
        if document.upos[i] in NOMINAL
        and document.labels[i].partition(":")[0] not in NO_HEAD
        and document.labels[i] not in NO_HEAD
    ]


def inside(document: Document, head: int) -> list[int]:
    """The words of the phrase itself: head, compounds, adjectives, parts of a name; neither article nor owner."""
    out, todo = [], [head]
    while todo:
        at = todo.pop()
        out.append(at)
        todo += [
            c
            for c in document.children[at]
            if document.labels[c] in INSIDE or (document.labels[c] == "conj" and document.labels[at] == "amod")
        ]
    return sorted(out)


def phrase(document: Document, found: Marks, head: int) -> Phrase:
    """The facts of the phrase that `head` heads."""
    words = inside(document, head)
    person = next((found.persons[w] for w in words if w in found.persons), None)
    office_mark = next(
        (found.offices[w] for w in reversed(words) if w in found.offices and w not in found.persons), None
    )
    if person is None and office_mark is not None and office_mark.first <= head <= office_mark.last:
        person = found.persons.get(office_mark.last + 1)  # "Secretary of State Antony Blinken"
    org_mark = found.organisations.get(head) or (
        next((found.organisations[w] for w in words if w in found.organisations), None) if not person else None
    )
    group_mark = found.groups.get(head)
    state_mark = found.states.get(head)
    state = state_mark.row if state_mark and isinstance(state_mark.row, StateForm) else None
    if state and (person or org_mark or (office_mark and office_mark.first != state_mark.first)):  # type: ignore[union-attr]
        state = None
    organisation = org_mark.row if org_mark and isinstance(org_mark.row, Organisation) else None
    named = found.organisation_names.get(head)
    span = [w for w in words if _contiguous(document, w, head, words)]
    for mark in (office_mark, org_mark, state_mark, group_mark):
        if mark and mark.first <= head <= mark.last:
            span += [mark.first, mark.last]
    if person:
        span += [person.first, person.last]
    return Phrase(
        head=head,
        first=min([*span, head]),
        last=max([*span, head]),
        person=person,
        state=state,
        organisation=organisation,
        office=office_mark.row if office_mark and isinstance(office_mark.row, Office) else None,
        office_span=(office_mark.first, office_mark.last) if office_mark else None,
        group=group_mark.row if group_mark and isinstance(group_mark.row, Group) else None,
        country=_whose(document, found, head, words, organisation),
        named_org=document.span(*named).text if named and not organisation and not person else None,
    )


def _contiguous(document: Document, word: int, head: int, words: list[int]) -> bool:
    low, high = min(word, head), max(word, head)
    gap = [i for i in range(low, high) if i not in words and i != head]
    return all(document.words[i] in "-–'’.," or document.labels[i] in ("case", "punct", "cc", "conj") for i in gap)


def _whose(
    document: Document, found: Marks, head: int, words: list[int], organisation: Organisation | None
) -> str | None:
    """The country that the phrase's modifiers give: adjective or name before, owner, "of", "in", then its organisation's."""
    for w in words:
        if w != head and w in found.states and head not in range(found.states[w].first, found.states[w].last + 1):
            return _code(found.states[w])
    for child in document.children[head]:
        label = document.labels[child]
        if label == "nmod:poss" and child in found.states:
            return _code(found.states[child])
        if label == "nmod:poss" and child in found.organisations:
            return _org_code(found.organisations[child])
        if (
            label == "nmod"
            and preposition(document, child) in ("of", "in", "from", "for", "to")
            and child in found.states
        ):
            return _code(found.states[child])
    for w in words:
        for child in document.children[w]:
            if w != head and document.labels[child] in ("nmod", "nmod:poss") and child in found.states:
                return _code(found.states[child])
    return organisation.code if organisation else None


def _code(mark: Mark) -> str | None:
    return mark.row.code if isinstance(mark.row, StateForm) else None


def _org_code(mark: Mark) -> str | None:
    return mark.row.code if isinstance(mark.row, Organisation) else None


def surname(name: str) -> str:
    """The last piece of a name, lower-case and without accents."""
    pieces = key(name)
    return pieces[-1].lower() if pieces else name.lower()


__all__ = ["Marks", "PersonName", "Phrase", "actors", "heads", "inside", "marks", "phrase", "surname"]
