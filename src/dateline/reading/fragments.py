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


def before_colon(notes: Notes, start: int, first: int) -> tuple[Actor, ...]:
    """Who does what stands before the colon that marked words follow: «Edwards addressed the public: "Stay home."»"""
    document, text = notes.document, notes.document.report.text
    before = text[:start].rstrip("\"“'‘„« \t")
    if not before.endswith(":") or not document.words[first][0].isupper():
        return ()
    words = document.words_in(text.rfind("\n", 0, len(before)) + 1, len(before))
    at = document.sentence_of[words[-1]] if words else -1
    verbs = [w for w in words if document.sentence_of[w] == at and document.xpos[w] in ("VBD", "VBZ", "VBP", "VBN")]
    for verb in sorted(verbs, key=lambda w: (len(list(document.path_up(w))), w)):
        agents = [a.word for a in arguments(document, verb) if a.role == "agent"]
        found = [x for a in agents for x in notes.actors.at(a) if x.person or x.organisation or x.role]
        if found:
            return tuple(found[:1])
    return ()
