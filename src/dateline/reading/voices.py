"""Voices: who says what stretch of a report, and for each word the chain of those who vouch for it."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from dateline.language import Document
from dateline.records import Actor, QuoteForm, Span


@dataclass(frozen=True)
class Voice:
    """What somebody says: `text[start:end]`. `speaker` may be empty: somebody the report doesn't name."""

    start: int
    end: int
    speaker: tuple[Actor, ...]
    cue: Span | None
    form: QuoteForm
    why: str
    outlet: bool = False
    """The speaker is a medium that only carries it."""
    counts: bool = True
    """A quote of its own; not merely a voice."""
    addressees: tuple[Actor, ...] = ()


@dataclass(frozen=True)
class Voices:
    """The voices of a document, in text order."""

    document: Document
    voices: tuple[Voice, ...]

    def over(self, start: int, end: int) -> list[Voice]:
        """The voices whose words hold a stretch of text, nearest first."""
        held = [v for v in self.voices if v.start <= start and end <= v.end]
        return sorted(held, key=lambda v: (v.outlet, v.end - v.start, v.start))

    def chain(self, word: int) -> tuple[Actor, ...]:
        """Who says what this word says: the nearest voice first, then the outlet that carries it."""
        out: dict[str, Actor] = {}
        for voice in self.over(self.document.starts[word], self.document.ends[word]):
            for actor in voice.speaker:
                out.setdefault(actor.person or actor.name, actor)
        return tuple(out.values())

    def speaker_at(self, word: int) -> tuple[Actor, ...]:
        """Whom "we" and "I" mean here: who says it, or in reported speech nobody."""
        for voice in self.over(self.document.starts[word], self.document.ends[word]):
            if voice.form != "indirect" and not voice.outlet:
                text = self.document.report.text[self.document.starts[word] : self.document.ends[word]]
                return tuple(
                    msgspec.structs.replace(
                        a, text=text, start=self.document.starts[word], end=self.document.ends[word]
                    )
                    for a in voice.speaker
                )
        return ()
