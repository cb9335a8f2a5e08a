"""Status against corpora that mark it on given words."""

import pytest
from evaluation_made import TEXT, event, gold_span

from evaluation import status
from evaluation.status import Deed, Marked, MeantimeEvent, MeantimeReport, UdsPredicate, UdsSentence


class Fake:
    """Says of every word what it is told to."""

    def __init__(self, ours=(), given="happened"):
        self.ours, self.given = list(ours), given

    def events(self, *_):
        return self.ours

    def statuses(self, _text, _date, spans):
        return [self.given for _ in spans]


def deed(words, label="done", right=status.DONE):
    at = gold_span(words)
    return Deed(at.start, at.end, label, frozenset(right))


@pytest.mark.parametrize(
    ("certainty", "polarity", "time", "label"),
    [
        ("CERTAIN", "POS", "NON_FUTURE", "done"),
        ("CERTAIN", "POS", "FUTURE", "planned"),
        ("CERTAIN", "POS", "UNDERSPECIFIED", None),
        ("PROBABLE", "UNDERSPECIFIED", "FUTURE", "expected"),
        ("POSSIBLE", "POS", "FUTURE", "possible"),
        ("POSSIBLE", "NEG", "FUTURE", "held"),
        ("CERTAIN", "NEG", "NON_FUTURE", "held"),
        ("UNDERSPECIFIED", "UNDERSPECIFIED", "FUTURE", "open"),
        ("CERTAIN", "UNDERSPECIFIED", "FUTURE", "open"),
    ],
)
def test_meantime_s_attributes_stand_for_our_statuses(certainty, polarity, time, label):
    found = status.meantime_label(MeantimeEvent(0, 1, certainty, polarity, time))
    assert (found[0] if found else None) == label


def test_meantime_is_read_no_further_than_it_was_annotated():
    rows = [MeantimeReport("m1", TEXT, None, 36, (MeantimeEvent(7, 10, "CERTAIN", "POS", "NON_FUTURE"),))]
    (marked,) = status.meantime(rows)
    assert marked.text == TEXT[:36]
    assert marked.deeds == (Deed(7, 10, "done", status.DONE),)


def test_uds_asks_only_where_annotators_are_clear():
    rows = [
        UdsSentence("u1", "weblog", TEXT, (UdsPredicate(0, 1, 2.0), UdsPredicate(2, 3, -0.5), UdsPredicate(4, 5, -3.0)))
    ]
    (marked,) = status.uds(rows)
    assert [d.label for d in marked.deeds] == ["done", "not done"]
    assert "planned" in marked.deeds[1].right
    assert not marked.deeds[1].right & status.DONE


def test_coverage_is_of_all_and_accuracy_of_what_is_covered():
    text = Marked("m1", TEXT, None, (deed("met"), deed("send", "planned", {"planned"}), deed("denied")))
    result = status.score("s", [text], Fake([event("CONSULT", "met"), event("AID", "send", "happened")]))
    assert result.scores["coverage"].counts == {"right": 2, "of": 3}
    assert result.scores["accuracy"].counts == {"right": 1, "of": 2}
    assert result.scores["accuracy_undone"].counts == {"right": 0, "of": 1}


def test_given_words_are_judged_whether_or_not_they_are_deeds():
    text = Marked("m1", TEXT, None, (deed("met"), deed("send", "planned", {"planned"}), deed("denied")))
    scores = status.score("s", [text], Fake(given="happened")).scores
    assert scores["given_accuracy"].counts == {"right": 2, "of": 3}
    assert scores["given_mean_of_labels"].value == 0.5


def test_of_several_events_in_the_words_the_closest_is_asked():
    text = Marked("m1", TEXT, None, (deed("denied that", "held", {"denied"}),))
    wide, close = event("CONSULT", "Finland denied that it", "happened"), event("REJECT", "denied that", "denied")
    assert status.score("s", [text], Fake([wide, close])).scores["accuracy"].value == 1
