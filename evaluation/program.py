"""The program as the evaluation calls it. Every assumption about its interface stands here.

Its parts are imported where they are used, so that a set needs only the stage that it measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from dateline.records import AnyRecord, Days, Event, Pledge, Quote, Report

from .match import Stretch
from .names import Name

if TYPE_CHECKING:
    from dateline.language.document import Argument, Document


class Parsed(Protocol):
    """Tags and tree of one sentence whose words were given; heads count from 1, 0 is the root."""

    @property
    def upos(self) -> Sequence[str]: ...

    @property
    def lemmas(self) -> Sequence[str]: ...

    @property
    def heads(self) -> Sequence[int]: ...

    @property
    def labels(self) -> Sequence[str]: ...

    @property
    def roles(self) -> Mapping[int, Sequence[tuple[int, str]]]: ...


class Found(Protocol):
    """A date expression and the days that it means."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def days(self) -> Days | None: ...


class Program:
    """Dateline. A report is read once, however many sets ask about it."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str | None, str | None, str | None], list[AnyRecord]] = {}

    def read(self, text: str, date: str | None, title: str | None = None, source: str | None = None) -> list[AnyRecord]:
        """The records of a report."""
        key = (text, date, title, source)
        if key not in self._read:
            import dateline

            try:
                self._read[key] = list(dateline.read(text, date=date, title=title, source=source))
            except Exception as error:
                error.add_note(f"while reading the report of {date} that begins {text[:60]!r}")
                raise
        return self._read[key]

    def records(self, report: Report) -> list[AnyRecord]:
        """The records of a report that has an id of its own."""
        import dateline

        return dateline.read_report(report)

    def events(self, text: str, date: str | None) -> list[Event]:
        """The events of a report without title or source."""
        return events(self.read(text, date))

    def quotes(self, text: str, date: str | None) -> list[Quote]:
        """The quotes of a report without title or source."""
        return quotes(self.read(text, date))

    def parse(self, reports: Iterable[Report]) -> Iterator[Document]:
        """The documents of reports, in order."""
        from dateline.language import parse

        return parse(reports)

    def document(self, text: str, date: str | None) -> Document:
        """The document of one text."""
        from dateline.intake import report_of

        return next(iter(self.parse([report_of(text, date=date)])))

    def names(self, text: str) -> list[Name]:
        """The names of a text."""
        document = self.document(text, None)
        return [Name(document.starts[n.first], document.ends[n.last], n.kind) for n in document.names]

    def arguments(self, document: Document, word: int) -> Sequence[Argument]:
        """The arguments of a verb or noun."""
        from dateline.language.arguments import arguments

        return arguments(document, word)

    def statuses(self, text: str, date: str | None, spans: Sequence[Stretch]) -> list[str | None]:
        """How far the deed has come that each of these stretches names, whether or not it is a deed to the tables;
        None where a stretch holds no whole word."""
        from dateline.reading.how_far import how_far
        from dateline.reading.notes import take_notes

        notes = take_notes(self.document(text, date))
        words = [head_word(notes.document, span) for span in spans]
        return [None if word is None else how_far(notes, word).status for word in words]

    def parse_words(self, sentences: list[list[str]]) -> Iterable[Parsed]:
        """The tree of each sentence of given words, in order."""
        from dateline.language import parse_words

        return parse_words(sentences)

    def dates(self, text: str, date: str | None) -> Sequence[Found]:
        """The date expressions of a text."""
        from dateline.reading.when import find

        return find(text, date)


def head_word(document: Document, span: Stretch) -> int | None:
    """The word of a stretch that the others hang on."""
    inside = document.words_in(span.start, span.end)
    return next((w for w in inside if document.heads[w] not in inside), None)


def events(records: Iterable[AnyRecord]) -> list[Event]:
    """The events among records."""
    return [r for r in records if isinstance(r, Event)]


def quotes(records: Iterable[AnyRecord]) -> list[Quote]:
    """The quotes among records."""
    return [r for r in records if isinstance(r, Quote)]


def pledges(records: Iterable[AnyRecord]) -> list[Pledge]:
    """The pledges among records."""
    return [r for r in records if isinstance(r, Pledge)]
