"""The entries of the ledger: who gives what to whom, how much of it, and how far that has come."""

from __future__ import annotations

from typing import NamedTuple

import pytest

import dateline
from dateline.records import Pledge


class Told(NamedTuple):
    """An entry: parties by country or name, item, quantity, value with currency, status."""

    donors: set[str]
    recipients: set[str]
    item: str | None
    quantity: float | None
    value: tuple[float, str] | None
    status: str


def pledges(text: str, date: str = "2023-05-10") -> list[Pledge]:
    return [r for r in dateline.read(text, date=date) if isinstance(r, Pledge)]


def told(p: Pledge) -> Told:
    value = (p.value.low, p.value.currency) if p.value and p.value.low is not None and p.value.currency else None
    return Told(
        {a.country or a.name for a in p.donors}, {a.country or a.name for a in p.recipients}, p.item,
        p.quantity.low if p.quantity else None, value, p.status,
    )  # fmt: skip


ONE = {
    "Australia is to give the Solomon Islands two patrol boats, Canberra said.":
        Told({"AUS"}, {"SLB"}, "patrol boat", 2, None, "planned"),
    "China donated 500,000 doses of the Sinopharm vaccine to Cambodia.":
        Told({"CHN"}, {"KHM"}, "Sinopharm vaccine", 500000, None, "happened"),
    "Norway pledged $7.5 billion in military and civilian aid to Ukraine over five years.":
        Told({"NOR"}, {"UKR"}, "military and civilian aid", None, (7.5e9, "USD"), "planned"),
    "Japan will extend a $500 million loan to the Philippines for a subway in Manila.":
        Told({"JPN"}, {"PHL"}, "loan", None, (5e8, "USD"), "planned"),
    "Ukraine received the first 10 of 31 Abrams tanks from the United States.":
        Told({"USA"}, {"UKR"}, "Abrams tank", 10, None, "happened"),
    "If Washington agrees, Berlin will hand over two Patriot batteries to Kyiv.":
        Told({"DEU"}, {"UKR"}, "Patriot battery", 2, None, "conditional"),
    "Kyiv has asked Berlin for 400 Taurus cruise missiles.":
        Told({"DEU"}, {"UKR"}, "Taurus missile", 400, None, "asked"),
    "South Korea is considering supplying artillery shells to Ukraine.":
        Told({"KOR"}, {"UKR"}, "artillery shell", None, None, "considered"),
    "Greece refused to send its S-300 systems to Ukraine.":
        Told({"GRC"}, {"UKR"}, "S-300 air defence system", None, None, "refused"),
    "Argentina ruled out sending any weapons to Ukraine.":
        Told({"ARG"}, {"UKR"}, "weapon", None, None, "refused"),
    "The Trump administration has suspended some 130 million dollars in assistance to Ethiopia.":
        Told({"USA"}, {"ETH"}, "assistance", None, (1.3e8, "USD"), "cancelled"),
    "Slovakia stopped all military aid to Ukraine, Prime Minister Robert Fico said.":
        Told({"SVK"}, {"UKR"}, "military aid", None, None, "cancelled"),
    "Zelensky said Ukraine needed seven more Patriot systems from its allies.":
        Told(set(), {"UKR"}, "Patriot air defence system", 7, None, "wanted"),
    "North Korea shipped 1 million artillery shells to Russia, according to Seoul.":
        Told({"PRK"}, {"RUS"}, "artillery shell", 1000000, None, "happened"),
    '"We will give Ukraine 50 howitzers," Macron told reporters in Paris.':
        Told({"FRA"}, {"UKR"}, "howitzer", 50, None, "planned"),
    "Kuwait turned down Lebanon's request for 200 million dollars.":
        Told({"KWT"}, {"LBN"}, None, None, (2e8, "USD"), "refused"),
}  # fmt: skip


@pytest.mark.parametrize("text", ONE)
def test_one_entry(text: str) -> None:
    assert [told(p) for p in pledges(text)] == [ONE[text]]


def test_who_buys_for_another_gives() -> None:
    found = pledges("The Czech Republic plans to buy 800,000 shells for Kyiv with money from 18 countries.")
    assert told(found[0]) == Told({"CZE"}, {"UKR"}, "shell", 800000, None, "planned")


def test_what_is_sold_is_no_support() -> None:
    assert pledges("Bulgaria will sell two nuclear reactors to Ukraine.") == []


def test_each_giver_of_a_thing_without_a_figure_has_an_entry() -> None:
    found = pledges("France and Italy have delivered SAMP/T air defence systems to Kyiv.")
    assert [told(p).donors for p in found] == [{"FRA"}, {"ITA"}]
    joint = pledges("Norway, Sweden and Denmark will jointly give 100 million euros for vehicles for Ukraine.")
    assert [told(p).donors for p in joint] == [{"NOR", "SWE", "DNK"}]


def test_each_taker_of_so_much_has_an_entry() -> None:
    found = pledges("Russia will supply Mali, Somalia and Eritrea with 25,000 tonnes of grain each, Putin said.")
    assert [(told(p).recipients, told(p).quantity) for p in found] == [
        ({"MLI"}, 25000), ({"SOM"}, 25000), ({"ERI"}, 25000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Britain pledged £20 million to Lebanon on Sunday, on top of £5m announced last week.", [2e7, 5e6]),
        ("London has committed a further £10 million to Somalia, over and above the £10 million announced in September.",
         [1e7, 1e7]),
    ],
)  # fmt: skip
def test_a_sum_told_in_passing_is_an_entry_of_its_own(text: str, figures: list[float]) -> None:
    assert [p.value and p.value.low for p in pledges(text)] == figures


def test_what_a_report_says_in_passing_was_promised() -> None:
    text = (
        "Fifty lorries with 2,500 tonnes of wheat set out from India for Afghanistan on Tuesday. "
        "It is the first lot of the 50,000 tonnes India has pledged to the Afghan people."
    )
    assert Told({"IND"}, {"AFG"}, "wheat", 50000, None, "planned") in [told(p) for p in pledges(text)]


def test_money_at_its_sign() -> None:
    found = pledges("Pakistan will send Afghanistan a package worth Rs5 billion.")
    assert [p.value and p.value.low for p in found] == [5e9]


def test_every_entry_stands_in_the_words_of_its_evidence() -> None:
    for text in ONE:
        for p in pledges(text):
            assert p.evidence
            assert all(text[e.start : e.end] == e.text for e in p.evidence)
