"""The actor tables: every one loads, they agree with each other, well-known facts stand, and faults are named."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.knowledge import actors
from dateline.knowledge.actors import Holder, held_on, key
from dateline.knowledge.frames import TABLES
from dateline.knowledge.table import TableError

NAMES = (
    "groups.tsv", "holders.tsv", "office_classes.tsv", "offices.tsv", "organisations.tsv", "places.tsv",
    "state_codes.tsv", "states.tsv",
)  # fmt: skip
LOADERS: dict[str, Callable[[], object]] = {
    "groups.tsv": actors.groups,
    "holders.tsv": actors.holders,
    "office_classes.tsv": actors.office_classes,
    "offices.tsv": actors.offices,
    "organisations.tsv": actors.organisations,
    "places.tsv": actors.places,
    "state_codes.tsv": actors.state_names,
    "states.tsv": actors.states,
}


def rows(name: str, folder: Path = TABLES) -> list[list[str]]:
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def forget() -> None:
    for loader in (*LOADERS.values(), actors.holders_by_name, actors.holders_by_surname, actors.holders_by_office):
        loader.cache_clear()  # type: ignore[attr-defined]


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with copies of the tables, from which the loaders read."""
    for name in NAMES:
        shutil.copy(TABLES / name, tmp_path / name)
    monkeypatch.setattr(actors, "TABLES", tmp_path)
    forget()
    yield tmp_path
    forget()


@pytest.mark.parametrize("name", NAMES)
def test_every_table_loads(name: str) -> None:
    assert LOADERS[name]()


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_sorted_and_stand_once(name: str) -> None:
    found = rows(name)
    assert found == sorted(found)
    assert len({tuple(row[:-1]) for row in found}) == len(found)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_says_where_it_comes_from(name: str) -> None:
    assert [row for row in rows(name) if not row[-1]] == []


@pytest.mark.parametrize(
    ("name", "column"), [("states.tsv", 1), ("holders.tsv", 2), ("organisations.tsv", 3), ("places.tsv", 1)]
)
def test_codes_are_known(name: str, column: int) -> None:
    assert {row[column] for row in rows(name)} - {""} <= set(actors.state_names())


def test_a_form_of_a_state_means_one_state() -> None:
    shared = {k: {f.code for f in forms} for k, forms in actors.states().items()}
    assert [k for k, codes in shared.items() if len(codes) > 1] == []


def test_classes_of_offices_are_those_of_holders() -> None:
    used = {row[2] for row in rows("offices.tsv")} - {""}
    assert used <= {h.office_class for h in actors.holders()}
    assert {h.office_class for h in actors.holders()} <= set(actors.office_classes())


def test_offices_of_a_state_have_the_sector_of_their_class() -> None:
    classes = actors.office_classes()
    odd = {
        (o.office, o.sector, o.office_class)
        for o in actors.offices().values()
        if o.office_class
        and o.office_class != "spokesperson"
        and o.sector not in (classes[o.office_class], "IGO", "MIL")
    }
    assert odd == set()


def test_a_tenure_ends_after_it_begins() -> None:
    assert [h for h in actors.holders() if h.start and h.end and h.end[: len(h.start)] < h.start[: len(h.end)]] == []


def test_who_holds_no_office_of_a_state_holds_one_of_an_organisation() -> None:
    assert {h.office for h in actors.holders() if h.code is None and actors.body_of(h) is None} == set()


def test_every_person_is_found_under_his_own_name() -> None:
    persons = {h.person for h in actors.holders()}
    assert persons == {h.person for h in actors.holders() if h.form == h.person}


def serving(form: str, day: str) -> set[tuple[str | None, str]]:
    return {(h.code, h.office) for h in actors.holders_by_name().get(key(form), ()) if held_on(h, day)}


