"""Where: the place of a deed, with its country and position where the tables know them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.knowledge.actors import PlaceRow, StateForm, state_names
from dateline.knowledge.frames import classes
from dateline.language.arguments import is_verbal
from dateline.reading.frames import Roles, roles
from dateline.reading.marks import place_rows
from dateline.reading.notes import Notes
from dateline.records import Place


def where(notes: Notes, its: Roles, governors: tuple[int, ...], goes: bool) -> Place | None:
    """The place that stands with the deed: its own prepositions first, then those of the verbs over it. `goes`: the
    deed is a way somewhere, so that "to" names where it is."""
    prepositions = classes().get("@placeto" if goes else "@placeat", frozenset())
    for found in (its, *(roles(notes, g) for g in governors)):
        for preposition in sorted(prepositions & found.keys(), key=lambda p: found[p]):
            for head in found[preposition]:
                place = at(notes, head)
                if place is not None:
                    return place
        if goes:
            for head in found.get("obj", ()):
                place = at(notes, head)
                if place is not None:
                    return place
    return None


def pointed(notes: Notes, phrases: Iterable[Iterable[int]]) -> Place | None:
    """The place that the first of some phrases names that names one."""
    found = (at(notes, word) for words in phrases for word in words)
    return next((place for place in found if place is not None), None)


def around(notes: Notes, word: int) -> Place | None:
    """Where it is done along with something else: "Kabul car bombing", "Clashes left two dead in Osk", "a missile hit Osk,
    killing five"."""
    document = notes.document
    for child in document.under(word, "compound", "nmod:poss"):
        name = document.name_at.get(child)
        if name is not None and name.kind == "LOC" and child not in notes.actors.marks.states:
            return at(notes, child)
    above = document.heads[word]
    if above < 0:
        return None
    along = document.labels[word] in ("conj", "nsubj", "nsubj:pass") or (
        document.xpos[word] == "VBG" and document.labels[word] == "advcl"
    )
    return where(notes, roles(notes, above), (), False) if along and is_verbal(document, above) else None


def _likeliest(notes: Notes, rows: Sequence[PlaceRow], sentence: int) -> PlaceRow:
    """Of places of one name that of the state which the sentence or the report speaks of, else the largest."""
    marks = notes.actors.marks
    here = marks.setting.at(sentence)
    spoken = marks.setting.whole
    return max(rows, key=lambda r: (r.code == here, r.code == marks.home, spoken.get(r.code or "", 0.0), r.population))


def at(notes: Notes, word: int) -> Place | None:
    """The place that a noun names."""
    document, marks = notes.document, notes.actors.marks
    state = marks.states.get(word)
    name = document.name_at.get(word)
    first, last = (name.first, name.last) if name and name.kind == "LOC" else (word, word)
    if state is not None:
        first, last = state.first, state.last
    rows = place_rows(document, first, last)
    text = document.span(first, last).text
    if state is not None and isinstance(state.row, StateForm):
        code = state.row.code
        if state.row.kind == "capital" and rows:
            row = next((r for r in rows if r.code == code), rows[0])
            return Place(text=text, name=row.name, country=code, latitude=row.latitude, longitude=row.longitude)
        if state.row.kind in ("name", "capital"):
            return Place(
                text=text, name=text if state.row.kind == "capital" else state_names().get(code, code), country=code
            )
        return None
    if rows:
        row = _likeliest(notes, rows, document.sentence_of[word])
        return Place(text=text, name=row.name, country=row.code, latitude=row.latitude, longitude=row.longitude)
    if name is not None and name.kind == "LOC":
        return Place(text=text, name=text, country=marks.setting.at(document.sentence_of[word]))
    phrase = notes.actors.phrases.get(word)
    if phrase and phrase.country and notes.names_of(word) & classes().get("@placenoun", frozenset()):
        span = document.span(phrase.first, phrase.last)
        return Place(text=span.text, name=span.text, country=phrase.country)
    return None
