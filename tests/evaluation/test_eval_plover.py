"""PLOVER's gold standard records: folded types, types that count twice, countries of both sides."""

from evaluation_made import NORWAY, SWEDEN, TEXT, UKRAINE, actor, event

from evaluation import plover
from evaluation.plover import PloverActor, PloverRecord


def record(kind, actors=("NOR",), recipients=("UKR",), symmetric=False, mode=None):
    make = lambda codes: tuple(PloverActor(text=c, code=c) for c in codes)  # noqa: E731
    return PloverRecord("p1", TEXT, kind, mode, make(actors), make(recipients), symmetric)


def scored(gold, *ours):
    return plover.score("events-plover", [gold], lambda *_: list(ours))


def sent(**more):
    return event("AID", "send", "planned", (NORWAY,), (UKRAINE,), **more)


def test_the_folded_type_is_compared_and_events_without_one_are_left_out():
    assert scored(record("AGREE"), sent(plover="AGREE")).scores["type_f1"].value == 1
    assert scored(record("AID"), sent(plover="AGREE")).scores["type_f1"].value == 0
    assert scored(record("AID"), sent(plover=None)).scores["type_f1"].counts == {"right": 0, "found": 0, "gold": 1}


def test_several_answers_count_once_a_type():
    scores = scored(record("AGREE"), sent(plover="AGREE"), sent(plover="AGREE"), sent(plover="REQUEST")).scores
    assert scores["type_f1"].counts == {"right": 1, "found": 2, "gold": 1}


def test_codes_that_stand_under_two_types_are_right_under_either():
    for code, (one, other) in plover.DOUBLE.items():
        ours = event("COERCE", "send", plover=one, cameo=code)
        assert scored(record(other), ours).scores["type_f1"].value == 1, code
    assert (
        scored(record("COERCE"), event("SANCTION", "send", plover="SANCTION", cameo="162")).scores["type_f1"].value == 0
    )


def test_countries_of_both_sides_must_be_right():
    assert scored(record("AGREE"), sent(plover="AGREE")).scores["parties_f1"].value == 1
    assert scored(record("AGREE", ("UKR",), ("NOR",)), sent(plover="AGREE")).scores["parties_f1"].value == 0
    assert scored(record("AGREE", ("NOR",), ()), sent(plover="AGREE")).scores["parties_f1"].value == 0


def test_bodies_without_a_country_go_by_their_sector():
    ours = event("REQUEST", "send", actors=(actor("United Nations", sector="IGO"),), recipients=(NORWAY,))
    assert scored(record("REQUEST", ("IGO",), ("NOR",)), ours).scores["parties_f1"].value == 1


def test_a_symmetric_record_takes_its_sides_from_either_place():
    ours = event("AGREE", "met", actors=(SWEDEN,), recipients=(NORWAY,))
    assert scored(record("AGREE", ("NOR", "SWE"), (), symmetric=True), ours).scores["parties_f1"].value == 1
    assert plover.pairs(True, ["SDN", "SDN"], []) == frozenset({("SDN", "SDN")})
    assert plover.pairs(True, ["NOR"], []) == frozenset({("NOR", "-")})


def test_macro_f1_is_over_gold_s_types():
    rows = [record("AGREE"), record("REJECT")]
    result = plover.score("p", rows, lambda *_: [sent(plover="AGREE")])
    assert result.scores["type_f1"].value == 0.5
    assert round(result.scores["type_macro_f1"].value, 4) == round((2 / 3 + 0) / 2, 4)


def test_a_false_type_is_an_item_of_its_own():
    assert scored(record("AGREE"), sent(plover="REQUEST")).items["p1/+REQUEST"] is False
