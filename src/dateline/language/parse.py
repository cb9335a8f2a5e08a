"""Report -> Document. A report is parsed by itself, so what else is read beside it never changes its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from dateline.knowledge.words import lemma
from dateline.language import lemma as edits_of
from dateline.language import tokens
from dateline.language.consistent import consistent
from dateline.language.document import Document, Name
from dateline.language.model import MOST_PIECES, Model, Scored, load
from dateline.language.sentences import sentences
from dateline.language.tree import best_heads
from dateline.records import Report


@dataclass(frozen=True)
class ParsedWords:
    """What the model says of a sentence whose words are given. `heads` count from 1, 0 is the root; `names` are IOB2."""

    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    heads: list[int]
    labels: list[str]
    names: list[str]


def parse(reports: Iterable[Report]) -> Iterator[Document]:
    """What the language says in each report, in order."""
    model = load()
    for report in reports:
        yield _document(model, report)


def version() -> str:
    """The version of the language model's weights."""
    return load().version


def parse_words(given: list[list[str]]) -> list[ParsedWords]:
    """Parses sentences that are cut into words already."""
    return _parsed(load(), given)


def _document(model: Model, report: Report) -> Document:
    words = tokens.words(report.text)
    spans, paragraphs = sentences(report.text, words, report.body) if words else ([], [])
    parsed = _parsed(model, [[w.text for w in words[a : b + 1]] for a, b in spans])
    heads: list[int] = []
    for (first, _), p in zip(spans, parsed, strict=True):
        heads += [first + h - 1 if h else -1 for h in p.heads]
    tags = [tag for p in parsed for tag in p.names]
    texts = [w.text for w in words]
    upos, xpos = [x for p in parsed for x in p.upos], [x for p in parsed for x in p.xpos]
    labels = [x for p in parsed for x in p.labels]
    names = consistent(texts, upos, xpos, heads, labels, list(_names(tags)))
    return Document(
        report=report,
        words=tuple(texts),
        starts=tuple(w.start for w in words),
        ends=tuple(w.end for w in words),
        lemmas=tuple(x for p in parsed for x in p.lemmas),
        upos=tuple(upos),
        xpos=tuple(xpos),
        heads=tuple(heads),
        labels=tuple(labels),
        sentences=tuple(spans),
        names=tuple(names),
        paragraphs=tuple(paragraphs),
    )


def _names(tags: list[str]) -> Iterator[Name]:
    first = -1
    for i, tag in enumerate([*tags, "O"]):
        if first >= 0 and not tag.startswith("I-"):
            yield Name(first, i - 1, tags[first][2:])
            first = -1
        if tag.startswith("B-"):
            first = i


def _parsed(model: Model, given: list[list[str]]) -> list[ParsedWords]:
    """Sentences without a letter or digit are not sent through the model: nothing can stand in them."""
    stretches: list[tuple[list[str], list[list[int]]]] = []
    owners: list[int] = []
    for number, words in enumerate(given):
        if any(c.isalnum() for w in words for c in w):
            cut = _cut(words, model.pieces(words))
            stretches += cut
            owners += [number] * len(cut)
    parts: list[list[ParsedWords]] = [[] for _ in given]
    for owner, (words, _), scored in zip(owners, stretches, model.score(stretches), strict=True):
        parts[owner].append(_read(model, words, scored))
    return [_joined(p) if p else _bare(words) for p, words in zip(parts, given, strict=True)]


def _cut(words: list[str], pieces: list[list[int]]) -> list[tuple[list[str], list[list[int]]]]:
    out, first, size = [], 0, 0
    for i, p in enumerate(pieces):
        if size + len(p) > MOST_PIECES:
            out.append((words[first:i], pieces[first:i]))
            first, size = i, 0
        size += len(p)
    out.append((words[first:], pieces[first:]))
    return out


def _read(model: Model, words: list[str], scored: Scored) -> ParsedWords:
    heads = best_heads(scored.arcs)
    labels = model.label(scored.dep, scored.head[heads])

    def name(kind: str, row: Iterable[int]) -> list[str]:
        return [model.labels[kind][i] for i in row]

    edits, tags = name("lemma", scored.lemma), name("xpos", scored.xpos)
    root = model.labels["labels"].index("root")
    relations = [
        ("root" if h == 0 else "dep" if x == root else model.labels["labels"][x])
        for h, x in zip(heads, labels, strict=True)
    ]
    return ParsedWords(
        upos=name("upos", scored.upos),
        xpos=tags,
        lemmas=[lemma(w, t, edits_of.apply(w, e)) for w, t, e in zip(words, tags, edits, strict=True)],
        heads=[int(h) for h in heads],
        labels=relations,
        names=_repaired(name("names", np.asarray(scored.names.argmax(-1)))),
    )


def _repaired(tags: list[str]) -> list[str]:
    """A name that begins with I- or changes its kind inside begins there."""
    out: list[str] = []
    for tag in tags:
        if tag.startswith("I-") and (not out or out[-1][1:] != tag[1:]):
            tag = "B-" + tag[2:]
        out.append(tag)
    return out


def _joined(parts: list[ParsedWords]) -> ParsedWords:
    """The parts of a sentence too long for the encoder become one tree: later roots hang on the first."""
    whole, root = parts[0], parts[0].heads.index(0) + 1
    for part in parts[1:]:
        n = len(whole.upos)
        whole = ParsedWords(
            whole.upos + part.upos,
            whole.xpos + part.xpos,
            whole.lemmas + part.lemmas,
            whole.heads + [h + n if h else root for h in part.heads],
            whole.labels + ["parataxis" if x == "root" else x for x in part.labels],
            whole.names + part.names,
        )
    return whole


def _bare(words: list[str]) -> ParsedWords:
    n = len(words)
    return ParsedWords(
        ["PUNCT"] * n, ["."] * n, list(words), [0] + [1] * (n - 1), ["root"] + ["punct"] * (n - 1), ["O"] * n
    )
