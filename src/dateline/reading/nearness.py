"""How near some words stand to the telling of a deed, by the tree and by the text, and how the deed is told."""

from __future__ import annotations

from collections.abc import Iterable
from math import log, log1p

from dateline.language import Document
from dateline.language.arguments import is_verbal
from dateline.reading.dated import is_main
from dateline.reading.learned import strongest
from dateline.reading.paths import FAR, LONG, path_between
from dateline.reading.told import Telling

Marks = dict[str, float]
NO_CHANCE = 0.02


def near(document: Document, telling: Telling, head: int, part: str) -> Iterable[tuple[str, float]]:
    """How a word stands to a telling, and how sure the model is that it is this part (`time`, `place`) of it."""
    word = telling.mention.word
    away = document.sentence_of[head] - telling.sentence
    if away == 0:
        steps = path_between(document, word, head)
        yield "path " + (" ".join(steps) if len(steps) <= LONG else "long"), 1.0
        yield "steps", 1 - min(len(steps), FAR) / FAR
        yield "its sentence, before" if head < word else "its sentence, behind", 1.0
        yield "words between", -log1p(abs(head - word))
        told = strongest(document, telling.mention.first, telling.mention.last)
        given = [p.chance for p in told.parties if p.part == part and p.word == head] if told else []
        yield "pointed to", log(max(*given, NO_CHANCE, NO_CHANCE) / NO_CHANCE)
    else:
        yield ("sentences before" if away < 0 else "sentences behind"), -log(abs(away))
        if abs(away) == 1:
            yield ("sentence before" if away < 0 else "sentence behind"), 1.0
        together = bool(document.paragraphs) and (
            document.paragraphs[document.sentence_of[head]] == document.paragraphs[telling.sentence]
        )
        yield "its paragraph", float(together)


def form(document: Document, telling: Telling) -> str:
    """How a deed is told: the tag of its verb, `have` before it, whether in a main clause; `noun`."""
    word = telling.mention.word
    if not is_verbal(document, word):
        return "noun"
    helped = {document.lemmas[c].lower() for c in document.under(word, "aux", "aux:pass")}
    had = any(document.xpos[c] == "VBD" for c in document.under(word, "aux"))
    told = ("had" if had else "have") if "have" in helped else document.xpos[word]
    return f"{told}, main" if is_main(document, word) else told


def most(seen: Iterable[tuple[str, float]]) -> Marks:
    """Of marks that are seen more than once the highest value."""
    out: Marks = {}
    for name, value in seen:
        out[name] = max(value, out.get(name, value))
    return out
