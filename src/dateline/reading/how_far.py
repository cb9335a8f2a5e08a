"""How far: the status of a deed, by walking up from it through what governs it.

Each step is a cue of `cues.tsv` that stands over the deed in the scope its row names, or hangs on a word of the walk
(auxiliary, adverb, negation, condition). The walk goes inside out; an outer cue speaks about what is inside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from dateline.knowledge.cues import Cue, cues_by_word
from dateline.knowledge.deeds import by_predicate
from dateline.knowledge.frames import classes
from dateline.language import Document
from dateline.language.arguments import is_verbal, passive, preposition
from dateline.reading.frames import fits, roles
from dateline.reading.notes import Notes, counted
from dateline.reading.what import VERBAL_TYPES
from dateline.records import Status

_LONGEST = 12  # steps up; longer walks are no language
_FIRM = frozenset({"happened", "ongoing"})
_OPEN = frozenset({"wanted", "asked", "considered", "conditional"})
_AHEAD = frozenset({"planned", "expected", "wanted"})
_ANSWERED = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
"""What somebody must have said before another can turn it down."""
_CLAUSAL = frozenset({"xcomp", "ccomp", "csubj", "advcl", "acl"})


@dataclass(frozen=True)
class Step:
    """A cue on the walk: what it makes of the deed, its word, its row, and the heads of whoever says so."""

    effect: str
    word: int
    row: str
    voices: tuple[int, ...] = ()
    negated: bool = False


@dataclass(frozen=True)
class HowFar:
    """The status and the steps behind it, innermost first."""

    status: Status
    steps: tuple[Step, ...]

    @property
    def voices(self) -> tuple[int, ...]:
        return tuple(v for s in self.steps for v in s.voices)


def how_far(notes: Notes, word: int, kind: str | None = None) -> HowFar:
    """The status of the deed that `word` names, of type `kind`. If that is no act of speech, the word may itself say how far
    the deed has come ("pledged 20 tanks", "is expected in Oslo")."""
    document = notes.document
    status, steps = _base(notes, word), []
    itself = _itself(notes, word) if kind and kind not in VERBAL_TYPES else None
    if itself is not None:
        steps.append(itself)
        status = combine(status, itself.effect)
    at, bare = word, _is_bare_infinitive(document, word)
    governed = moved = False
    for step in _on(notes, at, skip=frozenset()):
        steps.append(step)
        status = combine(status, step.effect)
    for _ in range(_LONGEST):
        above = document.heads[at]
        if above < 0:
            break
        scopes = _scopes(notes, at, above)
        if scopes is None:
            break
        if not scopes:  # the same place in the sentence: coordination, quantity
            if document.labels[at] == "conj" and not _shares(document, at):
                at = above
                continue
            for step in _on(notes, above, skip=frozenset({at})):
                steps.append(step)
                status = combine(status, step.effect)
            at = above
            continue
        if document.labels[above] in ("advmod", "compound:prt") and document.heads[above] >= 0:
            above = document.heads[above]  # "stopped short of condemning": the verb governs through its adverb
        step_over = _over(notes, above, scopes, at) or _listed(notes, above, scopes, at)
        if step_over is None:
            if not _transparent(notes, at, above, scopes):
                break
            own = _base(notes, above)
            status = combine(status, own)
        else:
            governed = True
            if at == word and kind in _ANSWERED and "obj" in scopes and step_over.effect == "refused":
                step_over = replace(step_over, effect="same")
            if moved and step_over.effect in _AHEAD:
                status = "asked"
            steps.append(step_over)
            status = combine(status, step_over.effect)
            moved = step_over.effect == "planned" and _asks(document, above)
        for step in _on(notes, above, skip=frozenset({at})):
            steps.append(step)
            if step_over is not None and step.effect == "denied":
                continue  # the cue's own negation is read with it
            status = _combined(status, step.effect, moved)
        at = above
    if bare and not governed and status in _FIRM:
        status = "planned" if document.labels[word] == "root" else "wanted"
    return HowFar(cast(Status, status), tuple(steps))


def _combined(inner: str, outer: str, moved: bool) -> str:
    """Where somebody is to be persuaded, and isn't yet, the deed is only asked of him."""
    return "asked" if moved and outer in _AHEAD else combine(inner, outer)


def _asks(document: Document, word: int) -> bool:
    """Is this a verb of asking?"""
    return any(row.type == "REQUEST" for row in by_predicate().get((document.lemmas[word].lower(), "verb"), ()))


def _itself(notes: Notes, word: int) -> Step | None:
    """The cue that the deed's own verb is, for the thing that it governs."""
    for cue in _rows(notes, word):
        if cue.pos != "verb" or cue.particle or cue.effect not in ("planned", "expected", "wanted"):
            continue
        its = roles(notes, word)
        if any(s in its and s != "clause" for s in cue.scopes) and fits(notes, its, cue.frame):
            negated = _negated(notes, word)
            return Step(cue.negated if negated else cue.effect, word, cue.at, (), negated)
    return None


