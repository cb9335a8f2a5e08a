"""Cases are the ledger's, over the records as people decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive_made import TANKS, archive_of, keep, report

from benchmarks.archive_reports import reports
from dateline.archive import Archive, ArchiveError, cases, open_archive
from dateline.archive.cases import proposal_id
from dateline.ledger import Proposal
from dateline.records import to_json

LATER = "Norway has sent Kenya 14 tanks on Monday. Nobody from the ministry took questions."
OTHER = "Norway will send Kenya 60 radars by autumn."


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    rows = [report("x"), report("y", LATER, "2023-06-20"), report("z", OTHER, "2023-07-01", "Northern Post")]
    return archive_of(tmp_path / "a", *rows)


def pledge_of(archive: Archive, id: str) -> str:
    return next(archive.records(kind="pledge", reports=[id])).id


def test_a_pledge_is_followed(archive: Archive) -> None:
    case = archive.case(pledge_of(archive, "x"))
    assert [s.status for s in archive.history(case.id[:9])] == ["planned", "happened"]
    assert [s.status for s in archive.history(case.id, as_of="2023-05-31")] == ["planned"]
    with pytest.raises(ArchiveError, match="no id of a case"):
        archive.history(case.id, as_of="2023-01-01")
    assert {c.of for c in archive.cases()} == {"event", "pledge"}
    assert {c.of for c in archive.cases("pledge")} == {"pledge"}


def test_totals_name_their_cases(archive: Archive) -> None:
    (tanks,) = [t for t in archive.totals() if t.group["item"] == "tank"]
    assert (tanks.low, tanks.high, tanks.cases) == (14, 14, (archive.case(pledge_of(archive, "x")).id,))
    assert {t.group["year"] for t in archive.totals(["donor", "year"])} == {"2023"}
    with pytest.raises(ArchiveError, match="totals can't be made by colour"):
        archive.totals(["colour"])


def test_what_people_decided_counts(archive: Archive) -> None:
    first, other = pledge_of(archive, "x"), pledge_of(archive, "z")
    archive.correct(first, {"quantity": "15"}, who="ada")
    archive.reject(other, who="ada")
    (total,) = archive.totals(["donor"])
    assert total.low == 29  # 15 as corrected and 14 are two pledges now
    assert other not in {r for c in archive.cases() for r in c.records}
    assert [d["kind"] for d in archive.case(first).decisions] == ["correct"]


def test_cases_are_merged_and_split(archive: Archive) -> None:
    first, second, other = (pledge_of(archive, id) for id in "xyz")
    made = archive.merge([first, other], who="ada", why="one package")
    case = archive.case(first)
    assert {first, second, other} <= set(case.records)
    assert [(d["kind"], d["who"], d["why"]) for d in case.decisions] == [("merge", "ada", "one package")]
    archive.undo(made.id)
    assert other not in archive.case(first).records
    archive.split(archive.case(first).id, [second], who="ada")
    assert archive.case(first).id != archive.case(second).id
    for wrong in ([], [first, second], [other]):
        with pytest.raises(ArchiveError):
            archive.split(first, wrong)
    with pytest.raises(ArchiveError, match="Name two"):
        archive.merge([first])


def test_a_case_of_many_tellings_stands_while_one_is_left(archive: Archive) -> None:
    first, second, other = (pledge_of(archive, id) for id in "xyz")
    archive.merge([first, other], who="ada")
    from test_archive_decisions import reread

    reread(archive, lambda r: [] if r.kind == "pledge" and r.report.id == "x" else [r])
    assert archive.decided().moved == []
    assert archive.case(pledge_of(archive, "y")).id == archive.case(pledge_of(archive, "z")).id
    assert {first, second, other}.isdisjoint(r for c in archive.cases() for r in c.records)


def test_proposals_are_accepted_and_rejected(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    first, other = pledge_of(archive, "x"), pledge_of(archive, "z")
    ids = (archive.case(first).id, archive.case(other).id)
    proposal = Proposal(cases=ids, records=(first, other), why="made")
    monkeypatch.setattr(Archive, "proposals", lambda _self: [proposal])
    made = archive.accept(proposal_id(proposal)[:8], who="ada")
    assert archive.case(first).id == archive.case(other).id
    archive.undo(made.id)
    archive.reject(proposal_id(proposal), who="ada")
    assert archive.case(first).id != archive.case(other).id
    with pytest.raises(ArchiveError, match="no id of a proposal"):
        archive.accept("m-ffff")


def test_the_same_cases_in_any_batches(tmp_path: Path) -> None:
    given = [*reports(60), report("x"), report("y", LATER, "2023-06-20")]
    with archive_of(tmp_path / "one", *given) as one, archive_of(tmp_path / "two") as two:
        for at in range(0, len(given), 9):
            keep(two, given[::-1][at : at + 9])
        assert list(map(to_json, one.cases())) == list(map(to_json, two.cases()))
        assert one.proposals() == two.proposals()


def test_cases_are_worked_out_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    before = archive.cases()

    def never(*_: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(cases, "merge", never)
        with open_archive(archive.path) as again:
            assert again.cases() == before
        with pytest.raises(AssertionError):
            archive.cases(as_of="2023-06-01")
    keep(archive, [report("w", TANKS + " More.")])
    assert archive.cases() != before
    for file in (archive.path / "index").glob("*.json"):
        file.write_bytes(b"{")
    with open_archive(archive.path) as again:
        assert again.cases() == archive.cases()
