"""Who acts in the world: states, organisations, offices and their holders, common nouns for groups, places."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.frames import TABLES
from dateline.knowledge.own import own_actors
from dateline.knowledge.table import Line, read, unique

Key = tuple[str, ...]
STATE_KINDS = frozenset({"name", "adjective", "people", "capital", "seat"})
GROUP_KINDS = frozenset({"person", "group", "institution", "state"})
SECTORS = frozenset(
    (
        "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "IGO", "JUD", "LAB", "LEG", "MED", "MIL", "NGO", "OPP", "PTY",
        "REB", "REL", "SPY",
    )
)  # fmt: skip
_PIECE = re.compile(r"\w+")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "ß": "ss", "æ": "ae",
        "Æ": "Ae", "œ": "oe", "þ": "th", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StateForm:
    form: str
    code: str
    kind: str
    at: str


@dataclass(frozen=True, slots=True)
class Organisation:
    form: str
    name: str
    sector: str
    code: str | None
    members: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office; `start` and `end` are ISO days, months or years, empty where unknown."""

    form: str
    person: str
    code: str | None
    office: str
    office_class: str
    start: str
    end: str
    at: str


@dataclass(frozen=True, slots=True)
class Office:
    office: str
    sector: str
    office_class: str
    at: str


@dataclass(frozen=True, slots=True)
class Group:
    noun: str
    sector: str
    kind: str
    at: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    name: str
    code: str | None
    region: str
    kind: str
    latitude: float | None
    longitude: float | None
    population: float
    at: str


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Without accents, case kept; letters that are no accented ones ("ı", "ł", "ø") as English papers print them."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def key(text: str) -> Key:
    """The letters and digits of a name, piece by piece: "U.S." is ("U", "S")."""
    return tuple(_PIECE.findall(fold(text)))


def _forms(words: Key) -> tuple[Key, Key]:
    """How a text's lemmas may have the words: every plural made singular ("foreign affair"); the last word's plural."""
    return tuple(_singular(w) for w in words), (*words[:-1], _plural(words[-1]))


def _singular(word: str) -> str:
    if word.endswith("men") and len(word) > 3:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in "aeou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _code(line: Line, column: str = "code") -> str | None:
    code = line[column]
    if code and code not in state_names():
        raise line.fault(column, f"{code!r} is no code of state_codes.tsv")
    return code or None


def _day(line: Line, column: str) -> str:
    """A day, month or year, or nothing."""
    value = line[column]
    if value and not _DAY.fullmatch(value):
        raise line.fault(column, f"{value!r} is no ISO day, month or year")
    return value


def _common(lines: Iterator[Line], column: str) -> dict[Key, Line]:
    """The rows of a table of common nouns by the pieces of their noun, and by those of its other forms."""
    rows: dict[Key, Line] = {}
    for x in unique(lines, lambda line: key(line[column]), column):
        if x[column] != x[column].lower():
            raise x.fault(column, f"{x[column]!r} is not in lower case")
        rows[key(x[column])] = x
    return {form: x for own, x in rows.items() for form in _forms(own)} | rows


@lru_cache(maxsize=1)
def states() -> dict[Key, tuple[StateForm, ...]]:
    out: dict[Key, list[StateForm]] = {}
    for x in read(TABLES / "states.tsv", ("form", "code", "kind", "source"), ("form", "code", "kind")):
        row = StateForm(x["form"], _code(x) or "", x.one_of("kind", STATE_KINDS), x.at)
        out.setdefault(key(row.form), []).append(row)
    return {k: tuple(v) for k, v in out.items()}


@lru_cache(maxsize=1)
def state_names() -> dict[str, str]:
    """What a reader calls a state, by code."""
    columns = ("code", "name", "gw", "cow", "start", "end", "source")
    return {x["code"]: x["name"] for x in read(TABLES / "state_codes.tsv", columns, ("code", "name"))}


@lru_cache(maxsize=1)
def cow_numbers() -> dict[str, str]:
    """The Correlates of War number of a state, by code, where it has one."""
    columns = ("code", "name", "gw", "cow", "start", "end", "source")
    return {x["code"]: x["cow"] for x in read(TABLES / "state_codes.tsv", columns, ("code", "name")) if x["cow"]}


@lru_cache(maxsize=1)
def organisations() -> dict[Key, tuple[Organisation, ...]]:
    out: dict[Key, list[Organisation]] = {}
    columns = ("form", "name", "sector", "code", "members", "source")
    for x in read(TABLES / "organisations.tsv", columns, ("form", "name", "sector")):
        members = tuple(m.strip() for m in x["members"].split(",") if m.strip())
        if strange := [m for m in members if m not in state_names()]:
            raise x.fault("members", f"{strange[0]!r} is no code of state_codes.tsv")
        row = Organisation(x["form"], x["name"], x.one_of("sector", SECTORS), _code(x), members, x.at)
        out.setdefault(key(row.form), []).append(row)
    for hidden in own_actors("hide"):
        out.pop(key(hidden.form), None)
    for own in own_actors("organisation"):
        row = Organisation(own.form, own.name, own.sector, own.country, (), own.at)
        out.setdefault(key(own.form), []).insert(0, row)
    return {k: tuple(v) for k, v in out.items()}