def combine(inner: str, outer: str) -> str:
    """What an outer cue makes of the status inside it."""
    if outer == "same" or (inner == outer and outer != "denied"):
        return inner
    if outer == "denied":
        return "happened" if inner == "denied" else inner if inner == "refused" else "denied"
    if outer in ("cancelled", "refused"):
        return outer
    if inner == "cancelled" and outer in _OPEN:
        return "planned"  # "could break off the talks": they stand
    if inner == "considered" and outer == "conditional":
        return outer
    if outer in _FIRM:
        return outer if inner in _FIRM else inner
    if inner in _FIRM or inner == "planned":
        return outer
    if inner == "expected":
        return inner if outer == "planned" else outer
    return inner


def _base(notes: Notes, word: int) -> str:
    """What the form of a word says by itself: an ongoing form is going on, all others have happened."""
    document = notes.document
    if document.xpos[word] == "VBG" and any(document.lemmas[a].lower() == "be" for a in document.under(word, "aux")):
        return "ongoing"
    return "happened"


def _is_bare_infinitive(document: Document, word: int) -> bool:
    if document.xpos[word] != "VB":
        return False
    return any(document.words[m].lower() == "to" for m in document.under(word, "mark", "aux"))


def _shares(document: Document, word: int) -> bool:
    """Does a coordinated verb share the auxiliaries of the first?"""
    if document.under(word, "nsubj", "aux", "mark"):
        return False
    above = document.heads[word]
    if not is_verbal(document, word) or not is_verbal(document, above):
        return True
    return document.xpos[word] == document.xpos[above] or document.xpos[word] in ("VB", "VBG", "VBN")


def _scopes(notes: Notes, at: int, above: int) -> frozenset[str] | None:
    """How `at` hangs under `above`: empty for the same place, None where the walk ends."""
    document = notes.document
    base, _, sub = document.labels[at].partition(":")
    if base == "conj":
        return frozenset()
    if base in ("nmod", "obl") and counted(document, above, notes.names_of(above)) == at:
        return frozenset()
    if base in ("root", "parataxis", "appos", "discourse", "vocative", "list", "dep", "orphan"):
        return None
    if sub == "relcl" and not document.under(at, "mark"):
        return None
    if base == "obj":
        return frozenset({"obj"})
    if base == "iobj":
        return None
    if base in ("nsubj", "csubj"):
        if sub == "pass" or passive(document, above):
            return frozenset({"obj"})
        return frozenset({"subj"})
    if base in _CLAUSAL:
        marks = [document.words[m].lower() for m in document.under(at, "mark", "case")]
        found = {"clause"} if base != "advcl" or not marks or marks[0] == "to" else set()
        found |= set(marks)
        if base == "acl" and document.xpos[at] in ("VBN", "VBG") and not marks:
            return None
        return frozenset(found)
    if base in ("obl", "nmod"):
        if sub == "poss":
            return None
        marked = preposition(document, at)
        if marked is None:
            return None
        return frozenset({marked, marked.split()[0], marked.split()[-1]})
    if base in ("compound", "amod"):
        return frozenset({"modifier"})
    return None


def _over(notes: Notes, above: int, scopes: frozenset[str], at: int) -> Step | None:
    """The cue that `above` is for what hangs under it in one of these scopes."""
    for cue in _rows(notes, above):
        if cue.pos not in ("verb", "noun", "adj") or not (cue.scopes & scopes):
            continue
        its = roles(notes, above)
        if cue.particle and not _has_particle(notes, above, cue.particle, at):
            continue
        if not fits(notes, its, cue.frame):
            continue
        negated = _negated(notes, above)
        voices = _voices(notes, above, cue)
        return Step(cue.negated if negated else cue.effect, above, cue.at, voices, negated)
    return None


def _listed(notes: Notes, above: int, scopes: frozenset[str], at: int) -> Step | None:
    """What a list of demands, plans or proposals holds is demanded, planned, proposed: "their demands include a pardon"."""
    if "obj" not in scopes or notes.document.lemmas[above].lower() not in classes().get("@listing", frozenset()):
        return None
    heads = roles(notes, above).get("subj", ())
    found = (_over(notes, h, frozenset({"for", "of", "clause"}), at) for h in heads if h != at)
    return next((step for step in found if step is not None), None)


def _voices(notes: Notes, word: int, cue: Cue) -> tuple[int, ...]:
    if not cue.voice:
        return ()
    its = roles(notes, word)
    if cue.voice == "subj" and cue.pos == "verb" and passive(notes.document, word):
        return its.get("by", ())
    return its.get(cue.voice, ())


