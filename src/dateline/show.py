"""Records as a person sees them: plain rows, and HTML for notebooks. The command line draws the same rows.

Rows hold the text as it is; whoever draws them sends each value through `plain` first, since reports come from outside.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from dateline.records import Actor, AnyRecord, Days, Event, Pledge, Report, Span

MOST_ROWS = 500
"""How many records a notebook shows."""

LONGEST_WORDS = 600
"""How many characters of evidence are shown: as much as fits around the mark."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record in words. `mark` is the stretch of `words` that names the deed, the item or what was said."""

    kind: str
    deed: str
    who: str
    whom: str
    status: str
    date: str
    voice: str
    words: str
    mark: tuple[int, int] | None
    confidence: float
    because: str
    id: str

    @property
    def steps(self) -> tuple[str, ...]:
        """`because`, step by step."""
        return steps(self.because)


def rows(records: Iterable[AnyRecord]) -> list[Row]:
    """One row a record, in the same order."""
    return [_row(r) for r in records]


def steps(because: str) -> tuple[str, ...]:
    """The steps of a `because`, which stand apart by semicolons (those inside “quoted words” don't count)."""
    parts: list[str] = []
    inside = 0
    for piece in because.split("; "):
        if inside > 0:
            parts[-1] += f"; {piece}"
        else:
            parts.append(piece)
        inside += piece.count("“") - piece.count("”")
    return tuple(p.strip() for p in parts if p.strip())


def plain(text: str) -> str:
    """Text that can do nothing to a terminal or a page's layout: on one line, control characters made visible, marks
    that turn the direction of writing taken out."""
    return " ".join("".join(map(_harmless, text)).split())


def _harmless(char: str) -> str:
    if char.isascii() and char.isprintable():
        return char
    kind = unicodedata.category(char)
    if char.isspace():
        return " "
    if kind == "Cc":
        return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "\ufffd"
    if kind == "Cs":
        return "\ufffd"
    # The joiners stay: emoji and several scripts are written with them.
    return "" if kind == "Cf" and char not in "\u200c\u200d" else char


