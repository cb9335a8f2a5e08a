"""What stands between marks: whose words they are, by the word of speech nearest to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.language import Document
from dateline.reading.fragments import before_colon, whose
from dateline.reading.notes import Notes
from dateline.reading.quote_marks import Stretch
from dateline.reading.saying import Said, addressed, medium, span_of, speakers, who_of
from dateline.reading.voices import Voice
from dateline.records import QuoteForm


def letters(document: Document, start: int, end: int) -> list[int]:
    return [w for w in document.words_in(start, end) if document.words[w][0].isalnum()]


def direct(notes: Notes, said: list[Said], marked: list[Stretch], reported: list[Voice]) -> Iterator[Voice]:
    document, text = notes.document, notes.document.report.text
    last: Voice | None = None
    last_end = -1
    for m in marked:
        words = letters(document, m.start, m.end)
        sentences = range(document.sentence_of[words[0]], document.sentence_of[words[-1]] + 1)
        cue = _nearest(notes, said, m, sentences)
        if (
            cue is None
            and last is not None
            and (_continues(document, last_end, m) or _goes_on(document, last, sentences, words[0]))
        ):
            yield (last := Voice(m.start, m.end, last.speaker, None, "direct", "the quote before goes on"))
            last_end = m.end
            continue
        if cue is None and (who := before_colon(notes, m.start, words[0])):
            last = Voice(m.start, m.end, who, None, "direct", "words behind a colon of whoever does it")
            last_end = m.end
            yield last
            continue
        if cue is None:
            who = whose(notes, words)
            if who:
                yield Voice(m.start, m.end, who, None, "mixed", "marked words of whoever does it")
            continue
        form: QuoteForm = "direct" if _whole(text, m, cue, document) else "mixed"
        if form == "mixed" and any(
            v.form == "mixed" and v.start <= m.start and m.end <= v.end and not v.outlet for v in reported
        ):
            continue
        who = speakers(notes, cue)
        voice = Voice(m.start, m.end, who, span_of(document, cue), form, cue.row.at, addressees=addressed(notes, cue))
        if not who and last is not None and not cue.speakers:
            voice = replace(voice, speaker=last.speaker)
        last, last_end = voice, m.end
        yield voice


def _nearest(notes: Notes, said: list[Said], m: Stretch, sentences: range) -> Said | None:
    """The word of speech that introduces a marked stretch: in its sentence, or before a colon."""
    document = notes.document
    near: list[tuple[float, Said]] = []
    for s in said:
        at = document.sentence_of[s.word]
        if at in (sentences[0], sentences[-1]):
            gap = (
                m.start - document.ends[s.last]
                if document.ends[s.last] <= m.start
                else document.starts[s.first] - m.end
            )
            if gap < 0:
                continue
            weak = 0 if "direct" in s.row.content else 200
            outlet = 120 if medium(who_of(notes, s.speakers)) else 0
            mute = 80 if not s.speakers else 0
            near.append((gap + weak + outlet + mute, s))
        elif at == sentences[0] - 1 and _colon(document, at, m):
            near.append((400.0, s))
    return min(near, key=lambda x: (x[0], x[1].word))[1] if near else None


def _colon(document: Document, sentence: int, m: Stretch) -> bool:
    last = document.ends[document.sentences[sentence][1]]
    return document.report.text[:last].rstrip().endswith(":") and not document.report.text[last : m.start].strip(
        "\"“'‘„« \n\r\t"
    )


def _continues(document: Document, last_end: int, m: Stretch) -> bool:
    """Nothing but marks and space between two stretches, or at most the end of a paragraph."""
    between = document.report.text[last_end : m.start]
    return len(between) < 40 and not any(c.isalnum() for c in between)


def _goes_on(document: Document, last: Voice, sentences: range, first: int) -> bool:
    """A marked sentence of its own right behind a quote and its word of speech: "It is over," she said. "We leave." """
    if last.form != "direct" or document.sentences[sentences[0]][0] < first - 1:
        return False
    spans = [(last.start, last.end)] + ([(last.cue.start, last.cue.end)] if last.cue else [])
    at = max(w for start, end in spans for w in document.words_in(start, end))
    if document.sentence_of[at] != sentences[0] - 1:
        return False
    between = document.report.text[document.ends[at] : document.starts[first]]
    return "\n" not in between and document.words[first][0].isupper()


def _whole(text: str, m: Stretch, cue: Said, document: Document) -> bool:
    """Marked words that stand as a sentence or clause of their own, not as a piece of the report's."""
    before = text[max(0, m.start - 4) : m.start].rstrip("\"“„‘'« `")
    inner = text[m.start : m.end]
    if before.rstrip().endswith((",", ":", ".", "!", "?", "—", "–")) or not before.strip() or before.endswith("\n"):
        return len(inner.split()) >= 3 or inner[0].isupper()
    if (
        inner[0].isupper()
        and len(inner.split()) >= 4
        and document.ends[cue.last] <= m.start
        and m.start - document.ends[cue.last] < 40
    ):
        return True
    return m.start - document.ends[cue.last] in (1, 2, 3) and inner[0].isupper()
