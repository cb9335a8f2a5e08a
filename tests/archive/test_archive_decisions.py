"""Decisions hold: over one another, over a new reading, and back again."""

from __future__ import annotations

import getpass
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from archive_made import BOATS, TANKS, archive_of, keep, report
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.archive_reports import read_report
from dateline.archive import Archive, ArchiveError, Reread, open_archive
from dateline.archive.agreement import alpha
from dateline.archive.anchor import anchor_of, matches
from dateline.archive.decisions import Decision, in_force
from dateline.records import Actor, Amount, AnyRecord, Event, Money, Pledge, Quote, Report, record_id


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path / "a", report("x"), report("y", BOATS, "2024-01-02"))


def of(archive: Archive, kind: str, id: str = "x") -> AnyRecord:
    return next(archive.records(kind=kind, reports=[id]))


def test_a_correction_counts_everywhere_and_the_reading_stays(archive: Archive) -> None:
    event = of(archive, "event")
    made = archive.correct(event.id[:9], {"status": "happened", "mode": "null"}, who="ada", why="it was sent")
    assert (made.who, made.why, made.fields) == ("ada", "it was sent", {"status": "happened", "mode": None})
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", made.when)
    assert next(archive.records(ids=[event.id])) == event
    shown = archive.show(event.id)
    assert shown.record is not None
    assert (shown.record.status, shown.decisions) == ("happened", (made,))
    assert event.id in {r.id for r in archive.find(status="happened", actor="Norway")}
    assert event.id not in {r.id for r in archive.find(status="planned")}
    with open_archive(archive.path) as again:
        assert again.decisions() == [made]


def test_later_decisions_go_over_earlier_ones(archive: Archive) -> None:
    id = of(archive, "pledge").id
    archive.correct(id, {"status": "happened", "item": "Leopard 2 tank"}, who="ada")
    archive.correct(id, {"status": "cancelled"}, who="bo")
    now = archive.show(id).record
    assert isinstance(now, Pledge)
    assert (now.status, now.item) == ("cancelled", "Leopard 2 tank")


def test_what_is_rejected_counts_nowhere_and_comes_back(archive: Archive) -> None:
    id = of(archive, "event").id
    made = archive.reject(id)
    assert made.who == getpass.getuser()
    assert id not in {r.id for r in archive.find()}
    assert id not in {r.id for r in archive.show("x").records}
    undo = archive.undo(made.id[:10], why="it is one")
    assert id in {r.id for r in archive.find()}
    archive.undo(undo.id)
    assert id not in {r.id for r in archive.find()}
    archive.accept(id)
    assert id in {r.id for r in archive.find()}
    assert [d.kind for d in archive.decisions()] == ["reject", "undo", "undo", "accept"]


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("event", {"status": "soon"}, "status can't be 'soon': it is one of happened, ongoing"),
        ("event", {"stat": "planned"}, "'stat' can't be corrected in a record of kind event; it has actors"),
        ("event", {"id": "e-1"}, "'id' can't be corrected"),
        ("event", {"trigger": "x"}, "'trigger' can't be corrected"),
        ("event", {"quad": "7"}, "quad can't be '?7'?: quad is 1 to 4"),
        ("event", {"date": "soon"}, "date can't be 'soon'"),
        ("event", {"date": "2023-02-30"}, "date"),
        ("event", {}, "what is to be corrected"),
        ("pledge", {"quantity": "many"}, "quantity can't be 'many'"),
        ("pledge", {"support": ""}, r"support can't be \[\]: it is one of military"),
        ("pledge", {"counts_in_totals": "false"}, "says why not"),
        ("quote", {"speaker": "Oslo, Bergen"}, "speaker"),
    ],
)
def test_a_wrong_correction_is_told(archive: Archive, kind: str, fields: dict[str, str], told: str) -> None:
    with pytest.raises(ArchiveError, match=told):
        archive.correct(of(archive, kind).id, fields)
    assert archive.decisions() == []


