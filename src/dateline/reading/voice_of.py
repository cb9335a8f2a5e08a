"""Whose word a deed is: cues with a voice ("urged", "denied"), the speech that it stands in, the outlet."""

from __future__ import annotations

from dateline.reading.how_far import HowFar
from dateline.reading.notes import Notes, key
from dateline.reading.parties import voiced
from dateline.reading.scenes import spoken
from dateline.reading.standings import Standings
from dateline.reading.voices import Voices
from dateline.reading.what import Mention, meant
from dateline.records import Actor

OUTLET = "MED"


def voice_of(notes: Notes, voices: Voices, mention: Mention, how: HowFar, standings: Standings) -> tuple[Actor, ...]:
    """The chain of voices, nearest first, each once. Whether the nearest is one at all, and whether it is another, is
    weighed; an outlet that a cue names carries the report, and is neither weighed nor lost."""
    chain = by_cues(notes, voices, mention, how)
    if chain and (key(chain[0]) not in standings.keys or chain[0].sector == OUTLET):
        return chain
    known = spoken(notes, voices, mention, chain)
    first = voiced(notes, known, standings)
    if first is None:
        return tuple(a for a in chain if a.sector == OUTLET)
    return (first, *(a for a in chain if key(a) != key(first)))


def by_cues(notes: Notes, voices: Voices, mention: Mention, how: HowFar) -> tuple[Actor, ...]:
    """The chain of voices that the tables find."""
    out: dict[str, Actor] = {}
    for head in how.voices:
        for actor in meant(notes, voices, head):
            out.setdefault(actor.person or actor.name, actor)
    for actor in voices.chain(mention.word):
        out.setdefault(actor.person or actor.name, actor)
    return tuple(out.values())
