"""On which days: the date expression that belongs to a deed, or the report's day where the deed is told as of today."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.knowledge.frames import classes
from dateline.language import Document
from dateline.language.arguments import is_verbal, members
from dateline.reading.notes import Notes
from dateline.reading.when import TimeExpression, toward
from dateline.records import Days

AHEAD = frozenset({"planned", "expected", "wanted", "asked", "conditional", "considered"})
"""Statuses of what has not come to be: "on Friday" is then the next one."""

LEAD = 2
"""Sentences at the head of a report, in which what "has" happened has happened by its day; further down it may be older."""
NEVER = frozenset({"denied", "refused"})
"""Statuses of what wasn't done on any day, unless one is told."""


def dated(
    notes: Notes, word: int, status: str, governors: tuple[int, ...] = (), pointed: Iterable[Iterable[int]] = ()
) -> Days | None:
    """The days of the deed at `word`. `governors` are cues and light verbs over it, whose dates are the deed's own
    where it has none; `pointed` are phrases that the model takes for its time."""
    told = (notes.time_at[w] for words in pointed for w in words if w in notes.time_at)
    expression = next((x for x in told if x.days is not None), None) or _own(notes, word)
    if expression is None:
        for governor in governors:
            expression = _own(notes, governor)
            if expression is not None:
                break
    if expression is not None:
        return toward(expression, notes.document.report.date, status in AHEAD)
    return _today(notes, governors[-1] if governors else word, status)


def _own(notes: Notes, word: int) -> TimeExpression | None:
    """A date expression among the dependents of a word, of its object, or of the verb that it shares its clause with."""
    document = notes.document
    near = _under(notes, word)
    if near is None:
        for child in document.under(word, "obj", "nsubj:pass", "xcomp"):
            if document.labels[child] != "xcomp":
                near = near or _under(notes, child)
    above = document.heads[word]
    if near is None and above >= 0 and document.labels[word] == "conj" and not _under(notes, above):
        return None
    if near is None and above >= 0 and document.labels[word] == "conj" and is_verbal(document, word):
        return _under(notes, above) if above < word else None
    if near is None and above >= 0 and _along(document, word, above):
        return _under(notes, above)
    return near


def _along(document: Document, word: int, above: int) -> bool:
    """Is it done along with what the verb above says: "a missile hit a house on Saturday, killing five", "clashes left two
    dead on Thursday"?"""
    if not is_verbal(document, above):
        return False
    label = document.labels[word]
    if document.xpos[word] == "VBG" and label == "advcl":
        return above < word and not document.under(word, "mark", "nsubj", "aux")
    return label == "nsubj" and not is_verbal(document, word) and document.xpos[above] in ("VBD", "VBN", "VBZ")


def _under(notes: Notes, word: int) -> TimeExpression | None:
    """The nearest resolved expression that hangs on a word by itself or in a phrase of time."""
    document = notes.document
    found: list[tuple[int, TimeExpression]] = []
    for child in document.children[word]:
        base = document.labels[child].partition(":")[0]
        if base not in ("obl", "nmod", "advmod", "advcl", "nummod", "compound", "amod", "appos"):
            continue
        if base == "advcl" or (base == "obl" and child in notes.actors.meant):
            continue
        for w in (child, *document.children[child], *(m for m in members(document, child))):
            expression = notes.time_at.get(w)
            if expression is not None and expression.days is not None:
                found.append((abs(w - word), expression))
    return min(found, key=lambda x: (x[0], x[1].start))[1] if found else None


def _today(notes: Notes, word: int, status: str) -> Days | None:
    """The report's day: for what goes on, and for what "has" happened in the main clause without "already"."""
    document, day = notes.document, notes.document.report.date
    if day is None or status in AHEAD or status in NEVER:
        return None
    today = Days(start=day, end=day, text=None, basis="report")
    if status == "ongoing":
        return today
    verb = word if is_verbal(document, word) else document.heads[word]
    if verb < 0 or not is_verbal(document, verb):
        return None
    if any(document.words[c].lower() in classes().get("@sofar", frozenset()) for c in document.children[verb]):
        return None
    present = any(document.xpos[a] in ("VBZ", "VBP") for a in document.under(verb, "aux"))
    finite = document.xpos[verb] in ("VBZ", "VBP")
    return (
        today
        if (present or finite) and is_main(document, verb) and (finite or document.sentence_of[verb] < LEAD)
        else None
    )


def is_main(document: Document, verb: int) -> bool:
    """Is it the verb of a main clause, or of what somebody says?"""
    return (
        document.labels[verb].partition(":")[0] in ("root", "ccomp", "conj", "parataxis")
        and document.labels[verb] != "acl:relcl"
    )
