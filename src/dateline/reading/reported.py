"""What is said without marks: clauses under a word of speech or around it, and what stands "according to" somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.language import Document
from dateline.language.arguments import is_verbal
from dateline.reading.frames import TELLING
from dateline.reading.notes import Notes
from dateline.reading.quote_marks import Stretch
from dateline.reading.saying import Said, addressed, medium, nameable, span_of, speakers
from dateline.reading.voices import Voice
from dateline.records import QuoteForm

FINITE = ("VBZ", "VBP", "VBD", "MD")
_EDGE = frozenset(".,;:!?\"“”„‘’'«»—–-()[]`")


def reported(notes: Notes, said: list[Said], marked: list[Stretch]) -> Iterator[Voice]:
    """Reported clauses: under their verb, or around it ("The port was hit, officials said")."""
    document = notes.document
    speech = {s.word for s in said if document.xpos[s.word] == "VBG" and document.labels[s.word] == "advcl"}
    for s in said:
        if s.row.pos not in ("verb", "noun"):
            continue
        contents: list[tuple[int, int, bool]] = []
        if s.row.content & {"that", "infinitive", "of", "direct"}:
            for clause in s.clauses:
                if _takes(document, s, clause):
                    contents.append((*_bounds(document, clause, s.word, speech), not _infinitive(document, clause)))
        head = document.heads[s.word]
        if document.labels[s.word] == "parataxis" and head >= 0 and not contents:
            contents.append((*_around(document, head, s.word), True))
        above = document.heads[head] if head >= 0 else -1
        if not contents and above >= 0 and _parenthesis(document, s.word):
            contents.append((*_around(document, above, s.word), True))
        who = speakers(notes, s)
        for start, end, finite in contents:
            trimmed = _trim(document.report.text, *_own_clause(document, start, end, s, marked))
            if trimmed is None:
                continue
            start, end = trimmed
            covered = [m for m in marked if m.start < end and start < m.end]
            if any(_overlap((start, end), (m.start, m.end)) > 0.7 or _opens(m, start, end, document) for m in covered):
                continue
            outlet = medium(who) and not covered
            form: QuoteForm = "mixed" if covered else "indirect"
            counts = nameable(document, s.speakers, who) and (form == "mixed" or ("that" in s.row.content and finite))
            yield Voice(start, end, who, span_of(document, s), form, s.row.at, outlet, counts, addressed(notes, s))


def _parenthesis(document: Document, cue: int) -> bool:
    """What the parser takes for a relative clause, but has no relative word, and stands between commas: "The boats, Mr
    Morrison has repeated, will carry none"."""
    if document.labels[document.heads[cue]].partition(":")[0] not in ("nsubj", "obl", "obj"):
        return False
    words = document.subtree(cue)
    first, last = min(words), max(words)
    marked = [w for w in (first, first - 1) if w >= 0 and document.words[w] == ","]
    behind = [w for w in (last, last + 1) if w < len(document.words) and document.words[w] == ","]
    if document.labels[cue] != "acl:relcl" or not marked or not behind:
        return False
    return bool(document.under(cue, "nsubj")) and all(document.xpos[w][:1] != "W" for w in words)


def _infinitive(document: Document, clause: int) -> bool:
    """An infinitive or gerund without a subject of its own."""
    finite = (document.xpos[c] in FINITE for c in document.under(clause, "aux", "cop"))
    if any(finite):  # "he is to leave"
        return False
    if document.under(clause, "nsubj", "aux", "cop") or document.xpos[clause] not in ("VB", "VBG"):
        return any(document.words[m].lower() == "to" for m in document.under(clause, "mark"))
    return True


def _takes(document: Document, said: Said, clause: int) -> bool:
    """Does the word of speech introduce this clause as what is said?"""
    marks = {document.words[m].lower() for m in document.under(clause, "mark", "case")}
    if said.row.pos == "verb" and document.labels[clause].startswith("acl"):
        return False
    if (marks | {document.words[clause].lower()}) & TELLING:
        return False
    if marks & {"of", "for"}:
        return "of" in said.row.content and is_verbal(document, clause)
    if _infinitive(document, clause):
        return "infinitive" in said.row.content
    if document.labels[clause].startswith("advcl"):
        return False
    return "that" in said.row.content or (said.row.voice == "obj" and "direct" in said.row.content)


