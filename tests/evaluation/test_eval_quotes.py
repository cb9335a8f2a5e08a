"""Quotes against gold: of whole reports by overlap of characters, of GUM by words and recall."""

from evaluation_made import BERG, NORWAY, SWEDEN, TEXT, actor, gold_quote, gold_span, quote, report, span

from evaluation import quotes, quotes_gum
from evaluation.quotes_gum import Attribution, GumReport, GumSpeaker

SAID = "We shall help"


def scored(gold, ours):
    return quotes.score("quotes", [(report(quotes=tuple(gold)), list(ours))])


def test_content_must_share_six_tenths_of_its_characters():
    gold = gold_quote("Finland denied that it had met Sweden")
    assert scored([gold], [quote("denied that it had met Sweden")]).scores["f1"].value == 1
    assert scored([gold], [quote("had met Sweden")]).scores["f1"].value == 0
    assert scored([gold], [quote("had met Sweden")]).wrong[0].cause == "missed direct: other bounds"


def test_one_to_one_and_the_closest_first():
    near, far = quote(SAID), quote("We shall help,")
    result = scored([gold_quote(SAID)], [far, near])
    assert result.scores["f1"].counts == {"right": 1, "found": 2, "gold": 1}
    assert [item for item, won in result.items.items() if "/+" in item and not won] == [
        f"r1/+{far.content.start}-{far.content.end}"
    ]


def test_speaker_is_right_by_person_or_by_key_and_form_is_judged_apart():
    by_key = scored([gold_quote(SAID)], [quote(SAID, actor("the minister", "NOR"), "indirect")])
    assert by_key.scores["speaker_right"].value == 1
    assert by_key.scores["person_right"].value == 0
    assert by_key.scores["form_right"].value == 0
    assert scored([gold_quote(SAID)], [quote(SAID, SWEDEN)]).scores["speaker_right"].value == 0


def test_an_outlet_where_gold_has_none_is_wrong():
    assert scored([gold_quote(SAID)], [quote(SAID)]).scores["outlet_right"].value == 1
    assert scored([gold_quote(SAID)], [quote(SAID, said_by=(NORWAY,))]).scores["outlet_right"].value == 0


def gum(*content, form="direct", speaker="Erna Berg", cue="said", named_as=()):
    who = span(speaker)
    return Attribution(
        content=tuple(gold_span(c) for c in content), form=form,
        speaker=GumSpeaker(who.start, who.end, who.text, named_as), cue=(gold_span(cue),) if cue else (),
    )  # fmt: skip


def of_gum(gold, ours, genre="news"):
    rows = [GumReport(id="g1", genre=genre, text=TEXT, date="2023-05-03", quotes=tuple(gold))]
    return quotes_gum.score("quotes-gum", rows, ("news",), lambda *_: list(ours))


def test_gum_counts_attributions_with_a_cue_in_the_genres_asked_for():
    gold = [gum(SAID), gum("Norway met Sweden", cue="")]
    assert of_gum(gold, [quote(SAID)]).scores["content_recall"].counts == {"right": 1, "of": 1}
    assert of_gum(gold, [quote(SAID)], genre="bio").scores["content_recall"].counts == {"right": 0, "of": 0}


def test_gum_content_is_found_by_half_of_its_words_or_by_pieces_together():
    gold = gum("Norway met Sweden", "in Oslo on Monday")
    pieces = [quote("Norway met Sweden"), quote("in Oslo on Monday")]
    assert quotes_gum.best(TEXT, gold, pieces) == pieces
    assert quotes_gum.best(TEXT, gold, [quote("Norway met")]) == []
    assert len(quotes_gum.best(TEXT, gold, [quote("Norway met Sweden in")])) == 1


def test_gum_speaker_is_right_by_place_or_by_a_name_of_the_chain():
    gold = gum(SAID, speaker="the Norwegian minister", named_as=("Minister Berg",))
    assert of_gum([gold], [quote(SAID, actor("Berg"))]).scores["speaker_right"].value == 1
    assert of_gum([gold], [quote(SAID, actor("Sweden"))]).scores["speaker_right"].value == 0
    assert quotes_gum.same_speaker(GumSpeaker(0, 5, "she", ()), BERG)