def test_values_are_given_as_a_person_writes_them(archive: Archive) -> None:
    pledge = of(archive, "pledge")
    archive.correct(
        pledge.id,
        {
            "quantity": "14..20 tonne", "value": "2,000,000.5 EUR", "donors": "Norway, DNK, Harbour Board",
            "recipients": "null", "announced": "2023-01-05..2023-01-07", "support": "military,other",
            "counts_in_totals": "true", "terms": "loan", "via": '[{"text":"N","start":0,"end":1,"name":"Nobody"}]',
        },
    )  # fmt: skip
    now = archive.show(pledge.id).record
    assert isinstance(now, Pledge)
    assert now.quantity == Amount(low=14, high=20, unit="tonne", text="14..20 tonne")
    assert now.value == Money(low=2000000.5, high=2000000.5, currency="EUR", text="2,000,000.5 EUR")
    assert [(a.name, a.country) for a in now.donors] == [("Norway", "NOR"), ("Denmark", "DNK"), ("Harbour Board", None)]
    assert now.donors[0] == Actor(text="Norway", start=0, end=6, name="Norway", country="NOR", sector="GOV")
    assert now.recipients == ()
    assert now.announced is not None
    assert (now.announced.start, now.announced.end, now.announced.basis) == ("2023-01-05", "2023-01-07", "stated")
    assert (now.support, now.terms, now.via[0].name) == (("military", "other"), "loan", "Nobody")


@pytest.mark.parametrize(
    ("text", "low", "high"), [("14", 14, 14), ("20..", 20, None), ("..50", None, 50), ("1,000", 1000, 1000)]
)
def test_amounts(archive: Archive, text: str, low: float | None, high: float | None) -> None:
    id = of(archive, "pledge").id
    archive.correct(id, {"quantity": text})
    now = archive.show(id).record
    assert isinstance(now, Pledge)
    assert now.quantity == Amount(low=low, high=high, unit=None, text=text)


def newer(change: Callable[[AnyRecord], list[AnyRecord]]) -> Callable[[Report], list[AnyRecord]]:
    """The reader of a newer release: each record with another id, and changed."""

    def read(report: Report) -> list[AnyRecord]:
        new = []
        for n, record in enumerate(read_report(report)):
            record = msgspec.structs.replace(record, id=record_id(report, record.kind, "new", n), coder="made 2")
            new += change(record)
        return new

    return read


def reread(archive: Archive, change: Callable[[AnyRecord], list[AnyRecord]]) -> list[Reread]:
    return [e for e in archive.reread(reader=newer(change)) if isinstance(e, Reread)]


def test_decisions_survive_a_new_reading(archive: Archive) -> None:
    for kind in ("event", "pledge", "quote"):
        archive.correct(of(archive, kind).id, {"status": "cancelled"}, who="ada")
    before = {r.id for r in archive.records()}
    told = reread(archive, lambda r: [msgspec.structs.replace(r, confidence=0.1)])
    assert [(t.reports, t.same, t.changed) for t in told] == [(2, 7, 0)]
    assert not before & {r.id for r in archive.records()}
    assert archive.decided().moved == []
    assert [r.status for r in archive.find(status="cancelled")] == ["cancelled"] * 3
    assert archive.check() == []


def test_the_ground_moved(archive: Archive) -> None:
    event, pledge, quote = (of(archive, k).id for k in ("event", "pledge", "quote"))
    made = [archive.correct(event, {"status": "denied"}), archive.reject(pledge), archive.accept(quote)]

    def change(record: AnyRecord) -> list[AnyRecord]:
        if isinstance(record, Event):
            return []  # gone
        if isinstance(record, Pledge):  # in two, neither of them the same as before
            named = [msgspec.structs.replace(record, id=f"{record.id}{n}", item=f"tank {n}") for n in (1, 2)]
            return list(named)
        return [record]

    reread(archive, change)
    moved = {f.decision.id: f.moved or "" for f in archive.decided().moved}
    assert set(moved) == {made[0].id, made[1].id}
    assert "no record says so any more: “will send” in x (AID)" in moved[made[0].id]
    assert "2 records say so now" in moved[made[1].id]
    assert archive.decisions() == made  # nothing is dropped
    assert archive.find(status="denied") == []


def test_a_reading_is_made_again_only_where_it_is_old(archive: Archive) -> None:
    assert len(reread(archive, lambda r: [r])) == 1
    assert [len(list((archive.path / "records").iterdir()))] == [2]  # the earlier reading stays
    keep(archive, [report("z")])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dateline.reading.coder", lambda: "made 2")
        assert [t.batch[:8] for t in reread(archive, lambda r: [r])] == ["00000002"]
        assert reread(archive, lambda r: [r]) == []


