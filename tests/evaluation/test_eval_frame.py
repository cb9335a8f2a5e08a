"""The commands: what is measured with and without data, what is kept, what the gate and the comparison say."""

import gzip
import json
import subprocess

import msgspec
import pytest
from click.testing import CliRunner
from evaluation_made import NORWAY, SWEDEN, TEXT, event, gold_event, report

from evaluation import compare, diff, gate, gold, kept, measure, run, sets
from evaluation.kept import Kept
from evaluation.score import Result, Wrong, prf, share, skip, tolerance

MET = event("CONSULT", "met", "happened", (NORWAY,), (SWEDEN,))
SENT = event("AID", "send", "planned")


class Fake:
    """A program that says the same of every report."""

    records = (MET, SENT)
    asked = 0

    def read(self, *_):
        type(self).asked += 1
        return list(self.records)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A corpus of one report, a folder for what is kept, no data."""
    made = report(
        (gold_event("CONSULT", "met", "happened", (NORWAY,), (SWEDEN,)), gold_event("AID", "send", "planned"))
    )
    (tmp_path / "corpus").mkdir()
    (tmp_path / "kept").mkdir()
    (tmp_path / "corpus" / "written.jsonl").write_bytes(msgspec.json.encode(made) + b"\n")
    monkeypatch.delenv("DATELINE_DATA", raising=False)
    monkeypatch.setattr(gold, "ROOT", tmp_path / "checkout")
    monkeypatch.setattr(measure, "Program", Fake)
    monkeypatch.setattr(Fake, "records", (MET, SENT))
    monkeypatch.setattr(Fake, "asked", 0)
    return tmp_path


def call(command, place, *options):
    fixed = ["--corpus", str(place / "corpus"), "--kept", str(place / "kept"), "--workers", "1"]
    return CliRunner().invoke(command, [*fixed, *options])


def test_without_data_the_corpus_is_measured_and_the_rest_is_named(place):
    done = call(run.main, place)
    assert done.exit_code == 0, done.output
    assert "events-written" in done.output
    assert "Not measured, because there is no development data: " in done.output
    for name in ("events-wikinews", "dates-gum", "parsing-ewt", "status-meantime"):
        assert name in done.output.partition("Not measured")[2]
    assert set(kept.read(place / "kept")[0]) == {f"{a}-written" for a in sets.ASKED}


def test_a_report_is_read_once_for_all_its_sets(place):
    call(run.main, place)
    assert Fake.asked == 1


def test_a_data_folder_that_is_named_must_be_there(place, monkeypatch):
    done = call(run.main, place, "--data", str(place / "nowhere"))
    assert done.exit_code == 1
    assert "is no folder" in done.output
    monkeypatch.setenv("DATELINE_DATA", str(place / "nowhere"))
    assert call(gate.main, place).exit_code == 1
    with pytest.raises(FileNotFoundError):
        gold.data_folder()


def test_the_data_folder_is_the_option_then_the_variable_then_the_one_beside(place, monkeypatch):
    assert gold.data_folder() is None
    for name in ("shared/data", "variable", "option"):
        (place / name).mkdir(parents=True)
    assert gold.data_folder() == place / "shared" / "data"
    monkeypatch.setenv("DATELINE_DATA", str(place / "variable"))
    assert gold.data_folder() == place / "variable"
    assert gold.data_folder(place / "option") == place / "option"


def test_data_that_lack_a_file_say_so_and_second_readings_are_not_scored(place):
    (place / "data" / "gold").mkdir(parents=True)
    line = (place / "corpus" / "written.jsonl").read_bytes()
    for name in ("wikinews", "written", "written-second"):
        (place / "data" / "gold" / f"{name}.jsonl.gz").write_bytes(gzip.compress(line))
    folders = sets.Folders(place / "corpus", place / "data")
    results = {r.name: r for r in measure.run(folders, program=Fake())}
    assert not results["events-wikinews"].skipped
    assert "events-written-second" not in results
    assert results["dates-gum"].skipped == "the development data have no such file"
    assert gold.group_files(place / "corpus", place / "data")["written"] == place / "corpus" / "written.jsonl"


def test_a_text_that_is_not_the_one_read_by_hand_is_refused(place):
    path = place / "corpus" / "written.jsonl"
    path.write_text(path.read_text().replace("Oslo", "Bonn"))
    with pytest.raises(ValueError, match="not the one that was read by hand"):
        gold.reports(path)


def test_gold_without_text_takes_it_from_the_data_s_reports(place):
    apart = msgspec.structs.replace(report(id="apart"), text="")
    path = place / "apart.jsonl"
    path.write_bytes(msgspec.json.encode(apart))
    assert gold.reports(path, {"apart": TEXT})[0].text == TEXT


def test_sets_are_named_whole_or_by_a_part(place):
    folders = sets.Folders(place / "corpus", None)
    names = lambda *asked: [r.name for r in measure.run(folders, asked, program=Fake())]  # noqa: E731
    assert names("events") == ["events-plover", "events-wikinews", "events-written"]
    assert names("written", "dates-gum") == ["dates-gum", *(f"{a}-written" for a in sorted(sets.ASKED))]
    done = call(run.main, place, "--sets", "events,nonsense")
    assert done.exit_code == 1
    assert "there is no set 'nonsense'" in done.output


def test_what_is_kept_reads_back_and_holds_no_text(place):
    call(run.main, place)
    scores, items = kept.read(place / "kept")
    assert scores["events-written"]["f1"] == Kept(1.0, 1.0, {"right": 2, "found": 2, "gold": 2})
    assert scores["events-written"]["precision"].tolerance is None
    assert items["events-written"]["r1/1/event"] is True
    lines = (place / "kept" / "items.tsv").read_text().splitlines()
    assert lines[0] == "set\titem\toutcome"
    assert lines[1:] == sorted(lines[1:])
    assert "Norway" not in (place / "kept" / "items.tsv").read_text() + (place / "kept" / "scores.json").read_text()
    with pytest.raises(ValueError, match="is no name for an item"):
        kept.items_of([Result("s", items={"some words of a report": True})])


def test_two_runs_keep_the_same_bytes(place):
    call(run.main, place)
    first = [(place / "kept" / n).read_bytes() for n in (kept.SCORES, kept.ITEMS)]
    call(run.main, place)
    assert [(place / "kept" / n).read_bytes() for n in (kept.SCORES, kept.ITEMS)] == first


def test_sets_not_measured_now_keep_their_scores(place):
    old = {"dates-gum": {"f1": Kept(0.5, 0.01, {"of": 4})}}
    (place / "kept" / kept.SCORES).write_text(kept.scores_text(old))
    call(run.main, place)
    assert kept.read(place / "kept")[0]["dates-gum"] == old["dates-gum"]


def test_sets_that_there_are_no_more_go(place):
    (place / "data").mkdir()
    (place / "kept" / kept.SCORES).write_text(kept.scores_text({"old": {}, "dates-gum": {}}))
    call(run.main, place, "--data", str(place / "data"))
    assert "old" not in kept.read(place / "kept")[0]
    assert "dates-gum" in kept.read(place / "kept")[0]


def test_the_gate_holds_when_nothing_fell(place):
    call(run.main, place)
    done = call(gate.main, place)
    assert done.exit_code == 0, done.output
    assert "No score fell too far" in done.output
    assert "Not measured, because" in done.output


def test_the_gate_fails_when_a_score_falls_by_more_than_its_tolerance(place, monkeypatch):
    call(run.main, place)
    path = place / "kept" / kept.SCORES
    stored = json.loads(path.read_text())
    stored["events-written"]["f1"]["tolerance"] = 0.1
    path.write_text(json.dumps(stored))
    monkeypatch.setattr(Fake, "records", (MET,))
    done = call(gate.main, place)
    assert done.exit_code == 1
    assert "These scores fell too far" in done.output
    (line,) = [x for x in done.output.splitlines() if x.startswith("events-written") and " f1 " in x]
    assert line.split() == ["events-written", "f1", "1.0000", "0.6667", "0.1000"]


def test_the_gate_lets_a_fall_within_its_tolerance_pass(place, monkeypatch):
    call(run.main, place)
    monkeypatch.setattr(Fake, "records", (MET,))
    done = call(gate.main, place, "--sets", "events-written")
    assert done.exit_code == 0, done.output


def test_the_gate_fails_where_no_scores_are_kept(place):
    done = call(gate.main, place)
    assert done.exit_code == 1
    assert "keeps no scores" in done.output


def test_a_gated_score_that_is_measured_no_more_has_fallen():
    before = {"s": {"f1": Kept(0.0, 0.1, {}), "told": Kept(0.9, None, {})}}
    assert [c.score for c in compare.fallen(before, {"s": {}})] == ["f1"]
    assert compare.fallen(before, {}) == []


@pytest.mark.parametrize(("now", "falls"), [(0.5, False), (0.45, False), (0.4, False), (0.3999, True)])
def test_a_fall_of_just_the_tolerance_is_none(now, falls):
    before = {"s": {"f1": Kept(0.5, 0.1, {})}}
    assert bool(compare.fallen(before, {"s": {"f1": Kept(now, 0.001, {})}})) is falls


def test_items_turn_and_what_is_told_too_much_is_won_when_it_goes():
    before = {"s": {"a/1": True, "a/2": False, "a/3": True, "a/+5": False, "a/1/status": True}, "gone": {"x": True}}
    now = {"s": {"a/1": False, "a/2": True, "a/3": True, "a/+7": False, "a/2/status": False}, "new": {"x": True}}
    assert [(t.item, t.won) for t in compare.turned(before, now)] == [
        ("a/+5", True),
        ("a/+7", False),
        ("a/1", False),
        ("a/2", True),
    ]


def test_the_comparison_shows_what_was_won_and_lost_and_writes_nothing(place, monkeypatch):
    monkeypatch.setattr(Fake, "records", (MET,))
    call(run.main, place)
    held = (place / "kept" / kept.SCORES).read_bytes()
    monkeypatch.setattr(Fake, "records", (SENT,))
    done = call(diff.main, place)
    assert done.exit_code == 0, done.output
    assert "r1/1/event  lost" in done.output
    assert "r1/2/event  won" in done.output
    assert "places-written" not in done.output.partition("Not measured")[0]
    assert (place / "kept" / kept.SCORES).read_bytes() == held


def test_the_comparison_is_with_the_last_commit_where_there_is_one(place):
    folder = place / "kept"
    call(run.main, place)
    assert diff.before(folder)[2] == "the files in kept/"
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "scores"]):
        subprocess.run([*git, *command], cwd=folder, check=True)
    (folder / kept.SCORES).write_text("{}")
    scores, items, source = diff.before(folder)
    assert source == "the last commit"
    assert scores["events-written"]["f1"].value == 1
    assert items["events-written"]["r1/1/event"]


def test_a_look_shows_what_is_wrong_by_cause_and_keeps_nothing(place, monkeypatch):
    monkeypatch.setattr(Fake, "records", (MET, event("ACCUSE", "We shall help")))
    done = call(run.main, place, "--look", "1", "--sets", "events-written")
    assert done.exit_code == 0, done.output
    assert "--- missed AID: nothing told of the sentence (1)" in done.output
    assert "--- false ACCUSE: gold has no deed in these words (1)" in done.output
    assert "Norway will ⟦send⟧ Ukraine 14 tanks" in done.output
    assert not (place / "kept" / kept.SCORES).exists()
    assert "0 of 0 right" in call(run.main, place, "--report", "other", "--sets", "events-written").output


def test_causes_stand_by_how_often_they_are(capsys):
    from evaluation import show

    wrong = [Wrong("rare", "a", "w", "g", "o"), *(Wrong("often", f"b{n}", "w", "g", "o") for n in range(2))]
    show.look([Result("s", wrong=wrong)])
    out = capsys.readouterr().out
    assert out.index("often (2)") < out.index("rare (1)")


def test_scores_of_nothing_are_zero_and_small_sets_do_not_gate_hard():
    assert share(0, 0).value == 0
    assert prf(0, 0, 0)["f1"].value == 0
    assert prf(3, 4, 6)["f1"].value == pytest.approx(0.6)
    assert tolerance(1) == 1.0
    assert tolerance(10) == 0.2
    assert tolerance(100_000) == 0.005
    assert kept.scores_of([skip("s", "why")]) == {}


def test_work_is_the_same_in_other_processes(place, monkeypatch):
    """Jobs travel to other processes and come back."""
    monkeypatch.undo()
    found = measure.run(sets.Folders(place / "empty", None), ["dates-gum"], workers=2)
    assert [(r.name, bool(r.skipped)) for r in found] == [("dates-gum", True)]
