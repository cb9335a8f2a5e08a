"""The clerk: what is marked by hand lies in its text, uses the codes there are, and becomes a row with offsets."""

import shutil
from collections import Counter

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from evaluation import gold
from evaluation.annotate import load, main, part
from evaluation.marked import unmarked

TEXT = "Police in Lome fired tear gas at teachers on Monday; two were hurt. They will march again. “We stay,” Ama Doe said."
BODY = (
    "{police,1a:Police} in {1p:Lome} {1:fired} {1i:tear gas} at {tea,1r:teachers} on {1t:Monday}; {tea,1hi:two} were hurt. "
    "{tea:They} will march again. “{q1:We stay,}” {doe:Ama Doe} {c1:said}."
)
ACTORS = ["@police Togolese police|TGO|COP", "@tea teachers|TGO|LAB", "@doe *Ama Doe|TGO|LAB"]
EVENT = "1 ASSAULT/crowd-control:repression happened police>tea d=-1 p=TGO h=i2"
QUOTE = "q1 direct doe"


def marked(*lines, body=BODY, name="t1", actors=ACTORS):
    head = f"=== {name} | 2012-05-08 | agency | West Africa | ordinary\n# Lome\n{body}\n---\n"
    return head + "\n".join([*actors, *(lines or (EVENT, QUOTE))]) + "\n"


def written(folder, text=None, name="one"):
    path = folder / f"{name}.txt"
    path.write_text(text or marked(), encoding="utf-8")
    return path


def faults(folder, text):
    return [f for _, _, wrong in load(written(folder, text)) for f in wrong]


def test_a_row_holds_offsets_and_reads_as_gold(tmp_path):
    ((name, row, wrong),) = load(written(tmp_path))
    assert (name, wrong) == ("t1", [])
    assert row["text"] == TEXT
    event = row["events"][0]
    cut = lambda s: TEXT[s["start"] : s["end"]]  # noqa: E731
    assert [cut(m) for m in event["mentions"]] == ["fired"]
    parts = ("actor", "recipient", "item", "time", "place")
    assert [[cut(s) for s in event["words"][p]] for p in parts] == [
        ["Police"], ["teachers"], ["tear gas"], ["Monday"], ["Lome"],
    ]  # fmt: skip
    assert cut(event["words"]["mention"]) == "fired"
    assert event["harm"]["injured"] == {"low": 2, "high": 2, "start": TEXT.index("two"), "end": TEXT.index("two") + 3}
    assert event["date"] == {"start": "2012-05-07", "end": "2012-05-07"}
    assert {s["actor"]["name"]: [cut(m) for m in s["mentions"]] for s in row["same"]}["teachers"] == [
        "teachers", "two", "They",
    ]  # fmt: skip
    assert cut(row["quotes"][0]["content"]) == "We stay,"
    as_gold = msgspec.convert(row, gold.GoldReport)
    assert as_gold.events[0].place == gold.GoldPlace("Lome", "TGO")


def test_a_pledge_holds_its_amounts(tmp_path):
    line = (
        'g1 police>tea planned financial,humanitarian item="tea money" n=100- v=5000-6000:USD terms=grant d=2012-05 no'
    )
    ((_, row, wrong),) = load(written(tmp_path, marked(EVENT, QUOTE, line, body=BODY.replace("march", "{g1:march}"))))
    assert not wrong
    pledge = row["pledges"][0]
    assert pledge["item"] == "tea money"
    assert pledge["quantity"] == {"low": 100, "high": None}
    assert pledge["value"] == {"low": 5000, "high": 6000, "currency": "USD"}
    assert pledge["announced"] == {"start": "2012-05-01", "end": "2012-05-31"}
    assert pledge["counts_in_totals"] is False