@pytest.mark.parametrize(
    ("form", "day", "code", "office"),
    [
        ("Ben Wallace", "2022-03-01", "GBR", "Defence Secretary"),
        ("James Cleverly", "2023-01-17", "GBR", "Foreign Secretary"),
        ("Lord Cameron", "2024-02-01", "GBR", "Foreign Secretary"),
        ("Antony Blinken", "2023-01-17", "USA", "Secretary of State"),
        ("Tony Blinken", "2021-02-01", "USA", "Secretary of State"),
        ("Donald Trump", "2018-05-01", "USA", "President"),
        ("Donald Trump", "2025-02-01", "USA", "President"),
        ("Melanie Joly", "2023-01-17", "CAN", "Foreign Minister"),
        ("Olaf Scholz", "2023-01-17", "DEU", "Chancellor"),
        ("Volodymyr Zelensky", "2022-02-24", "UKR", "President"),
        ("Volodymyr Zelenskyy", "2022-02-24", "UKR", "President"),
        ("Volodymyr Zelenskiy", "2022-02-24", "UKR", "President"),
        ("Valery Zaluzhny", "2022-05-01", "UKR", "Commander-in-Chief"),
        ("Sergei Lavrov", "2022-05-01", "RUS", "Foreign Minister"),
        ("Sergey Shoigu", "2022-05-01", "RUS", "Defence Minister"),
        ("Dmitry Peskov", "2022-05-01", "RUS", "Kremlin Spokesman"),
        ("Xi Jinping", "2022-05-01", "CHN", "President"),
        ("Kim Jong Un", "2018-06-12", "PRK", "Supreme Leader"),
        ("Kim Jong-un", "2018-06-12", "PRK", "Supreme Leader"),
        ("Nicolas Maduro", "2019-02-01", "VEN", "President"),
        ("Juan Guaido", "2019-02-01", "VEN", "Opposition Leader"),
        ("Recep Tayyip Erdogan", "2019-10-09", "TUR", "President"),
        ("Binali Yildirim", "2017-01-01", "TUR", "Prime Minister"),
        ("Mohammed Shia Al-Sudani", "2023-01-17", "IRQ", "Prime Minister"),
        ("Abiy Ahmed", "2021-11-01", "ETH", "Prime Minister"),
        ("Jens Stoltenberg", "2022-05-01", None, "NATO Secretary General"),
        ("Antonio Guterres", "2022-05-01", None, "UN Secretary-General"),
        ("Ursula von der Leyen", "2022-05-01", None, "European Commission President"),
        ("Josep Borrell", "2022-05-01", None, "EU foreign policy chief"),
    ],
)
def test_holders_on_a_day(form: str, day: str, code: str | None, office: str) -> None:
    assert (code, office) in serving(form, day)


@pytest.mark.parametrize(
    ("form", "day", "code", "office"),
    [
        ("Ben Wallace", "2023-09-02", "GBR", "Defence Secretary"),
        ("James Cleverly", "2022-08-01", "GBR", "Foreign Secretary"),
        ("Donald Trump", "2022-02-24", "USA", "President"),
        ("Bashar al-Assad", "2025-01-01", "SYR", "President"),
    ],
)
def test_nobody_holds_an_office_before_or_after(form: str, day: str, code: str, office: str) -> None:
    assert actors.holders_by_name()[key(form)]
    assert (code, office) not in serving(form, day)


def tenure(start: str, end: str) -> Holder:
    return Holder("N", "N", "FRA", "President", "head of state", start, end, "here")


@pytest.mark.parametrize(
    ("start", "end", "day", "held"),
    [
        ("2004-03-09", "", "2022-02-24", True),
        ("2004-03-09", "", "2004-03-08", False),
        ("2004-03-09", "2008-05", "2008-05-31", True),
        ("2004-03-09", "2008-05", "2008-06-01", False),
        ("2004", "2008", "2008-12-31", True),
        ("", "2008", "1990-01-01", True),
        ("2004", "2008", None, False),
    ],
)
def test_whether_an_office_was_held(start: str, end: str, day: str | None, held: bool) -> None:
    assert held_on(tenure(start, end), day) is held


def holder(code: str | None, office: str, office_class: str) -> Holder:
    return Holder("N", "N", code, office, office_class, "", "", "here")


def test_the_body_of_an_office() -> None:
    assert actors.body_of(holder(None, "NATO Secretary General", "international organisation")) == "NATO"
    assert actors.body_of(holder(None, "UN Secretary-General", "international organisation")) == "United Nations"
    assert actors.body_of(holder(None, "European Commission President", "x")) == "European Commission"
    assert actors.body_of(holder("FRA", "Foreign Minister", "foreign minister")) is None


def test_the_sector_of_a_holder() -> None:
    assert actors.sector_of(holder("USA", "House Speaker", "speaker")) == "LEG"
    assert actors.sector_of(holder("FRA", "Foreign Minister", "foreign minister")) == "GOV"
    assert actors.sector_of(holder(None, "NATO Secretary General", "international organisation")) == "IGO"


@pytest.mark.parametrize(
    ("words", "sector", "office_class"),
    [
        ("prime minister", "GOV", "head of government"),
        ("foreign secretary", "GOV", "foreign minister"),
        ("defense minister", "GOV", "defence minister"),
        ("minister of foreign affair", "GOV", "foreign minister"),
        ("secretary of state", "GOV", "foreign minister"),
        ("secretary-general", "IGO", "international organisation"),
        ("vice-president", "GOV", "vice president"),
        ("opposition leader", "OPP", ""),
        ("general", "MIL", ""),
        ("police chief", "COP", ""),
        ("congresswoman", "LEG", ""),
        ("archbishop", "REL", ""),
    ],
)
def test_offices_by_their_lemmas(words: str, sector: str, office_class: str) -> None:
    found = actors.offices()[key(words)]
    assert (found.sector, found.office_class) == (sector, office_class)


