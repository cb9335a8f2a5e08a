"""Says who: quotes with their speaker and cue, and for each word the chain of voices that vouches for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import msgspec

from dateline.knowledge.cues import Speech, speech
from dateline.language import Document
from dateline.language.arguments import is_verbal, passive
from dateline.reading.fragments import whose
from dateline.reading.frames import Roles, fits, roles
from dateline.reading.notes import Notes
from dateline.reading.quote_marks import Stretch, stretches
from dateline.records import Actor, QuoteForm, Span

_EDGE = frozenset(".,;:!?\"“”„‘’'«»—–-()[]`")

FORCES = frozenset({"COP", "MIL", "JUD", "SPY"})
"""Sectors whose people speak for the institution."""


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


@dataclass(frozen=True)
class Said:
    """A word of speech as it stands: its words `first` to `last`, who speaks, and what clauses it introduces."""

    word: int
    first: int
    last: int
    row: Speech
    speakers: tuple[int, ...]
    clauses: tuple[int, ...]


def says_who(notes: Notes) -> Voices:
    """Finds who says what."""
    document = notes.document
    marked = [s for s in stretches(document.report.text) if len(_letters(document, s.start, s.end)) >= 2]
    said = [s for s in _cues(notes) if not _inside(document, s.word, marked)]
    found = [*_reported(notes, said, marked), *_according(notes, said, marked)]
    found += _direct(notes, said, marked, found)
    unique: dict[tuple[object, ...], Voice] = {}
    for v in found:
        unique.setdefault(
            (v.start, v.end, v.outlet, tuple(a.name for a in v.speaker)), replace(v, counts=v.counts and not v.outlet)
        )
    return Voices(document, tuple(sorted(unique.values(), key=lambda v: (v.start, -v.end, v.outlet))))


def _letters(document: Document, start: int, end: int) -> list[int]:
    return [w for w in document.words_in(start, end) if document.words[w][0].isalnum()]


def _inside(document: Document, word: int, marked: Iterable[Stretch]) -> bool:
    return any(s.start <= document.starts[word] and document.ends[word] <= s.end for s in marked)


@lru_cache(maxsize=1)
def _first_words() -> dict[str, tuple[Speech, ...]]:
    out: dict[str, list[Speech]] = {}
    for cue, rows in speech().items():
        out.setdefault(cue.split()[0], []).extend(rows)
    return {k: tuple(sorted(v, key=lambda r: (-r.cue.count(" "), -len(r.frame), r.at))) for k, v in out.items()}


def _cues(notes: Notes) -> Iterator[Said]:
    document = notes.document
    for word in range(len(document.words)):
        lemma = document.lemmas[word].lower()
        rows = _first_words().get(lemma) or _first_words().get(document.words[word].lower()) or ()
        found = next((s for row in rows if (s := _cue(notes, word, row)) is not None), None)
        if found is not None:
            yield found


def _cue(notes: Notes, word: int, row: Speech) -> Said | None:
    document = notes.document
    rest = row.cue.split()[1:]
    if row.pos == "verb":
        if not is_verbal(document, word):
            return None
        its = roles(notes, word)
        last = word
        if rest:
            part = [w for r in ("prt", rest[0]) for w in its.get(r, ()) if document.words[w].lower() == rest[0]]
            if not part:
                return None
            last = part[0]
        if not fits(notes, its, row.frame):
            return None
        clauses = its.get("clause", ()) + (its.get("of", ()) + its.get("for", ()) if "of" in row.content else ())
        for saying in its.get("as", ()) if row.voice == "obj" else ():
            clauses += roles(notes, saying).get("clause", ())
        return Said(word, min(word, last), max(word, last), row, _speakers(notes, word, row, its), clauses)
    if [document.words[w].lower() for w in range(word + 1, min(word + 1 + len(rest), len(document.words)))] != rest:
        return None
    if row.pos == "noun":
        if document.upos[word] not in ("NOUN", "PROPN"):
            return None
        its = roles(notes, word)
        if not fits(notes, its, row.frame):
            return None
        clauses = tuple(c for c in its.get("clause", ()) if document.under(c, "mark"))
        return Said(word, word, word, row, _speakers(notes, word, row, its), clauses)
    head = document.heads[word]
    if head < 0:
        return None
    if document.labels[word] == "case":
        return Said(word, word, word + len(rest), row, (head,), ())
    its = roles(notes, word)
    heads = its.get(row.voice, ()) or its.get("to", ()) or its.get("obj", ())
    return Said(word, word, word + len(rest), row, heads, ()) if heads else None


def _speakers(notes: Notes, word: int, row: Speech, its: Roles) -> tuple[int, ...]:
    document = notes.document
    if row.voice == "subj" and row.pos == "verb" and passive(document, word):
        return its.get("by", ())
    found = its.get(row.voice, ())
    if row.pos == "verb" and document.upos[word] == "VERB" and not found:
        # "..., reported Sky News": the subject after its verb
        found = tuple(c for c in document.under(word, "nsubj", "obj") if c > word and notes.actors.at(c))
    return tuple(w for w in found if w != word)


def _who(notes: Notes, heads: Iterable[int]) -> tuple[Actor, ...]:
    out = [a for h in heads for a in notes.who_at(h)]
    return tuple({(a.start, a.name, a.country): a for a in out}.values())


def _media(who: tuple[Actor, ...]) -> bool:
    return bool(who) and all(a.sector == "MED" and not a.person for a in who)


def _span(document: Document, said: Said) -> Span:
    return document.span(said.first, said.last)


def _nameable(document: Document, heads: Iterable[int], who: tuple[Actor, ...]) -> bool:
    """A named person, an office or an institution; no group of people ("officials"), and not somebody ("a diplomat")."""
    if any(a.person or a.organisation for a in who):
        return True
    if any(a.country and a.sector in FORCES for a in who):
        return True  # "police said", "prosecutors said"
    known = any(a.role or (a.country and a.sector not in ("CVL", None)) for a in who)
    return known and any(document.upos[h] == "PROPN" or _the_one(document, h) for h in heads)


def _the_one(document: Document, head: int) -> bool:
    """One, and no other: "the minister", "its commander"; not "a minister", "ministers"."""
    articles = {document.lemmas[c].lower() for c in document.under(head, "det", "nummod")}
    return document.xpos[head] in ("NN", "PRP") and not articles & {"a", "an", "another", "one", "some", "any"}


def _reported(notes: Notes, said: list[Said], marked: list[Stretch]) -> Iterator[Voice]:
    """Reported clauses: under their verb, or around it ("The port was hit, officials said")."""
    document = notes.document
    for s in said:
        if s.row.pos not in ("verb", "noun"):
            continue
        contents: list[tuple[int, int, bool]] = []
        if s.row.content & {"that", "infinitive", "of", "direct"}:
            for clause in s.clauses:
                if _takes(document, s, clause):
                    contents.append((*_bounds(document, clause, s.word), not _infinitive(document, clause)))
        head = document.heads[s.word]
        if document.labels[s.word] == "parataxis" and head >= 0 and not contents:
            contents.append((*_around(document, head, s.word), True))
        who = _who(notes, s.speakers)
        for start, end, finite in contents:
            trimmed = _trim(document.report.text, start, end)
            if trimmed is None:
                continue
            start, end = trimmed
            covered = [m for m in marked if m.start < end and start < m.end]
            if any(_overlap((start, end), (m.start, m.end)) > 0.7 for m in covered):
                continue
            outlet = _media(who) and not covered
            form: QuoteForm = "mixed" if covered else "indirect"
            counts = _nameable(document, s.speakers, who) and (form == "mixed" or ("that" in s.row.content and finite))
            yield Voice(start, end, who, _span(document, s), form, s.row.at, outlet, counts)


def _infinitive(document: Document, clause: int) -> bool:
    """An infinitive or gerund without a subject of its own."""
    if document.under(clause, "nsubj", "aux", "cop") or document.xpos[clause] not in ("VB", "VBG"):
        return any(document.words[m].lower() == "to" for m in document.under(clause, "mark"))
    return True


def _takes(document: Document, said: Said, clause: int) -> bool:
    """Does the word of speech introduce this clause as what is said?"""
    marks = {document.words[m].lower() for m in document.under(clause, "mark", "case")}
    if marks & {"of", "for"}:
        return "of" in said.row.content and is_verbal(document, clause)
    if _infinitive(document, clause):
        return "infinitive" in said.row.content
    if document.labels[clause].startswith("advcl"):
        return False
    return "that" in said.row.content or (said.row.voice == "obj" and "direct" in said.row.content)


def _bounds(document: Document, clause: int, cue: int) -> tuple[int, int]:
    """From the first to the last word under a clause's head, without the conjunction before it."""
    skip = {
        w
        for m in document.under(clause, "mark")
        if document.words[m].lower() in ("that", "to", "of", "for")
        for w in (m,)
    }
    words = [w for w in document.subtree(clause) if w not in skip]
    before = [w for w in words if w < cue]
    after = [w for w in words if w > cue]
    if before and after and clause < cue:
        return document.starts[min(words)], document.ends[max(words)]
    side = after if clause > cue else before
    side = side or words
    return document.starts[min(side)], document.ends[max(side)]


