"""What ties two tellings of support to one pledge, and what parts them; the values of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from dateline.ledger import merge
from dateline.ledger.goods import item_of, says
from dateline.records import Actor, Amount, Case, Days, Money, Pledge, Report, Span, Status, key_of, record_id


@dataclass(frozen=True)
class Told:
    """One sentence of a report on support for Ukraine."""

    day: str
    text: str
    status: Status
    item: str | None
    figure: tuple[float, str] | None = None
    came: str | None = None
    counts: bool = True
    giver: str = "CAN"


def pledges(told: Sequence[Told]) -> list[Pledge]:
    return [_pledge(n, t) for n, t in enumerate(told)]


def _pledge(number: int, t: Told) -> Pledge:
    report = Report(
        id=f"r{number}-{t.day}", text=t.text, date=t.day, date_from="row", source=f"paper {number}", title=None
    )
    money = (
        Money(low=t.figure[0], high=t.figure[0], currency=t.figure[1], text="$") if t.figure and t.figure[1] else None
    )
    amount = Amount(low=t.figure[0], high=t.figure[0], unit=None, text="four") if t.figure and not t.figure[1] else None
    day = Days(start=t.came, end=t.came, text=None, basis="stated") if t.came else None
    return Pledge(
        id=record_id(report, "pledge", number), report=key_of(report),
        evidence=(Span(start=0, end=len(t.text), text=t.text),), status=t.status, confidence=1.0, because="made", coder="made",
        donors=(_actor(t, t.giver),), recipients=(_actor(t, "UKR"),), support=("military",), item=t.item, quantity=amount,
        value=money, announced=day, date=day, counts_in_totals=t.counts, why_not=None if t.counts else "a part",
    )  # fmt: skip


def _actor(t: Told, code: str) -> Actor:
    return Actor(text=t.text[:1], start=0, end=1, name=code, country=code)


def cases(*told: Told, copies: Mapping[str, str] | None = None) -> list[Case]:
    return list(merge(pledges(told), copies).cases)


def value(case: Case, name: str) -> Any:
    return case.fields[name]["value"]


FOUR = Told("2023-01-26", "Canada will send four Leopard 2 tanks.", "planned", "Leopard 2 tank", (4, ""))


@pytest.mark.parametrize(
    ("second", "together"),
    [
        (Told("2023-02-04", "The first of the four has left Halifax.", "ongoing", "Leopard 2 tank", (4, "")), True),
        (Told("2023-02-24", "Canada will send another four tanks.", "planned", "Leopard 2 tank", (4, "")), False),
        (Told("2023-01-28", "Canada will send 12 lorries.", "planned", "lorry", (12, "")), False),
        (Told("2023-01-27", "Canada sends four M777 howitzers.", "planned", "M777 howitzer", (4, "")), False),
        (
            Told(
                "2023-06-24", "The four tanks announced on 26 January arrived.", "planned", "tank", (4, ""), "2023-01-26"
            ),
            True,
        ),
    ],
)  # fmt: skip
def test_one_pledge_or_two(second: Told, together: bool) -> None:
    assert (len(cases(FOUR, second)) == 1) is together


def test_a_general_word_without_figure_does_not_outlive_two_months_of_money() -> None:
    vague = Told("2023-01-01", "Canada may send relief.", "conditional", "relief")
    later = Told("2023-05-01", "Canada is sending $2m of relief.", "ongoing", "relief", (2e6, "CAD"))
    soon = Told("2023-01-05", "Canada is sending $2m.", "planned", None, (2e6, "CAD"))
    assert len(cases(vague, later)) == 2
    assert len(cases(vague, soon)) == 1


def test_what_is_done_has_no_part_that_is_only_planned() -> None:
    day = "2023-06-26"
    done = Told(day, "Canada has delivered 90 Roshel vehicles.", "happened", "Roshel vehicle", (90, ""))
    planned = Told(day, "Canada will send 70 vehicles.", "planned", "vehicle", (70, ""), counts=False)
    first, second = pledges([done, planned])
    second = _in_the_report_of(first, second)
    assert len(merge([first, second]).cases) == 2


def _in_the_report_of(first: Pledge, second: Pledge) -> Pledge:
    return msgspec.structs.replace(second, report=first.report)


def test_contradicting_figures_are_kept_side_by_side() -> None:
    eight = Told("2022-07-29", "Canada sent eight T-72 tanks.", "happened", "T-72 tank", (8, ""))
    more = Told("2022-08-02", "Canada sent 31 T-72 tanks.", "happened", "T-72 tank", (31, ""))
    (case,) = cases(eight, more)
    assert case.disputed
    assert (value(case, "quantity")["low"], value(case, "quantity")["high"]) == (8, 31)


def test_a_denial_of_what_is_told_on_the_same_day_is_a_dispute_and_no_step() -> None:
    planned = Told("2022-07-29", "Canada will send eight T-72 tanks.", "planned", "T-72 tank", (8, ""))
    denied = Told("2022-08-02", "Ottawa denied that it sent eight tanks.", "denied", "T-72 tank", (8, ""), counts=False)
    done = Told("2022-08-02", "Canada sent eight T-72 tanks.", "happened", "T-72 tank", (8, ""))
    (case,) = cases(planned, denied, done)
    assert [s.status for s in case.history] == ["planned", "happened"]
    assert case.disputed
    assert cases(planned, denied)[0].status == "denied"


def test_copies_are_heard_once() -> None:
    said = [
        Told("2023-01-26", f"Canada sends four tanks {n}.", "planned", "tank", (4, ""), counts=False) for n in range(5)
    ]
    odd = Told("2023-01-26", "Canada is sending four tanks.", "ongoing", "tank", (4, ""))
    rows = pledges([*said, odd])
    copied = {r.report.id: rows[0].report.id for r in rows}
    (case,) = merge(rows, copied).cases
    assert case.sources == 1
    assert [s.status for s in case.history] == ["planned"]
    assert not value(case, "counts_in_totals")
    assert value(merge(rows).cases[0], "counts_in_totals")


@pytest.mark.parametrize(
    ("fuller", "shorter", "right"),
    [
        ("military support package", "support", True),
        ("Leopard 2A4 tank", "Leopard 2 tank", True),
        ("Leopard 2 tank", "Leopard 2A4 tank", False),
        ("lorry", "tank", False),
    ],
)
def test_a_fuller_name_says_the_shorter(fuller: str, shorter: str, right: bool) -> None:
    assert says(item_of(fuller), item_of(shorter)) is right


def test_the_fuller_name_is_witnessed_by_the_shorter() -> None:
    told = [
        Told("2023-01-26", "Canada gives $5m of support.", "planned", "support", (5e6, "CAD")),
        Told("2023-01-27", "Canada gives $5m in support.", "planned", "support", (5e6, "CAD")),
        Told("2023-01-27", "The $5m military support package.", "planned", "military support package", (5e6, "CAD")),
    ]
    assert value(cases(*told)[0], "item") == "military support package"


def test_money_told_further_on_its_way_is_the_same() -> None:
    planned = Told("2023-05-30", "Japan lends $418m.", "planned", "policy loan", (418e6, "USD"), giver="JPN")
    paid = Told("2023-06-25", "Japan paid $418m.", "happened", "policy loan", (418e6, "USD"), giver="JPN")
    (case,) = cases(planned, paid)
    assert [s.status for s in case.history] == ["planned", "happened"]