@pytest.mark.parametrize(
    ("words", "sector", "kind"),
    [
        ("troop", "MIL", "group"),
        ("soldier", "MIL", "person"),
        ("army", "MIL", "institution"),
        ("police", "COP", "institution"),
        ("protester", "CVL", "person"),
        ("rebel", "REB", "person"),
        ("gunman", "CRM", "person"),
        ("ministry", "GOV", "institution"),
        ("parliament", "LEG", "institution"),
        ("prosecutor's office", "JUD", "institution"),
        ("newspaper", "MED", "institution"),
        ("trade union", "LAB", "institution"),
        ("country", "GOV", "state"),
        ("nation", "GOV", "state"),
    ],
)
def test_groups_by_their_lemmas(words: str, sector: str, kind: str) -> None:
    pieces = key(words)
    found = actors.groups().get(pieces) or actors.groups()[pieces[-1:]]
    assert (found.sector, found.kind) == (sector, kind)


@pytest.mark.parametrize(
    ("form", "code", "kind"),
    [
        ("U.S.", "USA", "name"),
        ("Britain", "GBR", "name"),
        ("Ukrainian", "UKR", "adjective"),
        ("Kyiv", "UKR", "capital"),
        ("Kiev", "UKR", "capital"),
        ("Kremlin", "RUS", "seat"),
        ("Cote d'Ivoire", "CIV", "name"),
    ],
)
def test_forms_of_states(form: str, code: str, kind: str) -> None:
    assert (code, kind) in {(f.code, f.kind) for f in actors.states()[key(form)]}


@pytest.mark.parametrize(
    ("form", "name", "sector"),
    [
        ("NATO", "NATO", "IGO"),
        ("U.N.", "United Nations", "IGO"),
        ("Hizbollah", "Hezbollah", "REB"),
        ("Fatah", "Fatah", "PTY"),
        ("Bundestag", "Bundestag", "LEG"),
        ("Agence France-Presse", "AFP", "MED"),
    ],
)
def test_organisations(form: str, name: str, sector: str) -> None:
    found = actors.organisations()[key(form)][0]
    assert (found.name, found.sector) == (name, sector)


def test_letters_that_have_no_accent_are_folded() -> None:
    assert actors.fold("Łukasz Kılıç Løkke Đoković Straße") == "Lukasz Kilic Lokke Dokovic Strasse"


def damage(folder: Path, name: str, row: str) -> int:
    """Adds a row and gives the number of its line."""
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(text + row + "\n", encoding="utf-8")
    return text.count("\n") + 1


@pytest.mark.parametrize(
    ("name", "row", "column", "says"),
    [
        ("states.tsv", "Nowhere\tZZZ\tname\thand", "code", "'ZZZ' is no code"),
        ("states.tsv", "Nowhere\tFRA\trumour\thand", "kind", "'rumour' is none of"),
        ("organisations.tsv", "Nobody\tNobody\tXXX\t\t\thand", "sector", "'XXX' is none of"),
        ("organisations.tsv", "Nobody\tNobody\tIGO\t\tFRA,ZZZ\thand", "members", "'ZZZ' is no code"),
        ("holders.tsv", "A B\tA B\tEC\tPresident\thead of state\t2010\t\thand", "code", "'EC' is no code"),
        ("holders.tsv", "A B\tA B\tFRA\tPresident\tking of all\t2010\t\thand", "class", "'king of all' is none of"),
        ("holders.tsv", "A B\tA B\tFRA\tPresident\thead of state\t2010-13\t\thand", "start", "is no ISO day"),
        ("holders.tsv", "A B\tA B\tFRA\tPresident\thead of state\t2010-05\t2009\thand", "end", "is before the start"),
        ("holders.tsv", "A B\t\tFRA\tPresident\thead of state\t\t\thand", "person", "is empty"),
        ("offices.tsv", "prime minister\tGOV\t\tyes\thand", "office", "already"),
        ("offices.tsv", "Lord of Misrule\tGOV\t\tyes\thand", "office", "not in lower case"),
        ("offices.tsv", "lord of misrule\tGOV\t\tperhaps\thand", "person", "'perhaps' is none of"),
        ("groups.tsv", "crowdlet\tCVL\tswarm\thand", "kind", "'swarm' is none of"),
        ("groups.tsv", "soldier\tMIL\tperson\thand", "noun", "already"),
        ("office_classes.tsv", "head of state\tGOV\thand", "class", "already"),
        ("places.tsv", "Atlantis\t\t\tsea\tdeep\t\t\thand", "latitude", "'deep' is no number"),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_and_column(copies: Path, name: str, row: str, column: str, says: str) -> None:
    line = damage(copies, name, row)
    with pytest.raises(TableError) as fault:
        LOADERS[name]()
    assert str(fault.value).startswith(f"{name}:{line}: column {column}: ")
    assert says in str(fault.value)
