"""Pledges against gold: matched in a sentence that holds a mention, best first by item, quantity and value."""

from evaluation_made import SWEDEN, gold_pledge, pledge, report

from evaluation import pledges
from evaluation.gold import GoldAmount


def scored(gold, ours):
    return pledges.score("pledges", [(report(pledges=tuple(gold)), list(ours))])


def test_items_of_one_sentence_find_their_own():
    gold = [gold_pledge("tank", "14 tanks", 14), gold_pledge("truck", "20 trucks", 20)]
    ours = [pledge("trucks", "send", 20), pledge("tanks", "send", 14)]
    result = scored(gold, ours)
    assert result.scores["all_fields_f1"].value == 1
    assert scored(gold, ours[::-1]).scores == result.scores


def test_quantity_decides_where_the_items_are_alike():
    gold = [gold_pledge("tank", "14 tanks", 14)]
    ours = [pledge("tank", "send", 20), pledge("tank", "20 trucks", 14)]
    assert pledges.match(gold, ours) == {0: 1}


def test_no_match_outside_the_sentence():
    result = scored([gold_pledge("tank", "14 tanks", 14)], [pledge("tank", "We shall help", 14)])
    assert result.scores["f1"].counts == {"right": 0, "found": 1, "gold": 1}
    assert [item for item in result.items if "/+" in item] == [result.wrong[-1].at]


def test_each_field_is_judged_and_all_of_them_together():
    gold = [gold_pledge("tank", "14 tanks", 14, 5_000_000)]
    ours = pledge("tank", "send", 14, 5_000_000, donors=(SWEDEN,))
    scores = scored(gold, [ours]).scores
    assert scores["quantity_right"].value == scores["value_right"].value == scores["item_right"].value == 1
    assert scores["donors_right"].value == scores["all_fields_f1"].value == 0


def test_another_currency_is_another_value():
    assert not pledges.judge(gold_pledge("tank", "send"), pledge("tank", "send", value=5.0))["value"]
    assert pledges.judge(gold_pledge("tank", "send", value=5.0), pledge("tank", "send", value=5.0))["value"]


def test_whether_an_entry_without_figures_counts_is_not_asked():
    other = pledge("tank", "send", counts_in_totals=False, why_not="no figure")
    assert pledges.judge(gold_pledge("tank", "send"), other)["counts"]
    assert not pledges.judge(gold_pledge("tank", "send", 14), other)["counts"]


def test_several_entries_too_many_in_one_sentence_are_several_items():
    result = scored([], [pledge("tank", "send"), pledge("truck", "send")])
    assert len(result.items) == 2


def test_amounts_show_open_ends():
    assert pledges.amount(GoldAmount(100, None)) == "100.."
    assert pledges.amount(GoldAmount(5e6, 5e6), "USD") == "5,000,000 USD"