def _rows(notes: Notes, word: int) -> Iterator[Cue]:
    document = notes.document
    names = dict.fromkeys((document.words[word].lower(), document.lemmas[word].lower()))
    for cue in (c for name in names for c in cues_by_word().get(name, ())):
        if cue.pos == "verb" and not is_verbal(document, word):
            continue
        if cue.pos == "noun" and document.upos[word] not in ("NOUN", "PROPN"):
            continue
        if cue.pos == "adj" and document.upos[word] != "ADJ" and document.xpos[word] not in ("VBN", "JJ"):
            continue
        yield cue


def _has_particle(notes: Notes, word: int, particle: str, at: int) -> bool:
    document = notes.document
    wanted = particle.split()
    near = [c for c in document.children[word] if document.labels[c] in ("compound:prt", "advmod", "case", "mark")]
    near += [c for c in document.children[at] if document.labels[c] in ("case", "mark")]
    have = {document.words[c].lower() for c in near} | roles(notes, word).keys()
    return all(p in have for p in wanted)


def _negated(notes: Notes, word: int) -> bool:
    """Is this cue itself negated ("did not agree", "no plans", "has yet to")?"""
    return any(s.effect == "denied" for s in _on(notes, word, skip=frozenset()))


def _on(notes: Notes, word: int, skip: frozenset[int]) -> list[Step]:
    """The cues that hang on a word: auxiliaries, adverbs, negations, adjectives, prepositions, marks, conditions."""
    document, out = notes.document, []
    for child in document.children[word]:
        if child in skip:
            continue
        label = document.labels[child].partition(":")[0]
        if label in ("aux", "advmod", "det", "amod", "mark", "case", "cc", "cop", "nmod", "compound", "discourse"):
            step = _hanging(notes, child, label, "head")
            for inner in document.children[child] if step is None and label == "advmod" else ():
                step = step or _hanging(notes, inner, label, "head")  # "no longer" hangs by its last word
            if step:
                out.append(step)
        if label in ("nsubj", "obj"):
            for w in (child, *document.under(child, "det", "cc")):
                step = _hanging(notes, w, "advmod", "party")
                if step:
                    out.append(step)
        if label == "advcl":
            for mark in (child, *document.under(child, "mark", "advmod", "case")):
                step = _hanging(notes, mark, "mark", "condition")
                if step:
                    out.append(step)
    order = {"aux": 0}
    return sorted(out, key=lambda s: (order.get(document.labels[s.word].partition(":")[0], 1), s.word))


_POS = {
    "aux": ("aux", "adv"), "advmod": ("adv",), "discourse": ("adv",),
    "det": ("adv", "adj"), "amod": ("adj",), "mark": ("mark", "prep"),
    "case": ("prep", "mark"), "cc": ("mark", "prep", "adv"), "cop": ("aux",), "nmod": (), "compound": (),
}  # fmt: skip


def _hanging(notes: Notes, word: int, label: str, scope: str) -> Step | None:
    document = notes.document
    names = (document.words[word].lower(), document.lemmas[word].lower())
    for name in dict.fromkeys(names):
        for cue in cues_by_word().get(name, ()):
            if scope not in cue.scopes or (cue.pos not in _POS[label] and not (label == "amod" and cue.pos == "verb")):
                continue
            rest = cue.cue.split()[1:]
            if (
                rest
                and [document.words[i].lower() for i in range(word + 1, min(word + 1 + len(rest), len(document.words)))]
                != rest
            ):
                continue
            if cue.frame and not fits(notes, roles(notes, word), cue.frame):
                continue
            return Step(cue.effect, word, cue.at, _voices(notes, word, cue))
    return None


def _transparent(notes: Notes, at: int, above: int, scopes: frozenset[str]) -> bool:
    """Does the deed share the time of what governs it? A light verb's object does, and an infinitive without a cue."""
    document = notes.document
    if "obj" in scopes and is_verbal(document, above):
        return document.lemmas[above].lower() in classes().get("@light", frozenset())
    if scopes & classes().get("@timemark", frozenset()) or (
        scopes & {"by", "for", "in", "on", "to", "with"} and document.labels[at].startswith("obl")
    ):
        if document.xpos[at] in ("NN", "NNS", "VBG", "NNP"):
            return any(
                s.effect in ("planned", "expected", "wanted") for s in _on(notes, above, skip=frozenset({at}))
            ) or _planned(notes, above)
    return "clause" in scopes and document.xpos[at] == "VB" and document.labels[at].startswith(("xcomp", "advcl"))


def _planned(notes: Notes, word: int) -> bool:
    """Does a cue make what `word` says lie ahead?"""
    above = notes.document.heads[word]
    if above < 0:
        return False
    scopes = _scopes(notes, word, above)
    step = _over(notes, above, scopes, word) if scopes else None
    return step is not None and step.effect in ("planned", "expected", "wanted")
