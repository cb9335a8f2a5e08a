"""Whose word a deed is: cues with a voice ("urged", "denied"), the speech that it stands in, the outlet."""

from __future__ import annotations

from dateline.reading.how_far import HowFar
from dateline.reading.notes import Notes
from dateline.reading.says_who import Voices
from dateline.reading.what import Mention, meant
from dateline.records import Actor


def voice_of(notes: Notes, voices: Voices, mention: Mention, how: HowFar) -> tuple[Actor, ...]:
    """The chain of voices, nearest first, each once."""
    out: dict[str, Actor] = {}
    for head in how.voices:
        for actor in meant(notes, voices, head):
            out.setdefault(actor.person or actor.name, actor)
    for actor in voices.chain(mention.word):
        out.setdefault(actor.person or actor.name, actor)
    return tuple(out.values())
