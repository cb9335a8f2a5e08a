"""What the language stage promises: offsets that match, one root a sentence, the same answer alone or among others."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language import parse, parse_words
from dateline.language.arguments import arguments, passive
from dateline.language.document import Document
from dateline.language.model import MOST_PIECES
from dateline.language.windows import OVERLAP, windows
from dateline.records import Report

TEXT = "Norway sent Ukraine 20 tanks on Monday. The tanks, which Oslo had promised in May, were praised by Kyiv."


def read(text: str, body: int = 0) -> Document:
    return next(parse([Report(id="r", text=text, body=body)]))


def heads_of(document: Document, verb: str) -> dict[str, set[str]]:
    word = document.words.index(verb)
    out: dict[str, set[str]] = {}
    for a in arguments(document, word):
        out.setdefault(a.role, set()).add(document.words[a.word])
    return out


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    document = read(text)
    shown = [text[a:b] for a, b in zip(document.starts, document.ends, strict=True)]
    assert shown == list(document.words)
    assert sum(b - a + 1 for a, b in document.sentences) == len(document.words)


def test_each_sentence_has_one_root_inside_it() -> None:
    document = read(TEXT)
    for first, last in document.sentences:
        roots = [w for w in range(first, last + 1) if document.heads[w] < 0]
        assert len(roots) == 1
        assert all(first <= document.heads[w] <= last for w in range(first, last + 1) if w not in roots)


def test_a_report_reads_the_same_alone_and_among_others() -> None:
    others = [Report(id=str(n), text="A longer report about something else. " * n) for n in range(1, 4)]
    alone = read(TEXT)
    among = list(parse([*others, Report(id="r", text=TEXT)]))[-1]
    assert (alone.words, alone.heads, alone.labels, alone.names) == (
        among.words,
        among.heads,
        among.labels,
        among.names,
    )


def test_active_passive_and_relative_clause_have_the_same_arguments() -> None:
    document = read(TEXT)
    assert heads_of(document, "sent")["agent"] == {"Norway"}
    assert heads_of(document, "sent")["patient"] == {"tanks"}
    assert heads_of(document, "sent")["recipient"] == {"Ukraine"}
    assert heads_of(document, "promised")["patient"] == {"tanks"}
    praised = document.words.index("praised")
    assert passive(document, praised)
    assert heads_of(document, "praised")["agent"] == {"Kyiv"}
    assert heads_of(document, "praised")["patient"] == {"tanks"}


def test_who_is_asked_does_what_is_asked() -> None:
    document = read("Cairo called on Israel to withdraw its troops from Rafah.")
    assert heads_of(document, "withdraw")["agent"] == {"Israel"}


def test_the_dateline_is_a_sentence_of_its_own() -> None:
    text = "date 2023-01-17 UK ministers met in London."
    document = read(text, body=16)
    assert document.sentence_span(1).text == "UK ministers met in London."


def test_a_surname_that_looks_like_an_adverb_is_a_name_throughout() -> None:
    document = read("James Cleverly flew to Ottawa. Cleverly vowed to return.")
    at = [i for i, w in enumerate(document.words) if w == "Cleverly"]
    assert [document.upos[i] for i in at] == ["PROPN", "PROPN"]
    assert document.labels[at[1]] == "nsubj"


def test_windows_overlap_and_leave_out_no_word():
    sizes = [1 + i % 7 for i in range(1000)]
    found = windows(sizes)
    assert found[0][0] == 0
    assert found[-1][1] == len(sizes)
    for (first, end), (after, further) in pairwise(found):
        assert first < after <= end < further
        assert 80 < sum(sizes[after:end]) <= OVERLAP
    assert all(sum(sizes[a:b]) <= MOST_PIECES for a, b in found)
    assert windows([8] * 10) == [(0, 10)]


def test_a_sentence_longer_than_a_window_is_one_tree_and_reads_as_its_parts_do():
    part = ["the", "minister", "met", "the", "ambassador", "in", "Paris", "on", "Monday", "and"]
    (long,) = parse_words([part * 80])
    assert len(long.heads) == len(part) * 80
    assert long.heads.count(0) == 1
    seen = set()
    for word in range(1, len(long.heads) + 1):
        path = [word]
        while path[-1] and path[-1] not in seen:
            path.append(long.heads[path[-1] - 1])
            assert len(path) <= len(long.heads)
        seen.update(path)
    assert long.upos[1 :: len(part)].count("NOUN") >= 78
    assert long.names[6 :: len(part)].count("B-LOC") >= 70
