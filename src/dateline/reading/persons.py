"""The persons of a report: mentions of one name joined, each with office, country and, where the tables know it, who he is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.knowledge.actors import (
    Holder,
    Office,
    body_of,
    held_on,
    holders_by_name,
    holders_by_office,
    holders_by_surname,
    key,
    offices_told,
    sector_of,
)
from dateline.reading.phrases import Phrase, surname

PROMINENT = (
    "head of state", "head of government", "effective leader", "foreign minister", "defence minister",
    "international organisation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """`name` is canonical where the tables know the person, else the longest form in the report."""

    name: str
    forms: frozenset[str]
    country: str | None
    office: Office | None
    role: str | None
    sector: str | None
    organisation: str | None
    why: str
    sure: bool


def persons(
    phrases: Iterable[tuple[Phrase, Phrase | None]], role_of: dict[int, str], day: str | None
) -> dict[str, Person]:
    """Persons by surname. Each phrase comes with the phrase in apposition to it, if any; `role_of` gives the words of
    the office of the phrase headed by a word."""
    out: dict[str, Person] = {}
    for own, beside in phrases:
        named = own if own.person else beside
        if named is None or named.person is None:
            continue
        name = named.person.text
        last = surname(name)
        known = out.get(last)
        facts = [p for p in (own, beside) if p is not None]
        office = next((p.office for p in facts if p.office), None)
        role = next((role_of[p.head] for p in facts if p.office and p.head in role_of), None)
        country = next((p.country for p in facts if p.country), None) or next(
            (p.state.code for p in facts if p.state), None
        )
        organisation = next((p.organisation.name for p in facts if p.organisation and not p.organisation.code), None)
        if known is None:
            out[last] = Person(
                name,
                frozenset({name}),
                country,
                office,
                role,
                office.sector if office else None,
                organisation,
                "",
                True,
            )
        else:
            longest = name if len(key(name)) > len(key(known.name)) else known.name
            better = known.office or office
            out[last] = replace(
                known,
                name=longest,
                forms=known.forms | {name},
                country=known.country or country,
                office=better,
                role=known.role or role,
                sector=better.sector if better else None,
                organisation=known.organisation or organisation,
            )
    return {last: identify(person, day) for last, person in sorted(out.items())}


def identify(person: Person, day: str | None) -> Person:
    """Looks the person up in the table of office holders on the report's day."""
    rows = _fitting(person, day)
    if rows:
        row = _best(rows, person, day)
        serving = held_on(row, day)
        return replace(
            person,
            name=row.person,
            country=row.code or person.country,
            role=person.role or (row.office if serving else None),
            sector=person.sector or (sector_of(row) if serving or row.code is None else None),
            organisation=person.organisation or (body_of(row) if row.code is None else None),
            why=f"{row.at}: {row.person}, {row.office}",
        )
    if person.office and person.office.office_class and person.country:
        for row in holders_by_office().get((person.country, person.office.office_class), ()):
            if (
                held_on(row, day)
                and 0 < distance(surname(row.person), surname(person.name)) <= 2
                and len(surname(person.name)) > 4
            ):
                return replace(
                    person,
                    name=row.person,
                    sure=False,
                    why=f"{row.at}: {person.name!r} read as {row.person}, {row.office} on {day}",
                )
    return person


def _fitting(person: Person, day: str | None) -> list[Holder]:
    pieces = key(person.name)
    full = [r for form in sorted(person.forms) for r in holders_by_name().get(key(form), ()) if len(key(form)) > 1]
    rows = full or list(holders_by_surname().get(surname(person.name), ()))
    if person.country:
        rows = [r for r in rows if r.code in (person.country, None)]
    if full:
        return rows
    office = person.office.office_class if person.office else ""
    if len(pieces) > 1:
        first = pieces[0].lower()
        return [
            r
            for r in rows
            if held_on(r, day) and key(r.form)[0].lower().startswith(first[:3]) and office and r.office_class == office
        ]
    rows = [
        r for r in rows if held_on(r, day) and (r.office_class == office if office else r.office_class in PROMINENT)
    ]
    return rows if len({r.person for r in rows}) == 1 else []


def _best(rows: list[Holder], person: Person, day: str | None) -> Holder:
    office = person.office.office_class if person.office else ""
    rank = {c: i for i, c in enumerate(PROMINENT)}
    return min(
        rows,
        key=lambda r: (
            r.office_class != office,
            not held_on(r, day),
            rank.get(r.office_class, 9),
            -offices_told()[r.code],
            _reversed(r.start),
            r.at,
        ),
    )


def _reversed(day: str) -> tuple[int, ...]:
    return tuple(-int(p) for p in day.split("-") if p.isdigit()) or (0,)


def distance(a: str, b: str, most: int = 3) -> int:
    """Edits between two words (Levenshtein), no further than `most`."""
    if abs(len(a) - len(b)) >= most:
        return most
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return min(row[-1], most)
