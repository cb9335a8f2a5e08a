"""Whose words a marked piece of the report's own sentence is, where no word of speech introduces it: «Ford stands behind him
"one hundred percent"»."""

from __future__ import annotations

from dateline.language.arguments import arguments, is_verbal
from dateline.reading.notes import Notes
from dateline.records import Actor

_REACH = 4  # steps up from the piece to the verb whose subject speaks


def whose(notes: Notes, words: list[int]) -> tuple[Actor, ...]:
    """Who does what the piece stands in, if that is somebody who can speak; else nobody. Names of works and things stand
    in marks too: they begin with a capital."""
    document = notes.document
    if (
        len(words) < 2
        or document.words[words[0]][0].isupper()
        or document.sentence_of[words[0]] != document.sentence_of[words[-1]]
    ):
        return ()
    inside = set(words)
    at = next((w for w in words if document.heads[w] not in inside), words[0])
    for _ in range(_REACH):
        if is_verbal(document, at):
            agents = [a.word for a in arguments(document, at) if a.role == "agent" and a.word not in inside]
            found = tuple(
                x for a in agents for x in notes.actors.at(a) if x.person or x.organisation or x.role or x.country
            )
            if agents:
                return found
        at = document.heads[at]
        if at < 0:
            break
    return ()
