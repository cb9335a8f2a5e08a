"""Voices -> the `quote` records."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.language import Document
from dateline.reading.quote_judge import QuoteJudge
from dateline.reading.voices import Voice, Voices
from dateline.records import Actor, Quote, Span, key_of, record_id


def quotes(document: Document, voices: Voices, coder: str) -> Iterator[Quote]:
    """One record for each voice with a speaker that is likely enough a quote."""
    text = document.report.text
    for voice, sure in QuoteJudge(voices).quotes():
        content = Span(start=voice.start, end=voice.end, text=text[voice.start : voice.end])
        yield Quote(
            id=record_id(document.report, "quote", voice.start, voice.end),
            report=key_of(document.report),
            evidence=_evidence(document, voice),
            status="happened",
            said_by=carriers(voices, voice),
            date=None,
            confidence=round(sure, 2),
            because=f"{voice.form} speech by {voice.why}",
            coder=coder,
            speaker=voice.speaker[0],
            content=content,
            cue=voice.cue,
            form=voice.form,
            addressees=voice.addressees,
        )


def carriers(voices: Voices, voice: Voice) -> tuple[Actor, ...]:
    """The outlets and speakers that report a quote."""
    above = [
        v
        for v in voices.over(voice.start, voice.end)
        if v is not voice and (v.outlet or v.end - v.start > voice.end - voice.start)
    ]
    own = {a.person or a.name for a in voice.speaker}
    return tuple({a.name: a for v in above for a in v.speaker if (a.person or a.name) not in own}.values())


def _evidence(document: Document, voice: Voice) -> tuple[Span, ...]:
    words = list(document.words_in(voice.start, voice.end))
    if voice.cue:
        words += document.words_in(voice.cue.start, voice.cue.end)
    sentences = sorted({document.sentence_of[w] for w in words})
    return tuple(document.sentence_span(s) for s in sentences)
