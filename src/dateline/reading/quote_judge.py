"""How sure it is that what somebody says is a quote of his own, by the marks of `quotes.tsv`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from math import exp, log

from dateline.knowledge.judge import LEAST, quote_weights
from dateline.language import Document
from dateline.language.arguments import is_verbal
from dateline.reading.parties import logits
from dateline.reading.voices import Voice, Voices
from dateline.records import Actor

Marks = dict[str, float]
EDGE = 2
"""Characters by which two stretches may differ and be the same."""


class QuoteJudge:
    """The voices of a report, and which of them are quotes."""

    def __init__(self, voices: Voices) -> None:
        self.document: Document = voices.document
        self.voices = voices.voices

    def quotes(self) -> Iterable[tuple[Voice, float]]:
        """The voices that are likely enough to be quotes, with that chance."""
        weights = quote_weights()
        for voice in self.voices:
            if voice.speaker:
                chance = 1 / (1 + exp(-logits(weights, self.marks(voice))))
                if chance >= weights[LEAST]:
                    yield voice, chance

    @cached_property
    def _heads(self) -> dict[tuple[int, int], int]:
        """For each stretch its topmost word."""
        document, out = self.document, {}
        for v in self.voices:
            words = list(document.words_in(v.start, v.end))
            tops = [w for w in words if document.heads[w] not in words] or words
            verbs = [w for w in tops if is_verbal(document, w)]
            out[v.start, v.end] = (verbs or tops or [-1])[0]
        return out

    def marks(self, voice: Voice) -> Marks:
        """What speaks for and against a voice as a quote."""
        text = self.document.report.text
        seen = {
            voice.form,
            f"{voice.form}, {'named' if voice.counts else 'not named'}",
            f"{voice.form}, {'outlet' if voice.outlet else 'no outlet'}",
            f"{voice.form}, {_sort(voice.speaker[0])}",
            *self._cue(voice),
            *(f"{voice.form}, {name}" for name in self._others(voice)),
            f"{voice.form}, {self._clause(voice)}",
        }
        size = len(text[voice.start : voice.end].split())
        out = dict.fromkeys(seen, 1.0) | {"any": 1.0, f"{voice.form}, words": log(1 + size)}
        out[f"{voice.form}, few words"] = float(size < 4)
        out[f"{voice.form}, several speakers"] = float(len(voice.speaker) > 1)
        out[f"{voice.form}, begins small"] = float(text[voice.start].islower())
        return out

    def _cue(self, voice: Voice) -> set[str]:
        """The word of speech, its form, and how it stands in its sentence."""
        document = self.document
        if voice.cue is None:
            return {f"no cue, {voice.why}"}
        words = list(document.words_in(voice.cue.start, voice.cue.end))
        if not words:
            return set()
        word = words[0]
        label = document.labels[word].partition(":")[0]
        helpers = [document.lemmas[c].lower() for c in document.under(word, "aux")]
        out = {
            f"cue {document.lemmas[word].lower()}",
            f"{voice.form}, cue {document.xpos[word]}",
            f"{voice.form}, cue {label}",
            "cue before" if voice.cue.start < voice.start else "cue behind",
        }
        out |= {f"cue with {h}" for h in helpers}
        if any(document.lemmas[c].lower() in ("not", "never") for c in document.under(word, "advmod")):
            out.add("cue negated")
        return out

    def _others(self, voice: Voice) -> set[str]:
        """How it stands to the other voices: within one, around one, the same words."""
        out = set()
        for other in self.voices:
            if other is voice or other.end <= voice.start or voice.end <= other.start:
                continue
            same = abs(other.start - voice.start) <= EDGE and abs(other.end - voice.end) <= EDGE
            inside = other.start <= voice.start and voice.end <= other.end
            how = "same words" if same else "within" if inside else "around" if voice.start <= other.start else "across"
            out.add(f"{how} {'outlet' if other.outlet else other.form}{'' if other.speaker else ' of nobody'}")
        return out

    def _clause(self, voice: Voice) -> str:
        """What its words are: a sentence, a clause with or without a subject, a phrase; and by what they are introduced."""
        document, head = self.document, self._heads[voice.start, voice.end]
        if head < 0:
            return "nothing"
        mark = next(
            (document.words[m].lower() for m in document.under(head, "mark") if document.starts[m] < voice.end), ""
        )
        if not is_verbal(document, head):
            return f"phrase {mark}".rstrip()
        subject = bool(document.under(head, "nsubj", "csubj", "expl"))
        return f"{document.xpos[head]} {'with subject' if subject else 'without subject'} {mark}".rstrip()


def _sort(actor: Actor) -> str:
    if actor.person:
        return "person"
    if actor.organisation:
        return f"organisation {actor.sector}"
    if actor.role:
        return "office"
    return f"{'of a state' if actor.country else 'of no state'} {actor.sector}"
