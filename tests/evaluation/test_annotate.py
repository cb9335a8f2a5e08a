"""The clerk: what is read by hand lies in its text and uses the codes there are."""

import json

import msgspec
import pytest
from click.testing import CliRunner

from evaluation import gold
from evaluation.annotate import load, main

TEXT = "Police in Lome fired tear gas at teachers on Monday; two were hurt. They will march again. “We stay,” Ama Doe said."


def report(**changed):
    return {"id": "t1", "title": "Lome", "date": "2012-05-08", "text": TEXT, **changed}


def annotation(**event):
    return {
        "id": "t1",
        "actors": {
            "police": {"name": "Togolese police", "country": "TGO", "sector": "COP"},
            "teachers": {"name": "teachers", "country": "TGO", "sector": "LAB"},
            "doe": {"name": "Ama Doe", "person": "Ama Doe", "country": "TGO", "sector": "LAB"},
        },
        "events": [
            {
                "type": "ASSAULT",
                "mode": "crowd-control",
                "contexts": ["repression"],
                "status": "happened",
                "actors": ["police"],
                "recipients": ["teachers"],
                "date": ["2012-05-07", "2012-05-07"],
                "place": "Lome|TGO",
                "harm": {"injured": [2, 2, "[[two]] were"]},
                "mentions": ["[[fired]] tear"],
                "words": {"actor": ["[[Police]]"], "recipient": ["at [[teachers]]"], "item": ["[[tear gas]]"]},
                **event,
            }
        ],
        "quotes": [{"speaker": "doe", "form": "direct", "content": "We stay,", "cue": "Doe [[said]]"}],
        "pledges": [],
        "same": {"teachers": ["at [[teachers]]", "[[two]]", "[[They]]"]},
    }


def written(folder, ann=None, rep=None, name="t1"):
    (folder / f"{name}.json").write_text(json.dumps(rep or report()))
    path = folder / f"{name}.ann.json"
    path.write_text(json.dumps(ann or annotation()))
    return path


def test_a_row_holds_offsets_and_reads_as_gold(tmp_path):
    row, faults = load(written(tmp_path))
    assert faults == []
    event = row["events"][0]
    cut = lambda s: TEXT[s["start"] : s["end"]]  # noqa: E731
    assert [cut(m) for m in event["mentions"]] == ["fired"]
    assert {r: [cut(s) for s in event["words"][r]] for r in ("actor", "recipient", "item")} == {
        "actor": ["Police"],
        "recipient": ["teachers"],
        "item": ["tear gas"],
    }
    assert cut(event["words"]["mention"]) == "fired"
    assert event["harm"]["injured"] == {"low": 2, "high": 2, "start": TEXT.index("two"), "end": TEXT.index("two") + 3}
    assert [cut(m) for m in row["same"][0]["mentions"]] == ["teachers", "two", "They"]
    assert cut(row["quotes"][0]["content"]) == "We stay,"
    as_gold = msgspec.convert(row, gold.GoldReport)
    assert as_gold.events[0].place == gold.GoldPlace("Lome", "TGO")


def test_a_retreat_counts_as_a_concession_too(tmp_path):
    row, faults = load(written(tmp_path, annotation(type="RETREAT", mode=None)))
    assert not faults
    assert row["events"][0]["also"] == ["CONCEDE"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": "FIGHT", "mode": None}, "'FIGHT' - at `$.events[0].type`"),
        ({"mode": "visit"}, "ASSAULT has no mode 'visit'"),
        ({"contexts": ["weather"]}, "unknown: 'weather'"),
        ({"status": "done"}, "'done' - at `$.events[0].status`"),
        ({"actors": ["army"]}, "unknown: 'army'"),
        ({"actors": ["police", "police"]}, "one actor twice"),
        ({"date": ["2012-05-09", "2012-05-07"]}, "ends before it starts"),
        ({"date": ["2012-05-32", "2012-05-32"]}, "day is out of range"),
        ({"date": ["2012-05-09", "2012-05-09"]}, "after the report's day"),
        ({"place": "Kara|TGO"}, "place not in the text"),
        ({"place": "Lome|TOG"}, "unknown: 'TOG'"),
        ({"mentions": ["[[e]]"]}, "more than once"),
        ({"mentions": ["[[shot]]"]}, "not in the text"),
        ({"mentions": ["fired tear"]}, "needs one [[ ]]"),
        ({"mentions": ["Lome[[ fired]]"]}, "space at the edge"),
        ({"mentions": ["[[fired]] tear", "[[fired tear]]"]}, "mentions overlap"),
        ({"mentions": []}, "has no mention"),
        ({"harm": {"killed": [3, 2, "[[two]]"]}}, "no amount"),
        ({"harm": {"scared": [2, 2, "[[two]]"]}}, "unknown field `scared`"),
        ({"words": {"weapon": ["[[tear gas]]"]}}, "unknown field `weapon`"),
        ({"colour": "red"}, "unknown field `colour`"),
    ],
)
def test_what_is_wrong_with_an_event_is_named(tmp_path, change, said):
    faults = load(written(tmp_path, annotation(**change)))[1]
    assert any(said in f for f in faults), faults


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        ({"name": "Togo", "country": "TOG", "sector": "GOV"}, "unknown: 'TOG'"),
        ({"name": "Togo", "country": "TGO", "sector": "STATE"}, "unknown: 'STATE'"),
        ({"name": "African Union", "country": "ETH", "sector": "IGO"}, "has no country"),
        ({"country": "TGO", "sector": "GOV"}, "missing required field `name`"),
    ],
)
def test_what_is_wrong_with_an_actor_is_named(tmp_path, actor, said):
    ann = annotation()
    ann["actors"]["more"] = actor
    faults = load(written(tmp_path, ann))[1]
    assert any(said in f for f in faults), faults


def test_one_deed_and_one_quote_are_told_once(tmp_path):
    ann = annotation()
    ann["events"] *= 2
    ann["quotes"] *= 2
    faults = load(written(tmp_path, ann))[1]
    assert faults == ["events: told twice: 'fired'", "quotes: told twice: 'We stay,'"]


def test_a_broken_file_is_a_fault_and_no_crash(tmp_path):
    path = written(tmp_path)
    path.write_text("{")
    assert load(path) == (None, ["Input data was truncated"])
    assert load(tmp_path / "t9.ann.json")[1][0].endswith("t9.ann.json'")


def test_the_commands_pass_what_is_right_and_write_nothing_of_what_is_wrong(tmp_path):
    good, out = written(tmp_path), tmp_path / "out.jsonl"
    run = lambda *words: CliRunner().invoke(main, [str(w) for w in words])  # noqa: E731
    assert "OK 1 events, 1 quotes, 0 pledges" in run("check", good).output
    assert run("build", tmp_path, out).exit_code == 0
    assert [r.id for r in gold.reports(out)] == ["t1"]
    out.unlink()
    twin = written(tmp_path, name="t2")
    assert "t2.ann.json: id or text of t1.ann.json too" in run("build", tmp_path, out).output
    twin.write_text(json.dumps(annotation(status="done") | {"id": "t3"}))
    assert run("check", good, twin).exit_code == 1
    assert run("build", tmp_path, out).exit_code == 1
    assert not out.exists()
