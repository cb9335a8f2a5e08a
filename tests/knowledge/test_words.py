"""Dictionary forms: what no table knows goes by English spelling, and the model's guess only where that is a word's form."""

from __future__ import annotations

import pytest

from dateline.knowledge.words import lemma

FORMS = {
    "pencilled": "pencil", "emptied": "empty", "relieved": "relieve", "shrugged": "shrug", "mended": "mend",
    "clapped": "clap", "flanked": "flank", "rattled": "rattle", "decreed": "decree", "refitted": "refit",
    "denounced": "denounce", "disrupted": "disrupt", "quashed": "quash", "waived": "waive", "called": "call",
    "passed": "pass", "added": "add",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_verb_in_the_past_goes_by_its_spelling(form: str) -> None:
    assert lemma(form, "VBD", "nonsense") == FORMS[form]


def test_a_word_that_acts_as_a_verb_is_one_whatever_its_tag() -> None:
    assert lemma("sending", "NN", "sendind", verbal=True) == "send"
    assert lemma("sending", "VB", "sendind") == "send"
    assert lemma("bring", "VB", "bring") == "bring"
    assert lemma("meeting", "NN", "meeting") == "meeting"
