"""The matching rules of whole reports: what counts as found, and what of it as right."""

import itertools

import pytest
from evaluation_made import (
    BERG,
    FINLAND,
    NORWAY,
    SWEDEN,
    UKRAINE,
    actor,
    days,
    event,
    gold_event,
    report,
)

from evaluation import events, places
from evaluation.gold import GoldActor
from evaluation.keys import actor_key, item_words, plain


def scored(gold, ours):
    return events.score("events", [(report(tuple(gold)), list(ours))])


def test_one_gold_event_takes_one_of_ours_and_the_second_telling_is_false():
    result = scored([gold_event("CONSULT", "met")], [event("CONSULT", "met"), event("CONSULT", "met Sweden")])
    assert result.scores["f1"].counts == {"right": 1, "found": 2, "gold": 1}
    assert [w.cause for w in result.wrong if w.cause.startswith("false")] == ["false CONSULT: told twice"]


def test_one_of_ours_serves_one_gold_event_only():
    two = [gold_event("CONSULT", "met"), gold_event("CONSULT", "met Sweden", "denied")]
    assert scored(two, [event("CONSULT", "met")]).scores["f1"].counts == {"right": 1, "found": 1, "gold": 2}


def test_type_must_be_gold_s_or_one_that_counts_too():
    ours = [event("COOPERATE", "met")]
    assert scored([gold_event("CONSULT", "met")], ours).scores["f1"].value == 0
    assert scored([gold_event("CONSULT", "met", also=("COOPERATE",))], ours).scores["f1"].value == 1


def test_a_sentence_that_covers_a_mention_matches_though_the_trigger_does_not():
    result = scored([gold_event("AID", "send")], [event("AID", "14 tanks")])
    assert result.scores["f1"].value == 1
    assert result.scores["trigger_recall"].value == 0


def test_trigger_goes_before_sentence_though_the_other_has_the_better_parties():
    gold = [gold_event("AID", "send", "planned", (NORWAY,), (UKRAINE,))]
    by_trigger, by_sentence = event("AID", "send"), event("AID", "14 tanks", "planned", (NORWAY,), (UKRAINE,))
    for ours in ([by_trigger, by_sentence], [by_sentence, by_trigger]):
        (match,) = events.match(gold, ours)
        assert ours[match.ours] is by_trigger
        assert match.level == events.TRIGGER


def test_nearness_of_parties_goes_before_status():
    gold = [gold_event("AID", "send", "planned", (NORWAY,), (UKRAINE,))]
    near, status = event("AID", "send", "happened", (NORWAY,), (UKRAINE,)), event("AID", "send", "planned")
    (match,) = events.match(gold, [status, near])
    assert match.ours == 1


def test_the_order_of_either_list_does_not_matter():
    gold = [
        gold_event("AID", "send", "planned", (NORWAY,), (UKRAINE,)),
        gold_event("AID", "14 tanks", "planned", (NORWAY,), (UKRAINE,)),
        gold_event("CONSULT", "met", "happened", (NORWAY,), (SWEDEN,)),
    ]
    ours = [event("AID", "send", "planned", (NORWAY,)), event("AID", "20 trucks", "asked"), event("CONSULT", "met")]
    expected = None
    for g, o in itertools.product(itertools.permutations(gold), itertools.permutations(ours)):
        found = {(g[m.gold].mentions, o[m.ours].id) for m in events.match(list(g), list(o))}
        expected = expected or found
        assert found == expected


def test_a_match_with_an_optional_event_is_taken_out_and_an_unmatched_one_is_no_miss():
    gold = [gold_event("CONSULT", "met", optional=True), gold_event("AID", "send")]
    with_it = scored(gold, [event("CONSULT", "met"), event("AID", "send")])
    assert with_it.scores["f1"].counts == {"right": 1, "found": 1, "gold": 1}
    without = scored(gold, [event("AID", "send")])
    assert without.scores["f1"].counts == {"right": 1, "found": 1, "gold": 1}
    assert "r1/1/event" not in with_it.items


def test_parties_of_a_symmetric_deed_are_pooled_and_of_another_are_not():
    ours = event("CONSULT", "met", actors=(NORWAY, SWEDEN))
    assert (
        scored([gold_event("CONSULT", "met", "happened", (NORWAY,), (SWEDEN,))], [ours]).scores["parties_f1"].value == 1
    )
    ours = event("AID", "send", actors=(NORWAY, UKRAINE))
    assert (
        scored([gold_event("AID", "send", "happened", (NORWAY,), (UKRAINE,))], [ours]).scores["parties_f1"].value == 0
    )