def _bounds(document: Document, clause: int, cue: int, speech: Iterable[int]) -> tuple[int, int]:
    """From the first to the last word under a clause's head, without the conjunction before it and what is said besides
    ("..., adding that")."""
    skip = {
        w
        for m in document.under(clause, "mark")
        if document.words[m].lower() in ("that", "to", "of", "for")
        for w in (m,)
    }
    for word in document.children[clause]:
        if word in speech and word > clause:
            skip |= set(document.subtree(word))
    words = [w for w in document.subtree(clause) if w not in skip]
    before = [w for w in words if w < cue]
    after = [w for w in words if w > cue]
    if before and after and (clause < cue or _begun(document, clause, cue)):
        return document.starts[min(words)], document.ends[max(words)]
    side = after if clause > cue else before
    side = side or words
    return document.starts[min(side)], document.ends[max(side)]


def _begun(document: Document, clause: int, cue: int) -> bool:
    """Does a clause begin before its word of speech: "The boats, he said, will carry none"?"""
    return any(c < cue for c in document.under(clause, "nsubj", "nsubj:pass", "csubj", "expl", "advcl"))


def _own_clause(document: Document, start: int, end: int, said: Said, marked: list[Stretch]) -> tuple[int, int]:
    """What is said ends at a semicolon that isn't within marks: behind it, or before it, the report speaks again."""
    text, at = document.report.text, document.starts[said.first]
    stops = [start + n for n, c in enumerate(text[start:end]) if c == ";"]
    stops = [n for n in stops if not any(m.start <= n < m.end for m in marked)]
    start = max((n + 1 for n in stops if n < at), default=start)
    return start, min((n for n in stops if n > max(at, start)), default=end)


def _opens(m: Stretch, start: int, end: int, document: Document) -> bool:
    """Marked words that are said first, and end before the word of speech: the report gives them word for word."""
    inner = document.report.text[m.start : m.end].rstrip()
    return m.start <= start + 1 and m.end < end and inner.endswith((",", ".", "!", "?", "—"))


def _around(document: Document, head: int, cue: int) -> tuple[int, int]:
    """The clause in which a parenthesis ("he argued") stands: without it at an edge, whole where it is inside."""
    aside = _aside(document, head, cue, document.subtree(cue))
    words = [w for w in document.subtree(head) if w not in aside and document.words[w] not in _EDGE]
    return document.starts[min(words)], document.ends[max(words)]


def _aside(document: Document, head: int, cue: int, parenthesis: Iterable[int]) -> set[int]:
    """A parenthesis, and the clauses behind it that the report adds to what is said: "..., he said, and left"."""
    added = (c for c in document.under(head, "conj", "parataxis") if c > cue and is_verbal(document, c))
    return {*parenthesis, *(w for c in added if head < cue for w in document.subtree(c))}


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


def according(notes: Notes, said: list[Said], marked: list[Stretch]) -> Iterator[Voice]:
    """ "According to X": the clause that it stands in."""
    document = notes.document
    for s in said:
        if s.row.pos in ("verb", "noun") or not s.speakers:
            continue
        who = speakers(notes, s)
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
        aside = _aside(document, clause, s.word, phrase)
        words = [w for w in document.subtree(clause) if w not in aside and document.words[w] not in _EDGE]
        behind = [w for w in words if w > s.word]
        if not any(is_verbal(document, w) for w in behind):  # no more than what hangs on the name
            words = [w for w in words if w < s.word] or behind
        if not words:
            continue
        bounds = document.starts[min(words)], document.ends[max(words)]
        trimmed = _trim(document.report.text, *_own_clause(document, *bounds, s, marked))
        if trimmed is None:
            continue
        covered = any(m.start < trimmed[1] and trimmed[0] < m.end for m in marked)
        outlet = medium(who)
        form: QuoteForm = "mixed" if covered else "indirect"
        yield Voice(*trimmed, who, span_of(document, s), form, s.row.at, outlet, nameable(document, s.speakers, who))