def excerpt(row: Row, size: int = LONGEST_WORDS) -> tuple[str, str, str]:
    """The row's words before its mark, in it and after it, harmless, and cut to about `size` characters in all."""
    start, end = row.mark or (0, 0)
    marked = row.words[start:end]
    if len(marked) > size:
        marked = f"{marked[: size // 2]} … {marked[-(size // 2) :]}"
    room = max(size - len(marked), size // 4)
    before, after = row.words[:start], row.words[end:]
    left = min(len(before), max(room // 2, room - len(after)))
    right = room - left
    before = before if len(before) <= left else "… " + before[len(before) - left :]
    after = after if len(after) <= right else after[:right] + " …"
    return _edge(before), _edge(marked), _edge(after)


def _edge(text: str) -> str:
    """Harmless text that keeps a blank at either end."""
    middle = plain(text)
    if not middle:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + middle + (" " if text[-1].isspace() else "")


def dated(report: Report) -> str:
    """A report's date and what says so."""
    if report.date is None:
        return "no date"
    sources = {"option": "as given", "row": "from its row", "text": "from its text"}
    return f"{report.date} ({sources[report.date_from]})" if report.date_from else report.date


def counted(records: Sequence[AnyRecord]) -> str:
    """`3 events, 1 quote`."""
    kinds = [r.kind for r in rows(records)]
    parts = [f"{n} {kind}{'s' if n != 1 else ''}" for kind in ("event", "pledge", "quote") if (n := kinds.count(kind))]
    return ", ".join(parts) or "no records"


def html(report: Report, records: Sequence[AnyRecord]) -> str:
    """A report's records as a piece of HTML that stands by itself; everything that came from outside is escaped."""
    cells = ("deed", "who", "whom", "status", "date", "voice")
    heads = ("Deed", "Who", "To whom", "Status", "Date", "Voice", "The words")
    head = "".join(f'<th style="text-align:left">{h}</th>' for h in heads)
    body = []
    for row in rows(records[:MOST_ROWS]):
        before, marked, after = (escape(x) for x in excerpt(row))
        words = before + (f"<mark>{marked}</mark>" if marked else "") + after
        values = [escape(plain(getattr(row, c))) for c in cells]
        title = escape(plain(f"{row.because} (confidence {row.confidence:.2f})"))
        cols = "".join(f'<td style="text-align:left;vertical-align:top">{v}</td>' for v in (*values, words))
        body.append(f'<tr title="{title}">{cols}</tr>')
    rest = len(records) - MOST_ROWS
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>" if body else ""
    more = f"<p>{rest:,} more records are not shown.</p>" if rest > 0 else ""
    return f'<div class="dateline">{_html_head(report, records)}{table}{more}</div>'


def _html_head(report: Report, records: Sequence[AnyRecord]) -> str:
    title = escape(plain(report.title or report.id))
    if report.url and re.match(r"https?://", report.url):
        title = f'<a href="{escape(plain(report.url))}" rel="noopener noreferrer">{title}</a>'
    facts = " · ".join(escape(plain(x)) for x in (dated(report), report.source, counted(records)) if x)
    warnings = "".join(f"<li>{escape(plain(w))}</li>" for w in report.warnings)
    return f"<p><b>{title}</b><br>{facts}</p>" + (f"<ul>{warnings}</ul>" if warnings else "")


def _row(record: AnyRecord) -> Row:
    if isinstance(record, Event):
        kind, deed, who, whom, mark = "event", _event(record), record.actors, record.recipients, record.trigger
        words, place = _words(record.evidence, mark)
    elif isinstance(record, Pledge):
        kind, deed, who, whom = "pledge", _pledge(record), record.donors, record.recipients
        words, place = _words(record.evidence, _item(record))
    else:
        kind, deed, who, whom = "quote", f"Quote ({record.form})", (record.speaker,), record.addressees
        words, place = _words(record.evidence, record.content)
    return Row(
        kind=kind, deed=deed, who=_actors(who), whom=_actors(whom), status=record.status, date=_date(record),
        voice=" via ".join(_actor(a) for a in record.said_by), words=words, mark=place,
        confidence=record.confidence, because=record.because, id=record.id,
    )  # fmt: skip


def _event(event: Event) -> str:
    name = event.type.capitalize() + (f": {event.mode.replace('_', ' ')}" if event.mode else "")
    return name + (f" ({', '.join(event.contexts)})" if event.contexts else "")


def _pledge(pledge: Pledge) -> str:
    amount = pledge.quantity.text if pledge.quantity else ""
    item = pledge.item or ""
    thing = amount if item and item.lower() in amount.lower() else f"{amount} {item}".strip()
    what = ", ".join(x for x in (thing, pledge.value.text if pledge.value else "") if x)
    name = f"Pledge ({', '.join(pledge.support)})" + (f": {what}" if what else "")
    return name if pledge.counts_in_totals else f"{name}; not in totals: {pledge.why_not}"


def _item(pledge: Pledge) -> Span | None:
    """Where the words of a pledge's amount or item stand in its evidence."""
    amounts = [a.text for a in (pledge.quantity, pledge.value) if a]
    for text in [*amounts, *([pledge.item] if pledge.item else [])]:
        for span in pledge.evidence:
            at = span.text.lower().find(text.lower()) if len(span.text.lower()) == len(span.text) else -1
            if at >= 0 and text:
                start, end = span.start + at, min(span.start + at + len(text), span.end)
                return Span(start=start, end=end, text=span.text[at : at + end - start])
    return None


def _words(evidence: tuple[Span, ...], mark: Span | None) -> tuple[str, tuple[int, int] | None]:
    """The evidence in which the mark stands (else the first), how often more it is told, and the mark's place."""
    shown = [e for e in evidence if mark and e.start < mark.end and mark.start < e.end] or [evidence[0]]
    text, places = "", []
    for span in shown:
        text += " " if text else ""
        if mark and span.start < mark.end and mark.start < span.end:
            at = len(text) - span.start
            places += [max(mark.start, span.start) + at, min(mark.end, span.end) + at]
        text += span.text
    more = len(evidence) - len(shown)
    return text + (f" (+{more} more)" if more else ""), (places[0], places[-1]) if places else None


def _actors(actors: tuple[Actor, ...]) -> str:
    return ", ".join(_actor(a) for a in actors)


def _actor(actor: Actor) -> str:
    codes = " ".join(c for c in (actor.country, actor.sector) if c)
    return f"{actor.name} ({codes})" if codes else actor.name


def _date(record: AnyRecord) -> str:
    if record.date is None and isinstance(record, Pledge) and record.announced:
        return f"announced {_days(record.announced)}"
    return _days(record.date) if record.date else ""


def _days(days: Days) -> str:
    range_ = days.start if days.start == days.end else f"{days.start} to {days.end}"
    return range_ + (f" (“{days.text}”)" if days.text else " (the report's)" if days.basis == "report" else "")
