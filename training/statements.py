"""What the sources say of offices, made alike: dates, names of persons as papers print them, titles of offices."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Row = tuple[str, ...]
HERE = Path(__file__).parent
RANK = ("facts", "congress", "ifg", "every-politician", "wh-briefings", "factbook", "ungdc", "reign")
SINGLE = frozenset(
    (
        "head of state",
        "head of government",
        "foreign minister",
        "defence minister",
        "finance minister",
        "interior minister",
    )
)
KEPT = SINGLE | {
    "effective leader", "vice president", "deputy head of government", "speaker", "military chief",
    "intelligence chief", "national security adviser", "international organisation", "chief of staff (executive)",
    "central bank governor",
    "spokesperson",
}  # fmt: skip
WITHIN = {"SCT": "GBR", "WLS": "GBR", "NIR": "GBR", "PKR": "PRK", "ZFA": "ZAF"}  # nations of a state; slips of a source
FAMILY_FIRST = frozenset(("CHN", "KOR", "PRK", "TWN"))  # `Xi Jinping` is `Xi` afterwards
NAMED_SHORT = frozenset(
    ("head of state", "head of government", "effective leader", "foreign minister", "defence minister")
)
SHORT_NAMES = frozenset(("CHN", "TWN", "HKG", "PRK", "KOR", "VNM", "MMR"))  # `XI Jinping`
NOT_STATES = frozenset(
    ("XDP", "XLP", "EC", "EUE")
)  # armed groups that call themselves republics; the Union in the UN's list
EARLIEST = "1998"


@dataclass
class Tenure:
    """What one source, or several merged, say of one person's time in one office."""

    person: str
    known: str  # a number in a public register of persons, or nothing
    code: str
    office: str
    kind: str
    start: str
    end: str
    source: str
    first_seen: str = ""
    last_seen: str = ""
    bound: str = ""
    sources: set[str] = field(default_factory=set)

    @property
    def begins(self) -> str:
        return padded(self.start or self.first_seen, last=False)

    @property
    def ends(self) -> str:
        return padded(self.end, last=True) or "9999-12-31"


def padded(date: str, last: bool) -> str:
    """The first or the last day of a day, month or year."""
    return date + ("0000-12-31" if last else "0000-01-01")[len(date) :] if date else ""


def days(first: str, second: str) -> int:
    """Days from one padded date to another, a month's end taken as its 28th."""

    def day(text: str) -> datetime.date:
        year, month, number = (int(part) for part in text.split("-"))
        return datetime.date(max(1, year), month, min(number, 28))

    return (day(second) - day(first)).days


def tokens(name: str) -> tuple[str, ...]:
    """A name's words, folded, without initials and marks of rank."""
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("ı", "i").replace("ø", "o").replace("đ", "d"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return tuple(
        w
        for w in re.findall(r"[a-z']+", plain.replace("-", ""))
        if len(w) > 1 and w not in {"jr", "al", "el", "bin", "de", "of"}
    )


def cased(word: str) -> str:
    """`SURNAME` -> `Surname`; numerals and initials stay."""
    if len(word) < 3 or not word.isupper() or re.fullmatch(r"[IVX]+|([A-Z]\.)+", word):
        return word
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)


def news_name(name: str, code: str) -> str:
    """A name as a paper prints it: `KISHIDA Fumio` -> `Fumio Kishida`, `Joko "Jokowi" Widodo` -> `Joko Widodo`."""
    name = re.sub(r"\s*\([^)]*\)|\s*[\"“][^\"”]*[\"”]", "", name).strip(" ,")
    titles = (
        r"Sir|Dame|Dr\.?|(?:Island|Territorial) Council|Archbishop|Minister-Designate|(?:Mr\.)+|Gen\.|General|H\.E\."
    )
    name = re.sub(rf"^({titles}|Mr\.?|Mrs\.?|Ms\.?|King|Queen) (?=\w+ \w)", "", name)
    first, comma, rest = (part.strip() for part in name.partition(","))
    if comma:
        if re.match(r"[JS]r|I+$", rest):
            name = f"{first} {rest}"
        else:
            name = first if " " in first else f"{rest} {first}"
    words = name.split()
    if len(words) > 1 and words[0].isupper() and len(words[0]) > 2 and not words[-1].isupper() and code == "JPN":
        words = words[1:] + words[:1]
    if code in SHORT_NAMES and words and len(words[0]) == 2:
        words[0] = words[0].capitalize()
    return " ".join(cased(word) for word in words)


