"""What the language stage is measured by: dates, names, trees and arguments."""

import gzip
from dataclasses import dataclass

from evaluation_made import TEXT, days, gold_span

from dateline.language.document import Argument, Document
from dateline.records import Days, Report
from evaluation import arguments, dates, names, parsing
from evaluation.dates import DatedText, GumDate, Range
from evaluation.names import Name, Paper, Sentence


@dataclass
class Expression:
    start: int
    end: int
    days: Days | None


def expression(words, value=None):
    at = gold_span(words)
    return Expression(at.start, at.end, value)


def gum_date(words, kind="date", **value):
    at = gold_span(words)
    return GumDate(kind=kind, start=at.start, end=at.end, **value)


def scored_dates(gold, ours, genre="news"):
    asked = []

    def find(_, date):
        asked.append(date)
        return ours

    result = dates.score("dates", [DatedText("d1", genre, "2023-05-03", TEXT, tuple(gold))], find)
    return result.scores, asked[0], result


def test_values_are_first_and_last_day():
    assert dates.value(gum_date("Monday", when="2023-05-01")) == Range("2023-05-01", "2023-05-01")
    assert dates.value(gum_date("Monday", when="2023-02")) == Range("2023-02-01", "2023-02-28")
    assert dates.value(gum_date("Monday", when="2023")) == Range("2023-01-01", "2023-12-31")
    assert dates.value(gum_date("Monday", when="2023-05-01T22:30:00")) == Range("2023-05-01", "2023-05-01")
    assert dates.value(gum_date("Monday", first="2023-05-01", last="2023-05-07")) == Range("2023-05-01", "2023-05-07")
    assert dates.value(gum_date("Monday", not_after="2023")) is None
    assert dates.value(gum_date("Monday", when="--10", full=False)) is None
    assert dates.value(gum_date("Monday", when="-0044-03-15")) is None


def test_a_span_that_overlaps_is_found_and_its_value_is_judged_apart():
    gold = [gum_date("on Monday", when="2023-05-01")]
    right, _, _ = scored_dates(gold, [expression("Monday", days("2023-05-01"))])
    assert right["span_f1"].value == right["value_f1"].value == 1
    wrong, _, _ = scored_dates(gold, [expression("Monday", days("2023-05-08"))])
    assert (wrong["span_f1"].value, wrong["value_f1"].value) == (1, 0)


def test_clock_times_found_are_taken_out_and_values_that_gold_leaves_open_are_not_judged():
    gold = [gum_date("Monday", kind="time", when="15:00:00"), gum_date("Oslo", when="--10", full=False)]
    scores, _, _ = scored_dates(
        gold, [expression("Monday", days("2023-05-01")), expression("Oslo", days("2023-10-01"))]
    )
    assert scores["span_f1"].counts == {"right": 1, "found": 1, "gold": 1}
    assert scores["value_f1"].counts == {"right": 0, "found": 0, "gold": 0}


def test_texts_without_a_date_of_their_own_are_read_without_one_and_kept_apart():
    gold, ours = [gum_date("Monday", when="2023-05-01")], [expression("Monday")]
    assert scored_dates(gold, ours, "bio")[1] is None
    scores, date, _ = scored_dates(gold, ours, "court")
    assert date == "2023-05-03"
    assert scores["undated_span_f1"].counts["gold"] == 0
    assert scored_dates(gold, ours, "bio")[0]["undated_span_f1"].value == 1


def test_dates_that_gold_has_not_are_items_too_many():
    _, _, result = scored_dates([], [expression("Monday"), expression("Oslo")])
    assert len([i for i, won in result.items.items() if "/+" in i and not won]) == 2


def test_names_are_exact_and_of_their_kind():
    gold = (Name(0, 6, "LOC"), Name(11, 17, "LOC"))
    sentence = Sentence("s1", TEXT, gold)
    ours = [Name(0, 6, "LOC"), Name(11, 17, "ORG"), Name(21, 25, "LOC")]
    result = names.score_exact("names", [sentence], lambda _: ours)
    assert result.scores["f1"].counts == {"right": 1, "found": 3, "gold": 2}
    assert [w.cause for w in result.wrong] == ["false ORG: gold has LOC", "false LOC: gold has none"]


