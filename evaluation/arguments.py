"""Arguments of verbs against QA-SRL: each question about a verb stands for an argument, its answers for the words.

Roles are not compared: a question is found where an argument of ours shares enough words with its best answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

import msgspec

from .gold import GoldSpan
from .match import assign, likeness
from .program import head_word
from .score import Result, Wrong, prf, share
from .words import shown

if TYPE_CHECKING:
    from dateline.language.document import Argument, Document

ENOUGH = 0.3


class Question(msgspec.Struct, frozen=True):
    question: str
    wh: str
    answers: tuple[GoldSpan, ...]


class Predicate(msgspec.Struct, frozen=True):
    """A verb of a sentence and the questions that the sentence answers about it."""

    id: str
    sentence_id: str
    text: str
    predicate: GoldSpan
    questions: tuple[Question, ...]


class Asks(Protocol):
    """What tells the arguments of a word."""

    def document(self, text: str, date: str | None) -> Document: ...

    def arguments(self, document: Document, word: int) -> Sequence[Argument]: ...


def score(name: str, predicates: Iterable[Predicate], program: Asks) -> Result:
    """Unlabelled precision, recall and F1, and recall of who and what apart, which deeds need most."""
    result = Result(name)
    right = found = wanted = core = core_right = 0
    ordered = sorted(predicates, key=lambda p: p.sentence_id)
    for _, of_sentence in groupby(ordered, key=lambda p: p.sentence_id):
        document = None
        for p in of_sentence:
            document = document or program.document(p.text, None)
            word = head_word(document, p.predicate)
            ours = [] if word is None else spans(document, program.arguments(document, word), word)
            pairs = match(document, p.questions, [words for _, words in ours])
            right, found, wanted = right + len(pairs), found + len(ours), wanted + len(p.questions)
            for n, question in enumerate(p.questions):
                result.items[f"{p.id}/{n + 1}"] = n in pairs
                if question.wh in ("who", "what"):
                    core, core_right = core + 1, core_right + (n in pairs)
                if n not in pairs:
                    told = " | ".join(f"{role}: {_words(document, words)}" for role, words in ours) or "-"
                    answers = " / ".join(p.text[a.start : a.end] for a in question.answers)
                    cause = f"missed {question.wh}" if word is not None else "no such word"
                    words = shown(p.text, p.predicate)
                    result.wrong.append(Wrong(cause, f"{p.id}/{n + 1}", words, f"{question.question} {answers}", told))
    result.add("", prf(right, found, wanted))
    result.scores["who_what_recall"] = share(core_right, core)
    return result


def spans(document: Document, arguments: Sequence[Argument], verb: int) -> list[tuple[str, frozenset[int]]]:
    """The words of each argument, without the verb and what hangs on it where it stands under the argument."""
    own = set(document.subtree(verb))
    out: dict[frozenset[int], str] = {}
    for argument in arguments:
        below = document.subtree(argument.word)
        words = frozenset(below if argument.word in own else (w for w in below if w not in own))
        if words:
            out.setdefault(words, argument.role)
    return [(role, words) for words, role in out.items()]


def match(document: Document, questions: Sequence[Question], ours: Sequence[frozenset[int]]) -> dict[int, int]:
    """Questions to arguments of ours, one to one, the likest first."""
    ranks = {}
    for i, question in enumerate(questions):
        answers = [frozenset(document.words_in(a.start, a.end)) for a in question.answers]
        for j, words in enumerate(ours):
            like = max((likeness(a, words) for a in answers if a), default=0.0)
            if like >= ENOUGH:
                ranks[i, j] = (round(like, 6),)
    return assign(ranks)


def _words(document: Document, words: frozenset[int]) -> str:
    return " ".join(document.words[w] for w in sorted(words))