def _around(document: Document, head: int, cue: int) -> tuple[int, int]:
    """The clause in which a parenthesis ("he argued") stands: without it at an edge, whole where it is inside."""
    aside = set(document.subtree(cue))
    words = [w for w in document.subtree(head) if w not in aside and document.words[w] not in _EDGE]
    return document.starts[min(words)], document.ends[max(words)]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Without marks at the edges; None where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:.—–-"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:.—–-"):
        end -= 1
    inner = text[start:end]
    if len(inner) > 2 and inner[0] in "\"“'‘" and inner[-1] in "\"”'’" and not any(c in inner[1:-1] for c in '"“”'):
        start, end = start + 1, end - 1
    elif inner[-1:] in ('"', "”") and inner.count('"') + inner.count("“") == 1 and inner[-1] == '"':
        end -= 1
    return (start, end) if start < end else None


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


def _according(notes: Notes, said: list[Said], marked: list[Stretch]) -> Iterator[Voice]:
    """ "According to X": the clause that it stands in."""
    document = notes.document
    for s in said:
        if s.row.pos in ("verb", "noun") or not s.speakers:
            continue
        who = _who(notes, s.speakers)
        top = s.speakers[0]
        if not who:
            continue
        phrase = {*document.subtree(top), *range(s.first, s.last + 1)}
        clause = (
            document.heads[top]
            if document.heads[top] >= 0 and document.heads[top] not in phrase
            else document.heads[s.word]
        )
        while clause >= 0 and not is_verbal(document, clause) and document.heads[clause] >= 0:
            clause = document.heads[clause]
        if clause < 0 or clause in phrase:
            continue
        words = [w for w in document.subtree(clause) if w not in phrase and document.words[w] not in _EDGE]
        if not words:
            continue
        trimmed = _trim(document.report.text, document.starts[min(words)], document.ends[max(words)])
        if trimmed is None:
            continue
        covered = any(m.start < trimmed[1] and trimmed[0] < m.end for m in marked)
        outlet = _media(who)
        form: QuoteForm = "mixed" if covered else "indirect"
        yield Voice(*trimmed, who, _span(document, s), form, s.row.at, outlet, _nameable(document, s.speakers, who))


def _direct(notes: Notes, said: list[Said], marked: list[Stretch], reported: list[Voice]) -> Iterator[Voice]:
    document, text = notes.document, notes.document.report.text
    last: Voice | None = None
    last_end = -1
    for m in marked:
        words = _letters(document, m.start, m.end)
        sentences = range(document.sentence_of[words[0]], document.sentence_of[words[-1]] + 1)
        cue = _nearest(notes, said, m, sentences)
        if cue is None and last is not None and _continues(document, last_end, m):
            yield (last := Voice(m.start, m.end, last.speaker, None, "direct", "the quote before goes on"))
            last_end = m.end
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
        who = _who(notes, cue.speakers)
        voice = Voice(m.start, m.end, who, _span(document, cue), form, cue.row.at)
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
            outlet = 120 if _media(_who(notes, s.speakers)) else 0
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
