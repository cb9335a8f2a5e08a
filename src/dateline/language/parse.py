"""Report -> Document. A report is parsed by itself, so what else is read beside it never changes its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dateline.knowledge.words import lemma
from dateline.language import lemma as edits_of
from dateline.language import tokens
from dateline.language.consistent import consistent
from dateline.language.document import Document, Name, Told
from dateline.language.model import Model, Scored, chances, load
from dateline.language.sentences import sentences
from dateline.language.tags import best_tags
from dateline.language.told import shifted, told, with_roles
from dateline.language.tree import best_heads
from dateline.language.windows import whole, windows
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
    told: dict[int, Told] = field(default_factory=dict)
    roles: dict[int, tuple[tuple[int, str], ...]] = field(default_factory=dict)


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
    seen: dict[int, Told] = {}
    roles: dict[int, tuple[tuple[int, str], ...]] = {}
    for (first, _), p in zip(spans, parsed, strict=True):
        heads += [first + h - 1 if h else -1 for h in p.heads]
        seen |= {first + w: shifted(t, first) for w, t in p.told.items()}
        roles |= {first + w: tuple((first + a, role) for a, role in found) for w, found in p.roles.items()}
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
        told=seen,
        roles=roles,
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
    owners: list[tuple[int, int]] = []
    for number, words in enumerate(given):
        if any(c.isalnum() for w in words for c in w):
            pieces = model.pieces(words)
            for first, end in windows([len(p) for p in pieces]):
                stretches.append((words[first:end], pieces[first:end]))
                owners.append((number, first))
    parts: list[list[tuple[int, Scored]]] = [[] for _ in given]
    for (owner, first), scored in zip(owners, model.score(stretches), strict=True):
        parts[owner].append((first, scored))
    return [_read(model, words, whole(p)) if p else _bare(words) for p, words in zip(parts, given, strict=True)]


def _read(model: Model, words: list[str], scored: Scored) -> ParsedWords:
    heads = best_heads(scored.arcs)
    labels = model.label(scored.dep, scored.head[heads])

    def name(kind: str, row: Iterable[int]) -> list[str]:
        return [model.labels[kind][i] for i in row]

    edits, tags, upos = name("lemma", scored.lemma), name("xpos", scored.xpos), name("upos", scored.upos)
    root = model.labels["labels"].index("root")
    relations = [
        ("root" if h == 0 else "dep" if x == root else model.labels["labels"][x])
        for h, x in zip(heads, labels, strict=True)
    ]
    return ParsedWords(
        upos=upos,
        xpos=tags,
        lemmas=[
            lemma(w, t, edits_of.apply(w, e), u == "VERB") for w, t, e, u in zip(words, tags, edits, upos, strict=True)
        ],
        heads=[int(h) for h in heads],
        labels=_with_case(relations, heads),
        names=best_tags(chances(scored.names), model.labels["names"]),
        told=told(model, scored),
        roles=with_roles(model, scored),
    )


def _with_case(labels: list[str], heads: Iterable[int]) -> list[str]:
    """An object that has a preposition is an oblique: no object of English has one."""
    cased = {int(h) - 1 for h, label in zip(heads, labels, strict=True) if label == "case" and h}
    return ["obl" if label in ("obj", "iobj") and i in cased else label for i, label in enumerate(labels)]


def _bare(words: list[str]) -> ParsedWords:
    n = len(words)
    return ParsedWords(
        ["PUNCT"] * n, ["."] * n, list(words), [0] + [1] * (n - 1), ["root"] + ["punct"] * (n - 1), ["O"] * n
    )