def test_a_retreat_counts_as_a_concession_too(tmp_path):
    ((_, row, wrong),) = load(written(tmp_path, marked(EVENT.replace("ASSAULT/crowd-control", "RETREAT"), QUOTE)))
    assert not wrong
    assert row["events"][0]["also"] == ["CONCEDE"]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (EVENT.replace("ASSAULT/crowd-control", "FIGHT"), "'FIGHT' - at `$.events[0].type`"),
        (EVENT.replace("crowd-control", "visit"), "ASSAULT has no mode 'visit'"),
        (EVENT.replace("repression", "weather"), "unknown: 'weather'"),
        (EVENT.replace("happened", "done"), "'done' - at `$.events[0].status`"),
        (EVENT.replace("police>", "army>"), "unknown: 'army'"),
        (EVENT.replace("police>", "police,police>"), "one actor twice"),
        (EVENT.replace("d=-1", "d=r..-1"), "ends before it starts"),
        (EVENT.replace("d=-1", "d=2012-05-32"), "day is out of range"),
        (EVENT.replace("d=-1", "d=+1"), "after the report's day"),
        (EVENT.replace("p=TGO", "p=Kara|TGO"), "place not in the text"),
        (EVENT.replace("p=TGO", "p=TOG"), "unknown: 'TOG'"),
        (EVENT.replace("h=i2", "h=i3-2"), "no amount"),
        (EVENT.replace("h=i2", "h=k2"), "no words marked 1hk"),
        (EVENT.replace(" police>tea", ""), "needs type, status and actors>recipients"),
        (EVENT + "\n3 PROTEST happened tea>", "has no mention"),
        ("x " + EVENT[2:], "no such line"),
        ("# nothing", "marked, but no line tells of it"),
    ],
)
def test_what_is_wrong_with_an_event_is_named(tmp_path, event, said):
    found = faults(tmp_path, marked(event, QUOTE))
    assert any(said in f for f in found), found


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (BODY + "{1:", "never closed"),
        (BODY + " }", "stray }"),
        (BODY + " {and}", "stray {"),
        (BODY.replace("{1:fired}", "{1:fired {1:tear}}"), "mentions overlap"),
        (BODY.replace("{1:fired}", "{1: fired}"), "space at the edge"),
        (BODY.replace("{q1:We stay,}", "{q1:We “stay,}"), "one stretch between marks"),
    ],
)
def test_what_is_wrong_with_the_marks_is_named(tmp_path, body, said):
    found = faults(tmp_path, marked(body=body))
    assert any(said in f for f in found), found


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        ("@more Togo|TOG|GOV", "unknown: 'TOG'"),
        ("@more Togo|TGO|STATE", "unknown: 'STATE'"),
        ("@more African Union|ETH|IGO", "has no country"),
    ],
)
def test_what_is_wrong_with_an_actor_is_named(tmp_path, actor, said):
    found = faults(tmp_path, marked(actors=[*ACTORS, actor]))
    assert any(said in f for f in found), found


def test_one_deed_is_told_once(tmp_path):
    again = BODY.replace("{1:fired}", "{1,2:fired}")
    assert faults(tmp_path, marked(EVENT, "2 ASSAULT happened police>tea d=-1", QUOTE, body=again)) == [
        "events: told twice: 'fired'"
    ]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_any_text_comes_back_from_its_escaped_form(text):
    assert unmarked(text.replace("{", "\\{").replace("}", "\\}")) == (text, {}) or "\\" in text


def test_a_broken_file_is_a_fault_and_no_crash(tmp_path):
    assert "head line has 2 parts" in faults(tmp_path, "=== t1 | x\n# T\nText\n---\n")[0]
    path = tmp_path / "bad.txt"
    path.write_bytes(b"\xff\xfe")
    assert "codec can't decode" in next(load(path))[2][0]
    assert "No such file" in next(load(tmp_path / "none.txt"))[2][0]


def test_the_commands_pass_what_is_right_and_write_nothing_of_what_is_wrong(tmp_path):
    good, out = written(tmp_path), tmp_path / "corpus"
    run = lambda *words: CliRunner().invoke(main, [str(w) for w in words])  # noqa: E731
    assert "t1: OK 1 events, 1 quotes, 0 pledges" in run("check", good).output
    assert run("build", tmp_path, out).exit_code == 0
    kept = out / f"{part('t1')}.jsonl"
    assert [(r.id, r.text) for r in gold.reports(kept)] == [("t1", TEXT)]
    assert sorted(p.name for p in out.iterdir()) == ["development.jsonl", "test.jsonl", "train.jsonl"]
    assert run("build", "--given", tmp_path, out).exit_code == 0
    kept = out / f"given-{part('t1')}.jsonl"
    assert TEXT not in kept.read_text()
    assert [r.text for r in gold.reports(kept, {"t1": TEXT})] == [TEXT]
    shutil.rmtree(out)
    written(tmp_path, name="two")
    assert "two.txt: t1: id or text of t1 too" in run("build", tmp_path, out).output
    bad = written(tmp_path, marked(EVENT.replace("happened", "done"), QUOTE, name="t2"), name="two")
    assert run("check", good, bad).exit_code == 1
    assert run("build", tmp_path, out).exit_code == 1
    assert not out.exists()


def test_parts_are_fixed_by_the_id_and_none_that_was_tuned_on_is_for_testing():
    ids = [f"c{n:04d}" for n in range(1, 800)]
    parts = {i: part(i) for i in ids}
    counts = Counter(parts.values())
    assert 0.06 < counts["test"] / len(ids) < 0.14
    assert 0.06 < counts["development"] / len(ids) < 0.14
    assert "test" not in {parts[i] for i in ids if i < "c0101"}