def statements(rows: Iterable[dict[str, str]]) -> Iterator[Tenure]:
    """The rows of the classes that we keep, dates and names made alike."""
    for row in rows:
        code, kind, office = row["country"], row["office_class"], re.sub(r"\s*\([^)]*\)", "", row["office"]).strip()
        source = short(row["source"])
        cabinet = code in {"GBR", "USA"} and kind == "other minister" and re.match(r"Secretary|Home|Attorney", office)
        if (kind not in KEPT and not cabinet) or code in NOT_STATES:
            continue
        if code in {"SCT", "WLS", "NIR"}:
            kind = "regional head"
        start, end, bound = row["start"], row["end"], ""
        if found := re.search(r"ended by ([\d-]+)", row["note"]):
            bound = found[1][:7]
        if (
            source == "factbook"
            and end
            and row["last_seen"]
            and days(padded(row["last_seen"], False), padded(end, False)) > 60
        ):
            end, bound = "", ""  # the Factbook was not seen for years: the day is another's
        if source == "facts" and "NOT confirmed" in row["note"]:
            start = start[:7]
        if office.startswith("Permanent Representative"):
            continue  # a state's ambassador, and the source leaves the state out
        person = news_name(row["person"], code)
        if (
            not re.search(r"[A-Za-z]", person)
            or re.search(r"[^\x00-\u024f\u1e00-\u1eff’ʻʼ–]", person)
            or re.search(r"vacant| and |Council$", person, re.IGNORECASE)
        ):
            continue
        if (end or row["last_seen"] or "9999") < EARLIEST and end:
            continue
        yield Tenure(person, row["wikidata_person"], WITHIN.get(code, code), office, "minister" if cabinet else kind,
                     start, end, source, row["first_seen"], row["last_seen"], bound, {source})  # fmt: skip


def short(source: str) -> str:
    """A short name of a source."""
    for word, name in (("hand", "facts"), ("every-politician", "every-politician"), ("instituteforgov", "ifg"),
                       ("factbook", "factbook"), ("UNGDC", "ungdc"), ("REIGN", "reign"), ("wh-brief", "wh-briefings"),
                       ("congress", "congress")):  # fmt: skip
        if word in source:
            return name
    return source


def forms(person: str, code: str, kind: str) -> Iterator[str]:
    """The name, and how papers print it: `Kim Jong-un`, `Kim Jong Un`, `Kim` where the family name stands first."""
    yield person
    words = person.split()
    if code in FAMILY_FIRST and len(words) > 1:
        if found := re.fullmatch(r"(\w+)-(\w+)", words[-1]):
            yield " ".join([*words[:-1], found[1], found[2].capitalize()])
        if kind in NAMED_SHORT and (code != "TWN" or "-" in words[-1]):  # `David Lee` in Taiwan is a Lee
            yield words[0]


def of_body(office: str, bodies: dict[str, str]) -> str:
    """An international organisation before the office: `Secretary General of NATO` -> `NATO Secretary General`."""
    found = re.fullmatch(r"(.+?) of (?:the )?(.+)", office)
    if found and found[2] in bodies:
        return f"{bodies[found[2]]} {found[1][0].upper()}{found[1][1:]}"
    return office


def titled(office: str, kind: str) -> str:
    """A title without its state: `President of the Republic` -> `President`."""
    office = re.sub(
        r"^(Federal|Acting|Caretaker|Interim|Executive|State) (?=(Chancellor|President|Prime|Premier))", "", office
    )
    if kind == "head of government":
        found = re.search(
            r"Prime Minister|Premier|Chancellor|Taoiseach|Chief Minister|First Minister|Minister of State|President",
            office,
        )
        return "Prime Minister" if not found or "Council" in office or "Government" in office else found[0]
    if kind == "effective leader":
        return "Leader"
    titles = "President|King|Queen|Emir|Sultan|Vice[- ]President|Governor[- ]General|Speaker|Grand Duke|Prince"
    found = re.match(rf"({titles})\b(?= of| and|$)", office)
    return (
        found[1].replace("Vice-", "Vice ")
        if found and kind in {"head of state", "vice president", "speaker"} and "Senate" not in office
        else office
    )


def small(name: str) -> list[list[str]]:
    """The rows of a small table beside this file."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