def test_a_name_inside_a_mention_of_its_kind_finds_it():
    paper = Paper("p1", TEXT, (Name(0, 17, "Location"), Name(21, 25, "Organisation"), Name(30, 36, "Temporal")))
    result = names.score_within("names", [paper], lambda _: [Name(11, 17, "LOC"), Name(21, 25, "LOC")])
    assert result.scores["recall"].counts == {"right": 1, "of": 2}
    assert result.scores["precision"].counts == {"right": 1, "of": 2}
    assert result.scores["f1"].value == 0.5


CONLLU = """# sent_id = s1
# text = He didn't go
1\tHe\the\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
3.1\tx\tx\tX\tX\t_\t_\t_\t_\t_
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
"""


@dataclass
class Tags:
    upos: list[str]
    lemmas: list[str]
    heads: list[int]
    labels: list[str]


def test_a_treebank_is_read_without_fused_tokens_and_empty_nodes(tmp_path):
    path = tmp_path / "x.conllu.gz"
    path.write_bytes(gzip.compress((CONLLU + "\n" + CONLLU.replace("s1", "s2")).encode()))
    one, two = parsing.trees(path)
    assert (one.id, two.id) == ("s1", "s2")
    assert one.words == ["He", "did", "n't", "go"]
    assert one.heads == [4, 4, 4, 0]


def test_arcs_count_with_their_labels():
    gold = parsing.Tree("s1", ["He", "goes"], ["he", "go"], ["PRON", "VERB"], [2, 0], ["nsubj", "root"])
    ours = Tags(["PRON", "NOUN"], ["he", "goes"], [2, 0], ["nsubj:pass", "root"])
    asked = []

    def parse(sentences):
        asked.extend(sentences)
        return [ours]

    scores = parsing.score("parsing", [gold], parse).scores
    assert asked == [["He", "goes"]]
    assert [scores[x].value for x in ("las", "uas", "upos", "lemma", "whole_trees")] == [0.5, 1, 0.5, 0.5, 0]


def document():
    """Norway sends tanks that work"""
    words = ("Norway", "sends", "tanks", "that", "work")
    text = " ".join(words)
    starts = tuple(text.index(w) for w in words)
    return Document(
        report=Report(id="r", text=text), words=words, starts=starts,
        ends=tuple(s + len(w) for s, w in zip(starts, words, strict=True)), lemmas=words,
        upos=("PROPN", "VERB", "NOUN", "PRON", "VERB"), xpos=("NNP", "VBZ", "NNS", "WDT", "VBP"),
        heads=(1, -1, 1, 4, 2), labels=("nsubj", "root", "obj", "nsubj", "acl:relcl"), sentences=((0, 4),),
    )  # fmt: skip


class Asked:
    def __init__(self, found):
        self.found = found

    def document(self, *_):
        return document()

    def arguments(self, _document, word):
        return self.found[word]


def question(wh, *answers):
    return arguments.Question(f"{wh}?", wh, tuple(gold_span(a, document().report.text) for a in answers))


def predicate(verb, *questions):
    text = document().report.text
    return arguments.Predicate(f"v-{verb}", "s1", text, gold_span(verb, text), questions)


def test_a_question_is_found_by_enough_words_of_its_best_answer_one_to_one():
    rows = [
        predicate(
            "sends", question("who", "Norway"), question("what", "tanks", "tanks that work"), question("when", "work")
        )
    ]
    found = {1: [Argument("agent", 0), Argument("patient", 2)]}
    result = arguments.score("arguments", rows, Asked(found))
    assert result.scores["f1"].counts == {"right": 2, "found": 2, "gold": 3}
    assert result.scores["who_what_recall"].value == 1
    assert [w.cause for w in result.wrong] == ["missed when"]


def test_an_argument_above_the_verb_is_taken_without_the_clause_of_the_verb():
    ((role, words),) = arguments.spans(document(), [Argument("agent", 2)], 4)
    assert (role, words) == ("agent", frozenset({2}))
    rows = [predicate("work", question("what", "tanks"))]
    assert arguments.score("arguments", rows, Asked({4: [Argument("agent", 2)]})).scores["f1"].value == 1
