"""What the language stage says of a report: words, tags, heads and names. The rules see this, never the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dateline.records import Report, Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name: words `first` to `last`, both inside; `kind` is PER, ORG or LOC."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class Argument:
    """What stands to a predicate in a role: `word` is its head. `preposition` is the lemma that introduces it.

    Roles: `agent` (who does it), `patient` (to whom or what it is done), `recipient` (who gets it), `clause`
    (what is said, wanted, begun), `oblique` (with a preposition), `time` (a bare noun such as "Friday");
    of nouns also `owner` ("Cleverly's visit") and `modifier` ("Russian attack", "border talks")."""

    role: str
    word: int
    preposition: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A word that stands for a deed's `part` (`actor`, `recipient`, `item`, `time`, `place`, `voice`), with its chance."""

    part: str
    word: int
    chance: float


@dataclass(frozen=True, slots=True)
class Told:
    """What the model takes a word for: the deed that it names, by type, and how far that has come, each with its chance,
    the likeliest first; `parties` are words of the same sentence."""

    types: tuple[tuple[str, float], ...]
    status: tuple[tuple[str, float], ...]
    parties: tuple[Party, ...]


@dataclass(frozen=True)
class Document:
    """Words of the whole report counted from 0. `heads[i]` is a word, or -1 for the root of its sentence.

    `starts` and `ends` are code points into the report's text. `sentences` are `(first, last)` words, both inside."""

    report: Report
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    names: tuple[Name, ...] = ()
    paragraphs: tuple[int, ...] = field(default=())
    """For each sentence the number of its paragraph."""
    told: Mapping[int, Told] = field(default_factory=dict)
    """The words that may name a deed."""
    roles: Mapping[int, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    """For each predicate its arguments: a word and its role, as PropBank names it (`ARG0`, `ARGM-TMP`)."""

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each word the number of its sentence."""
        out: list[int] = []
        for number, (first, last) in enumerate(self.sentences):
            out += [number] * (last - first + 1)
        return tuple(out)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each word the words that hang under it, in text order."""
        out: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head >= 0:
                out[head].append(i)
        return tuple(tuple(row) for row in out)

    @cached_property
    def argument_cache(self) -> dict[int, tuple[Argument, ...]]:
        """What `arguments` has found so far."""
        return {}

    @cached_property
    def name_at(self) -> dict[int, Name]:
        """The name that each word of a name belongs to."""
        return {i: name for name in self.names for i in range(name.first, name.last + 1)}

    def under(self, word: int, *labels: str) -> list[int]:
        """Children of `word` with one of `labels`; a label also stands for its subtypes (`obl` for `obl:agent`)."""
        return [
            c for c in self.children[word] if self.labels[c] in labels or self.labels[c].partition(":")[0] in labels
        ]

    def subtree(self, word: int) -> list[int]:
        """`word` and all that hangs under it, in text order."""
        out, todo = [], [word]
        while todo:
            at = todo.pop()
            out.append(at)
            todo.extend(self.children[at])
        return sorted(out)

    def path_up(self, word: int) -> Iterator[int]:
        """The words above `word`, nearest first."""
        while (word := self.heads[word]) >= 0:
            yield word

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from word `first` to word `last`, both inside."""
        start, end = self.starts[first], self.ends[last]
        return Span(start=start, end=end, text=self.report.text[start:end])

    def sentence_span(self, number: int) -> Span:
        """A sentence as evidence."""
        first, last = self.sentences[number]
        return self.span(first, last)

    def words_in(self, start: int, end: int) -> range:
        """The words that lie wholly inside a stretch of text."""
        from bisect import bisect_left, bisect_right

        return range(bisect_left(self.starts, start), bisect_right(self.ends, end))