def test_parties_and_status_too_is_stricter_than_parties():
    gold = [gold_event("AID", "send", "planned", (NORWAY,), (UKRAINE,))]
    result = scored(gold, [event("AID", "send", "happened", (NORWAY,), (UKRAINE,))])
    assert result.scores["parties_f1"].value == 1
    assert result.scores["parties_status_f1"].value == 0


def test_status_of_what_is_not_done_is_counted_apart_by_gold_and_by_ours():
    gold = [gold_event("AID", "send", "planned"), gold_event("CONSULT", "met Sweden in", "happened")]
    ours = [event("AID", "send", "planned"), event("CONSULT", "met Sweden in", "planned")]
    scores = scored(gold, ours).scores
    assert scores["status_right"].counts == {"right": 1, "of": 2}
    assert scores["status_undone_by_gold"].counts == {"right": 1, "of": 1}
    assert scores["status_undone_by_ours"].counts == {"right": 1, "of": 2}


@pytest.mark.parametrize(
    ("gold", "ours", "right"),
    [
        (("2023-05-01", "2023-05-01"), days("2023-05-02"), True),
        (("2023-05-01", "2023-05-01"), days("2023-05-03"), False),
        (("2023-05-01", "2023-05-31"), days("2023-05-01"), False),
        (None, None, True),
        (None, days("2023-05-01"), False),
        (("2023-05-01", "2023-05-01"), None, False),
    ],
)
def test_dates_are_right_within_a_day_at_both_ends(gold, ours, right):
    result = scored([gold_event("CONSULT", "met", date=gold)], [event("CONSULT", "met", date=ours)])
    assert result.items["r1/1/dates"] is right


def test_the_first_voice_is_compared_by_person_or_key():
    spokesman = actor("the minister", "NOR")
    gold = [gold_event("AID", "send", said_by=(BERG, SWEDEN))]
    assert scored(gold, [event("AID", "send", said_by=(spokesman,))]).items["r1/1/voice"]
    assert not scored(gold, [event("AID", "send", said_by=(FINLAND,))]).items["r1/1/voice"]
    assert not scored(gold, [event("AID", "send")]).items["r1/1/voice"]


def test_what_is_wrong_is_told_with_its_cause_and_its_sentence():
    gold = [gold_event("AID", "send", "planned", (NORWAY,)), gold_event("CONSULT", "denied that it had met")]
    result = scored(gold, [event("AID", "send", "happened", (NORWAY,)), event("ACCUSE", "14 tanks")])
    causes = {w.cause for w in result.wrong}
    assert causes == {
        "wrong status planned -> happened",
        "missed CONSULT: nothing told of the sentence",
        "false ACCUSE: gold has no deed in these words",
    }
    (status,) = [w for w in result.wrong if w.cause.startswith("wrong status")]
    assert "Norway will ⟦send⟧ Ukraine" in status.words


def test_keys_are_the_country_else_the_organisation_or_name_without_articles_and_marks():
    assert actor_key(NORWAY) == "NOR"
    assert actor_key(GoldActor(name="a spokesman", organisation="The Red-Cross")) == "red cross"
    assert actor_key(GoldActor(name="The Houthis")) == "houthis"
    assert plain("St. Mary’s, the Great") == "st marys great"
    assert item_words("the Challenger 2 tanks") == ("challenger", "2", "tank")


def test_place_counts_its_country_over_matched_events():
    gold = gold_event("CONSULT", "met")
    result = places.score("places", [(report((gold,)), [event("CONSULT", "met")])])
    assert result.scores["country_f1"].counts == {"right": 0, "found": 0, "gold": 0}


def test_perfect_records_score_one_on_everything():
    date = ("2023-05-01", "2023-05-01")
    gold = [
        gold_event("CONSULT", "met", "happened", (NORWAY,), (SWEDEN,), date=date),
        gold_event("AID", "send", "planned"),
    ]
    ours = [
        event("CONSULT", "met", "happened", (NORWAY,), (SWEDEN,), date=days("2023-05-01")),
        event("AID", "send", "planned"),
    ]
    scores = scored(gold, ours).scores
    for name in (
        "f1",
        "parties_f1",
        "parties_status_f1",
        "status_right",
        "voice_right",
        "dates_right",
        "trigger_recall",
    ):
        assert scores[name].value == 1, name
