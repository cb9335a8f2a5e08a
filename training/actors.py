"""Makes the actor tables of `dateline.knowledge` from gathered facts; run by hand.

    python -m training.actors FACTS TABLES

FACTS is a folder with `countries.tsv`, `organisations.tsv`, `places.tsv.gz` and `offices.tsv.gz`; TABLES the folder
of the package's tables. Rows whose source is `hand` are people's work: they are read from the table that stands there,
kept, and win over what the facts say of the same thing. A note `# not: FORM` in a table keeps a form of the facts out.
The same facts and the same hand rows give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from training import holders

Row = tuple[str, ...]
TABLES = {
    "states.tsv": ("form", "code", "kind", "source"),
    "state_codes.tsv": ("code", "name", "gw", "cow", "start", "end", "source"),
    "holders.tsv": ("form", "person", "code", "office", "class", "start", "end", "source"),
    "organisations.tsv": ("form", "name", "sector", "code", "members", "source"),
    "places.tsv": ("name", "code", "region", "kind", "latitude", "longitude", "population", "source"),
}
HAND_ONLY = {
    "office_classes.tsv": ("class", "sector", "source"),
    "offices.tsv": ("office", "sector", "class", "person", "source"),
    "groups.tsv": ("noun", "sector", "kind", "source"),
}
WITHIN = {"SCT": "GBR", "WLS": "GBR", "NIR": "GBR"}  # nations that the news codes as their state
SECTOR = {"IGO": "IGO", "BLOC": "IGO", "MIL": "MIL", "NGO": "NGO", "MNC": "BUS", "REB": "REB", "MED": "MED"}
REPORTED = frozenset(
    ["UKR", "SYR", "ISR", "PSE", "LBN", "IRQ", "AFG", "YEM", "SDN", "SSD", "COD", "MLI", "LBY", "SOM", "MMR", "ETH"]
)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def fold(text: str) -> str:
    """Lower case without accents, to compare names."""
    parts = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ı", "i").replace("ł", "l"))
    return "".join(c for c in parts if not unicodedata.combining(c)).lower()


class Table:
    """A table as it stands: its notes, its hand rows, and the forms that its notes keep out."""

    def __init__(self, path: Path, columns: Row) -> None:
        self.path, self.columns = path, columns
        self.notes: list[str] = []
        self.hand: list[Row] = []
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            if line.startswith("#"):
                self.notes.append(line)
            elif line.strip() and tuple(line.split("\t")) != columns:
                cells = tuple(cell.strip() for cell in line.split("\t"))
                if cells[-1] == "hand":
                    self.hand.append(cells)
        self.without = {note.removeprefix("# not:").strip() for note in self.notes if note.startswith("# not:")}

    def write(self, facts: Iterable[Row]) -> None:
        """Notes, header, then hand rows and facts, each once and in order."""
        kept = {row[:-1]: row for row in facts if row[0] not in self.without}
        kept.update({row[:-1]: row for row in self.hand})
        lines = [*self.notes, "\t".join(self.columns), *("\t".join(row) for row in sorted(kept.values()))]
        self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def yields(self, facts: Iterable[Row], width: int) -> list[Row]:
        """The facts whose first `width` cells no hand row has."""
        ours = {row[:width] for row in self.hand}
        return [row for row in facts if row[:width] not in ours]


def source_of(cell: str) -> str:
    """A short name of where a row comes from."""
    for word, short in (("hand", "hand"), ("country-codes", "country-codes"), ("factbook", "factbook"),
                        ("UCDP", "ucdp"), ("fundus", "fundus"), ("states", "states")):  # fmt: skip
        if word in cell:
            return "facts" if short == "hand" else short
    return cell


def forms_of_states(countries: list[dict[str, str]], table: Table) -> list[Row]:
    """Names, adjectives, peoples and capitals; a form of several states goes to the one that still exists."""
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in sorted(countries, key=lambda r: (r["end"] != "", r["iso3"].startswith("X"), r["gw"] == "", r["iso3"])):
        code = WITHIN.get(row["iso3"], row["iso3"])
        source = source_of(row["source"])
        names = [row["name"].replace(" & ", " and "), *row["aliases"].split("|")]
        for name in names:
            bare = re.sub(r"^[Tt]he ", "", name.replace("’", "'"))
            if re.search(r"[*(,&/]|current", bare) or (len(bare) < 3 and bare not in {"UK", "US"}):
                continue
            found[bare, "name"].setdefault(code, source)
        words = [word for word in row["demonyms"].split("|") if word and "(" not in word]
        for form, kind in demonyms(words, set(names)):
            found[form, kind].setdefault(code, source)
        for capital in row["capitals"].split("|"):
            if capital and not re.search(r"^[Tt]he |no official|administered|Island$", capital):
                found[capital, "capital"].setdefault(code, source)
    ours = {(row[0], row[2]) for row in table.hand}
    return [(form, next(iter(codes)), kind, codes[next(iter(codes))])
            for (form, kind), codes in found.items() if (form, kind) not in ours]  # fmt: skip


def demonyms(words: list[str], names: set[str]) -> Iterator[tuple[str, str]]:
    """Each demonym as adjective or people: "Afghan" is both, "Afghans", "Frenchman" only people, "Irish" names both."""
    for number, word in enumerate(words):
        plural = word.endswith("s") and word[:-1] in words
        if plural or (re.search(r"m[ae]n$|wom[ae]n$", word) and number):
            yield word, "people"
            continue
        if word not in names or number == 0:
            yield word, "adjective"
        if word not in names:
            yield word, "people"
            if re.search(r"([^e]an|[^e]ian|i|er|ot|ek)$", word) and word + "s" not in words:
                yield word + "s", "people"


def codes_of_states(countries: list[dict[str, str]]) -> Iterator[Row]:
    for row in countries:
        if row["iso3"] not in WITHIN:
            name = row["name"].replace(" & ", " and ").replace("’", "'")
            yield row["iso3"], name, row["gw"], row["cow"], row["start"], row["end"], source_of(row["source"])


def organisations(facts: Path, hand: Iterable[Row]) -> Iterator[Row]:
    """One row a form. Armed groups of the conflict data only where their name is short and plain. An organisation that
    a row by hand names in one form goes in all its forms by that row's name, sector, state and members."""
    ours = {fold(row[0]): row for row in hand}
    for row in rows(facts / "organisations.tsv"):
        sector, source, name = SECTOR[row["class"]], source_of(row["source"]), row["name"]
        if "freebie" in source or (source == "ucdp" and not plain(name)) or re.search(r"[(]", name):
            continue
        members = [code for code in row["members"].split("|") if re.fullmatch("[A-Z]{3}", code) and code != "EUU"]
        code = members[0] if len(members) == 1 and sector in {"REB", "MED", "BUS", "MIL"} else ""
        shared = ",".join(members) if sector in {"IGO", "MIL"} and len(members) > 1 else ""
        if row["class"] == "MIL" and len(members) > 1:
            sector = "IGO"
        if source == "ucdp" and re.search(r"Cartel|^Los |^Comando |^Primeiro |^Terceiro |^Amigos ", name):
            sector = "CRM"
        forms = [name, row["abbreviation"]]
        if source != "ucdp":
            forms += [alias for alias in row["aliases"].split("|") if not alias[:1].islower() or alias.startswith("al")]
        known = next((ours[fold(form)] for form in (name, *forms) if fold(form) in ours), None)
        facts_of = known[1:5] if known else (re.sub(r"^The ", "", name.replace("’", "'")), sector, code, shared)
        for form in forms:
            bare = re.sub(r"^[Tt]he ", "", form.replace("’", "'"))
            if bare and not (source == "ucdp" and form != name and len(form) < 4):
                yield (bare, *facts_of, source)