@lru_cache(maxsize=1)
def office_classes() -> dict[str, str]:
    """The classes of offices and the sector of who holds one."""
    lines = unique(read(TABLES / "office_classes.tsv", ("class", "sector", "source"), ("class",)), _class, "class")
    return {x["class"]: x.one_of("sector", SECTORS) for x in lines}


def _class(line: Line) -> str:
    return line["class"]


@lru_cache(maxsize=1)
def holders() -> tuple[Holder, ...]:
    columns = ("form", "person", "code", "office", "class", "start", "end", "source")
    ours = (_holder(x) for x in read(TABLES / "holders.tsv", columns, ("form", "person", "office", "class")))
    own = tuple(
        Holder(p.form, p.name, p.country, p.office, p.office_class, p.start, p.end, p.at) for p in own_actors("person")
    )
    gone = {key(x.form) for x in (*own_actors("hide"), *own_actors("person"))}
    return (*own, *(h for h in ours if key(h.form) not in gone))


def _holder(x: Line) -> Holder:
    start, end = _day(x, "start"), _day(x, "end")
    if start and end and end[: len(start)] < start[: len(end)]:
        raise x.fault("end", f"{end} is before the start, {start}")
    return Holder(
        x["form"], x["person"], _code(x), x["office"], x.one_of("class", frozenset(office_classes())), start, end, x.at
    )


@lru_cache(maxsize=1)
def holders_by_name() -> dict[Key, tuple[Holder, ...]]:
    """By a name's pieces; its particles in either case, as papers differ ("al-Sudani", "Al-Sudani")."""
    out: dict[Key, list[Holder]] = {}
    for row in holders():
        pieces = key(row.form)
        for case in (str, str.lower, str.title):
            form = tuple(case(p) if at and len(p) <= 3 and p.isalpha() else p for at, p in enumerate(pieces))
            if row not in (known := out.setdefault(form, [])):
                known.append(row)
    return {k: tuple(v) for k, v in out.items()}


@lru_cache(maxsize=1)
def holders_by_surname() -> dict[str, tuple[Holder, ...]]:
    out: dict[str, list[Holder]] = {}
    for row in holders():
        pieces = key(row.form)
        if pieces:
            out.setdefault(pieces[-1].lower(), []).append(row)
    return {k: tuple(v) for k, v in out.items()}


@lru_cache(maxsize=1)
def offices_told() -> dict[str | None, int]:
    """For each state how many holders of office the tables have: one who heads several states is foremost that of most, as
    the co-prince of Andorra is of France."""
    return Counter(row.code for row in holders())


@lru_cache(maxsize=1)
def holders_by_office() -> dict[tuple[str | None, str], tuple[Holder, ...]]:
    """By country and class of office."""
    out: dict[tuple[str | None, str], list[Holder]] = {}
    for row in holders():
        out.setdefault((row.code, row.office_class), []).append(row)
    return {k: tuple(v) for k, v in out.items()}


def held_on(row: Holder, day: str | None) -> bool:
    """Was the office held on that day? Months and years of the table count whole; an open end means still in office."""
    if day is None or (row.start and row.start > day[: len(row.start)]):
        return False
    return not row.end or row.end >= day[: len(row.end)]


def sector_of(row: Holder) -> str:
    """The PLOVER sector of the office's holder while he holds it."""
    return office_classes()[row.office_class] if row.code else "IGO"


def body_of(row: Holder) -> str | None:
    """The organisation that the office is of, by its canonical name: "NATO Secretary General" is of NATO."""
    words = key(row.office)
    for size in range(len(words), 0, -1):
        if found := organisations().get(words[:size]):
            return found[0].name
    return None


@lru_cache(maxsize=1)
def offices() -> dict[Key, Office]:
    """By the pieces of the office's words, and by those of their lemmas: "minister of foreign affair"."""
    columns = ("office", "sector", "class", "person", "source")
    found = _common(read(TABLES / "offices.tsv", columns, ("office", "sector", "person")), "office")
    return {k: _office(x) for k, x in found.items()}


def _office(x: Line) -> Office:
    x.one_of("person", frozenset({"yes", "no"}))
    office_class = x.one_of("class", frozenset({"", *office_classes()}))
    return Office(x["office"], x.one_of("sector", SECTORS), office_class, x.at)


@lru_cache(maxsize=1)
def groups() -> dict[Key, Group]:
    """By the pieces of the noun and of its lemma."""
    found = _common(
        read(TABLES / "groups.tsv", ("noun", "sector", "kind", "source"), ("noun", "sector", "kind")), "noun"
    )
    return {
        k: Group(x["noun"], x.one_of("sector", SECTORS), x.one_of("kind", GROUP_KINDS), x.at) for k, x in found.items()
    }


@lru_cache(maxsize=1)
def places() -> dict[Key, tuple[PlaceRow, ...]]:
    """Places by name, the most populous first."""
    out: dict[Key, list[PlaceRow]] = {}
    columns = ("name", "code", "region", "kind", "latitude", "longitude", "population", "source")
    for x in read(TABLES / "places.tsv", columns, ("name", "kind")):
        row = PlaceRow(
            x["name"], _code(x), x["region"], x["kind"],
            x.number_or_none("latitude"), x.number_or_none("longitude"), x.number_or_none("population") or 0.0, x.at,
        )  # fmt: skip
        out.setdefault(key(row.name), []).append(row)
    return {k: tuple(sorted(v, key=lambda p: (-p.population, p.at))) for k, v in out.items()}
