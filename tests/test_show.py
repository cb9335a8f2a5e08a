"""Records as a person sees them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Actor, Amount, AnyRecord, Days, Event, Money, Pledge, Quote, Report, Span, key_of
from dateline.show import LONGEST_WORDS, excerpt, html, plain, rows, steps

TEXT = "Norway sent Kyiv 20 trucks on Monday, he said. “We <b>will</b> win. Always.”"
REPORT = Report(id="r", text=TEXT, date="2023-01-17", date_from="row", title="<i>Title</i>", warnings=("a <warning>",))


def span(part: str, report: Report = REPORT) -> Span:
    at = report.text.index(part)
    return Span(start=at, end=at + len(part), text=part)


def norway() -> Actor:
    return Actor(text="Norway", start=0, end=6, name="Norway", country="NOR", sector="GOV")


def event(report: Report = REPORT, evidence: tuple[str, ...] = (TEXT[:46],), trigger: str = "sent") -> Event:
    return Event(
        id="e-1", report=key_of(report), evidence=tuple(span(e, report) for e in evidence), status="happened",
        said_by=(Actor(text="he", start=38, end=40, name="Ola <Moe>"), norway()), confidence=0.8,
        date=Days(start="2023-01-16", end="2023-01-16", text="Monday", basis="resolved"),
        because="one; two", coder="c",
        type="AID", mode="in_kind", contexts=("military", "economic"), quad=2,
        actors=(norway(),), trigger=span(trigger, report),
    )  # fmt: skip


def pledge() -> Pledge:
    return Pledge(
        id="p-1", report=key_of(REPORT), evidence=(span(TEXT[:46]),), status="asked",
        confidence=0.5, because="b", coder="c",
        donors=(norway(),), support=("military",), item="truck", quantity=Amount(low=20, high=20, unit=None, text="20"),
        value=Money(low=1, high=None, currency="USD", text="billions"), counts_in_totals=False, why_not="asked",
        announced=Days(start="2023-01-16", end="2023-01-17", text=None, basis="report"),
    )  # fmt: skip


def quote() -> Quote:
    return Quote(
        id="q-1", report=key_of(REPORT), evidence=(span("“We <b>will</b> win."), span("Always.”")), status="happened",
        confidence=0.7, because="b", coder="c", speaker=norway(),
        content=span("We <b>will</b> win. Always."), form="direct",
    )  # fmt: skip


RECORDS: list[AnyRecord] = [event(), pledge(), quote()]


def test_an_event_in_words() -> None:
    (row,) = rows([event()])
    assert row.deed == "Aid: in kind (military, economic)"
    assert (row.who, row.whom, row.status) == ("Norway (NOR GOV)", "", "happened")
    assert row.voice == "Ola <Moe> via Norway (NOR GOV)"
    assert row.date == "2023-01-16 (“Monday”)"
    assert row.mark is not None
    assert row.words[slice(*row.mark)] == "sent"
    assert row.steps == ("one", "two")


def test_a_pledge_in_words() -> None:
    (row,) = rows([pledge()])
    assert row.deed == "Pledge (military): 20 truck, billions; not in totals: asked"
    assert row.date == "announced 2023-01-16 to 2023-01-17 (the report's)"
    assert row.mark is not None
    assert row.words[slice(*row.mark)] == "20"


def test_a_quote_over_two_sentences_in_words() -> None:
    (row,) = rows([quote()])
    assert row.mark is not None
    assert row.words[slice(*row.mark)] == "We <b>will</b> win. Always."
    assert row.who == "Norway (NOR GOV)"


def test_a_deed_told_more_than_once() -> None:
    (row,) = rows([event(evidence=("Norway sent", "Kyiv 20", "he said"), trigger="20")])
    assert row.words == "Kyiv 20 (+2 more)"
    assert excerpt(row) == ("Kyiv ", "20", " (+2 more)")


def test_steps_keep_quoted_semicolons() -> None:
    assert steps("“a; b” is AID; “c” makes it planned; ") == ("“a; b” is AID", "“c” makes it planned")
    assert steps("“never closed; so; it is one") == ("“never closed; so; it is one",)
    assert steps("") == ()


def test_long_evidence_is_cut_around_its_mark() -> None:
    long = Report(id="r", text="x " * 5_000 + "sent" + " y" * 5_000)
    (row,) = rows([event(report=long, evidence=(long.text,))])
    before, marked, after = excerpt(row)
    assert (before[:2], marked, after[-2:]) == ("… ", "sent", " …")
    assert LONGEST_WORDS - 20 < len(before + marked + after) < LONGEST_WORDS + 20
    (row,) = rows([event(report=long, evidence=(long.text,), trigger=long.text)])
    assert len(excerpt(row)[1]) < LONGEST_WORDS + 20


def test_plain_text_does_nothing() -> None:
    assert plain("a\x1b[31mb\x07\x9b\u202ec\u200f\nd\te\ud800\x00\u2028f") == "a␛[31mb␇\ufffdc d e\ufffd␀ f"
    assert plain("👩\u200d🚀 café\u00a0x") == "👩\u200d🚀 café x"


@given(st.text())
def test_plain_text_is_one_harmless_line(text: str) -> None:
    shown = plain(text)
    assert not set(shown) & {*map(chr, range(32)), *map(chr, range(127, 160)), *"\u2028\u2029\u202a\u202e\u2066\u2069"}
    shown.encode()


def test_html_escapes_and_marks() -> None:
    page = html(REPORT, RECORDS)
    assert "<mark>sent</mark>" in page
    assert "<mark>We &lt;b&gt;will&lt;/b&gt; win. Always.</mark>" in page
    assert "&lt;i&gt;Title&lt;/i&gt;" in page
    assert "a &lt;warning&gt;" in page
    assert "Ola &lt;Moe&gt;" in page
    assert "1 event, 1 pledge, 1 quote" in page
    for raw in ("<b>will", "<i>Title", "<warning>", "<Moe>"):
        assert raw not in page


def test_html_links_only_to_the_web() -> None:
    link = Report(id="r", text=TEXT, url='https://example.org/"onclick="x')
    assert 'href="https://example.org/&quot;onclick=&quot;x"' in html(link, [])
    assert "href" not in html(Report(id="r", text=TEXT, url="javascript:alert(1)"), [])


def test_html_of_nothing_and_of_much() -> None:
    assert "no records" in html(REPORT, [])
    assert "<table>" not in html(REPORT, [])
    assert "2 more records are not shown" in html(REPORT, [event()] * 502)


@given(st.text(alphabet="<>&\"'a\x00\x1b\u202e\ud800“", min_size=1).filter(lambda t: t.strip()))
def test_html_of_hostile_text(text: str) -> None:
    report = Report(id=text, text=text, title=text, source=text, url=text)
    start = Span(start=0, end=1, text=text[:1])
    hostile = Event(
        id="e", report=key_of(report), evidence=(Span(start=0, end=len(text), text=text),),
        status="happened", confidence=1,
        because=text, coder="c", type="AID", mode=text, contexts=(text,), quad=2, trigger=start,
        actors=(Actor(text=text[:1], start=0, end=1, name=text),),
    )  # fmt: skip
    page = html(report, [hostile])
    frame = html(Report(id="r", text="r", title="r", source="r", url="r"), [hostile])
    assert page.count("<") == frame.count("<")
    assert "\x1b" not in page