def plain(name: str) -> bool:
    """Whether a name of the conflict data is one that a paper would print."""
    if re.search(
        r"[-–][^a-z]|[(\[/,&0-9]| or |faction|^Forces |^Military |^Republic |gang$|insurgents|irregulars|tribe|Lashk",
        name,
    ):
        return False
    return (name.isascii() and len(name.split()) in {2, 3, 4, 5, 6}) or name.startswith("al-")


def places(facts: Path) -> list[Row]:
    """Cities over 100,000 people, capitals, regions; smaller cities where the news of war comes from."""
    found: dict[tuple[str, str, str, str], tuple[int, Row]] = {}
    for row in rows(facts / "places.tsv.gz"):
        kind = "region" if row["kind"] == "admin1" else "city"
        people = int(row["population"] or 0)
        hot = row["country"] in REPORTED
        if kind == "city" and people < (15_000 if hot else 100_000) and row["kind"] != "capital":
            continue
        names = [row["name"].replace("’", "'")]
        others = [name.replace("’", "'") for name in row["alternates"].split("|") if spelled(name)]
        if kind == "region":
            names += [name for name in others if re.search(r"Oblast$|Province$|Region$|State$|Governorate$", name)][:1]
        elif people > 1_000_000 or hot or row["kind"] == "capital":
            names += others[: 3 if people > 300_000 else 1]
        seen: set[str] = set()
        for name in names:
            if fold(name) in seen or (name != names[0] and fold(name)[:2] != fold(names[0])[:2]):
                continue
            seen.add(fold(name))
            where = (row["country"], "" if kind == "region" else row["admin1"].replace("’", "'"), kind)
            cells = (name, *where, f"{float(row['lat']):.2f}", f"{float(row['lon']):.2f}", str(people), "geonames")
            found.setdefault((name, *where), (-people, cells))
    return [cells for _, cells in sorted(found.values())]


def spelled(name: str) -> bool:
    """Whether an alternate name looks like one that an English text would use."""
    return re.fullmatch(r"[A-Z][A-Za-zÀ-ÿ'’-]{3,}( [A-Z][A-Za-zÀ-ÿ'’-]+)*", name) is not None and not name.isupper()


def main(facts: Path, tables: Path) -> None:
    """Writes every table anew."""
    standing = {name: Table(tables / name, columns) for name, columns in (TABLES | HAND_ONLY).items()}
    countries = list(rows(facts / "countries.tsv"))
    gathered = {
        "states.tsv": forms_of_states(countries, standing["states.tsv"]),
        "state_codes.tsv": standing["state_codes.tsv"].yields(codes_of_states(countries), 1),
        "holders.tsv": holders.tenures(rows(facts / "offices.tsv.gz"), standing["holders.tsv"].hand),
        "organisations.tsv": standing["organisations.tsv"].yields(
            first_of_form(organisations(facts, standing["organisations.tsv"].hand)), 1
        ),
        "places.tsv": standing["places.tsv"].yields(places(facts), 1),
    }
    for name, table in standing.items():
        table.write(gathered.get(name, []))


def first_of_form(facts: Iterable[Row]) -> list[Row]:
    """One row a form: the first, and of equals the gathered before the conflict data."""
    kept: dict[str, Row] = {}
    for row in sorted(facts, key=lambda r: (r[-1] == "ucdp", r[-1] == "fundus")):
        kept.setdefault(row[0], row)
    return list(kept.values())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