def test_a_report_that_cannot_be_read_again_keeps_its_records(archive: Archive) -> None:
    before = list(archive.records(reports=["x"]))

    def falls(report: Report) -> list[AnyRecord]:
        if report.id == "x":
            raise RuntimeError
        return []

    told = [str(e) for e in archive.reread(reader=falls)]
    assert "x: the program failed at it" in told[0]
    assert list(archive.records(reports=["x"])) == before
    assert list(archive.records(reports=["y"])) == []


def test_who_may_not_be_nobody(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="who decides"):
        archive.accept(of(archive, "event").id, who="  ")
    for nothing in ("", "d-", "e-0"):
        with pytest.raises(ArchiveError):
            archive.undo(nothing)
    with pytest.raises(ArchiveError, match="no record's id"):
        archive.accept("e-none")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.none() | st.integers(0, 9), max_size=10))
def test_undo_is_always_the_way_back(plan: list[int | None]) -> None:
    """What is in force after an undo of an undo is what was before; and each decision in force is no undo."""
    made: list[Decision] = []
    for n, back in enumerate(plan):
        undoes = made[back % len(made)].id if back is not None and made else None
        kind = "undo" if undoes else "accept"
        made.append(Decision(id=f"d-{n}", kind=kind, who="a", when="", undoes=undoes))
    before = in_force(made)
    assert all(d.kind != "undo" for d in before)
    for target in made:
        undo = Decision(id="u", kind="undo", who="a", when="", undoes=target.id)
        again = Decision(id="v", kind="undo", who="a", when="", undoes="u")
        assert in_force([*made, undo, again]) == before


def test_anchors_prefer_the_same_words_and_meaning(archive: Archive) -> None:
    records = list(archive.records())
    for record in records:
        assert matches(anchor_of(record), records) == [record]


@pytest.mark.parametrize(
    ("coders", "expected"),
    [
        (["aabbdcccedda", "babbbcccedd" + "d"], 0.692),
        (["0100000010", "1110010000"], 0.095),
        (["123321412...", "12332241" + "25.3", ".33323422" + "51.", "123324412" + "51."], 0.743),
    ],
)
def test_alpha_as_published(coders: list[str], expected: float) -> None:
    """The worked examples for nominal values of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): two
    observers, two values, and four observers who left some units out."""
    units = [[v for v in unit if v != "."] for unit in itertools.zip_longest(*coders, fillvalue=".")]
    found = alpha(units)
    assert found is not None
    assert round(found, 3) == expected


def test_alpha_at_its_ends() -> None:
    assert alpha([]) is None
    assert alpha([["a"], ["b"]]) is None
    assert alpha([["a", "a"], ["a", "a"]]) is None
    assert alpha([["a", "a"], ["b", "b"]]) == 1
    assert (alpha([["a", "b"], ["b", "a"]]) or 0) < 0


def test_two_people_code_apart(archive: Archive) -> None:
    events = [r.id for r in archive.records(kind="event")]
    for id in events:
        archive.accept(id, who="ada", apart=True)
    archive.correct(events[0], {"status": "asked", "recipients": "Chile"}, who="bo", apart=True)
    archive.reject(events[1], who="bo", apart=True)
    archive.accept(events[2], who="bo", apart=True)
    assert len(archive.find(kind="event")) == 3  # nothing is changed
    found = archive.agreement()
    assert found.coders == ("ada", "bo")
    assert found.fields["record"][0] == 3
    assert found.fields["type"] == (2, None)
    assert found.fields["status"][1] is not None
    differ = {(d.record, d.field): d.values for d in found.differences}
    assert differ[events[0], "status"] == {"ada": "planned", "bo": "asked"}
    assert differ[events[0], "recipients"] == {"ada": '["KEN"]', "bo": '["CHL"]'}
    assert differ[events[1], "record"] == {"ada": "yes", "bo": "no"}
    archive.correct(events[0], {"status": "asked"}, who="eve", why="adjudicated")
    assert [d.settled for d in archive.agreement().differences if d.record == events[0]] == [True, True]
    assert archive.show(events[0]).record is not None
    assert archive.find(status="asked", kind="event", actor="Norway")


def test_a_quote_of_nobody_known(archive: Archive) -> None:
    quote = of(archive, "quote")
    assert isinstance(quote, Quote)
    archive.correct(quote.id, {"speaker": "Oslo"})
    now = archive.show(quote.id).record
    assert isinstance(now, Quote)
    assert now.speaker.country in ("NOR", None)
    assert TANKS[quote.content.start : quote.content.end] == quote.content.text
