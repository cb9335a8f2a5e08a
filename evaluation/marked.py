"""Reports marked by hand -> what was read in them. The form, as a reader writes it:

    === c0056 | 2008-01-26 | newspaper | Central America | ordinary
    # Three governments, one gulf
    SAN SALVADOR - {fis,1r:Nineteen fishermen} {1:held} at {1p:Amapala} are back. "{q1:We rowed,}" {c1:said} {pas:Luis Paz}.
    ---
    @fis Salvadoran fishermen|SLV|CVL
    @pas *Luis Paz|SLV|CVL
    @hnd Honduras|HND|GOV
    1 COERCE/arrest:territory happened hnd>fis d=-9..-2 p=HND
    q1 direct pas

A head line (id, day, style, region, kind), the title, the text with marks `{keys:words}`, three dashes, a line for each actor
and record. Keys: `1` a mention of event 1 (`1*` its main one, if not the first), `1a 1r 1i 1t 1p` the words of its actor,
recipient, item, time and place, `1hk 1hi 1hm 1ha` of its killed, injured, missing and abducted, `q1` and `c1` a quote's content
and cue, `g1` a pledge, any other key an actor. `corpus/README.md` tells what the lines hold.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from .annotation import Annotation, Fault, Pair, Spot, Told

HARM = {"k": "killed", "i": "injured", "m": "missing", "a": "abducted"}
PARTS = {"a": "actor", "r": "recipient", "i": "item", "t": "time", "p": "place"}
_OPENS = re.compile(r"\{([A-Za-z0-9_,*]+):")
_WORD = re.compile(r'(?:[^\s"]|"[^"]*")+')
_VALUE = re.compile(r"(by|d|p|h|also|item|n|v|terms)=(.*)")
Spots = dict[str, list[Spot]]


def reports(text: str) -> Iterator[tuple[str, Told | None, Annotation | None, str]]:
    """The reports of a file: head line, report and reading, and what is wrong where these are None."""
    for block in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        head = block.split("\n", 1)[0]
        try:
            yield (head, *report(block), "")
        except (ValueError, KeyError, IndexError, msgspec.ValidationError) as fault:
            yield head, None, None, str(fault)


def report(block: str) -> tuple[Told, Annotation]:
    """One report and what was read in it."""
    head, _, rest = block.partition("\n")
    cells = [c.strip() for c in head.split("|")]
    if len(cells) != 5:
        raise Fault(f"the head line has {len(cells)} parts, not 5: {head!r}")
    body, _, lines = f"{rest}\n".partition("\n---\n")
    title, _, source = body.partition("\n")
    text, spots = unmarked(source.strip("\n"))
    told = Told(cells[0], title.lstrip("# ").strip(), cells[1], text, *cells[2:])
    return told, _reading(told, spots, [x.strip() for x in lines.split("\n") if x.strip()])


def unmarked(source: str) -> tuple[str, Spots]:
    """The text without its marks, and where each key stands in it, in text order."""
    out: list[str] = []
    opened: list[tuple[list[str], int]] = []
    spots: list[tuple[int, int, str]] = []
    at = 0
    while at < len(source):
        mark = _OPENS.match(source, at)
        if source[at] == "\\" and source[at + 1 : at + 2] in ("{", "}"):
            out.append(source[at + 1])
            at += 2
        elif mark:
            opened.append((mark[1].split(","), len(out)))
            at = mark.end()
        elif source[at] == "{" or (source[at] == "}" and not opened):
            raise Fault(
                f"stray {source[at]} at {source[at : at + 30]!r}; a brace of the text is written with a backslash"
            )
        elif source[at] == "}":
            keys, start = opened.pop()
            spots += [(start, len(out), key) for key in keys]
            at += 1
        else:
            out.append(source[at])
            at += 1
    if opened:
        raise Fault(f"never closed: {opened[-1][0]}")
    found: Spots = {}
    for start, end, key in sorted(spots):
        found.setdefault(key, []).append((start, end))
    return "".join(out), found


def _reading(told: Told, spots: Spots, lines: list[str]) -> Annotation:
    found: dict[str, Any] = {"id": told.id, "actors": {}, "events": [], "quotes": [], "pledges": []}
    for line in lines:
        if line.startswith("#"):
            continue
        if line.startswith("@"):
            key, _, cells = line[1:].partition(" ")
            found["actors"][key] = _actor(cells)
            continue
        number, *words = _WORD.findall(line)
        values = {m[1]: m[2].strip('"') for w in words if (m := _VALUE.fullmatch(w))}
        plain = [w for w in words if not _VALUE.fullmatch(w)]
        if number.isdigit():
            found["events"].append(_event(told, spots, number, plain, values))
        elif number[0] == "q":
            found["quotes"].append(_quote(spots, number, plain, values))
        elif number[0] == "g":
            found["pledges"].append(_pledge(told, spots, number, plain, values))
        else:
            raise Fault(f"no such line: {line!r}")
    found["same"] = {key: spots.pop(key) for key in list(spots) if key in found["actors"]}
    if spots:
        raise Fault(f"marked, but no line tells of it: {', '.join(spots)}")
    return msgspec.convert(found, Annotation)


def _actor(cells: str) -> dict[str, str | None]:
    name, country, sector, role, organisation, *_ = [c.strip() for c in cells.split("|")] + [""] * 5
    person, name = name.startswith("*"), name.lstrip("*")
    return {
        "name": name,
        "country": country or None,
        "sector": sector,
        "role": role or None,
        "person": name if person else None,
        "organisation": (name if organisation == "=" else organisation) or None,
    }


def _event(told: Told, spots: Spots, number: str, plain: list[str], values: dict[str, str]) -> dict[str, Any]:
    if len(plain) < 3 or ">" not in plain[2]:
        raise Fault(f"event {number}: needs type, status and actors>recipients")
    kind, _, contexts = plain[0].partition(":")
    kind, _, mode = kind.partition("/")
    actors, _, recipients = plain[2].partition(">")
    mentions = spots.pop(number + "*", []) + spots.pop(number, [])
    words = {part: spots.pop(number + letter) for letter, part in PARTS.items() if number + letter in spots}
    harm = {}
    for part in _keys(values.get("h", "")):
        key = f"{number}h{part[0]}"
        if key not in spots:
            raise Fault(f"event {number}: no words marked {key}")
        harm[HARM[part[0]]] = [*_range(part[1:]), spots.pop(key)[0]]
    return {
        "type": kind,
        "mode": mode or None,
        "contexts": _keys(contexts),
        "status": plain[1],
        "actors": _keys(actors),
        "recipients": _keys(recipients),
        "said_by": _keys(values.get("by", "")),
        "also": _keys(values.get("also", "")),
        "date": _days(values.get("d"), told.date),
        "place": _place(told.text, words.get("place"), values["p"]) if "p" in values else None,
        "harm": harm,
        "mentions": mentions,
        "words": words,
        "optional": "opt" in plain[3:],
    }


def _place(text: str, spots: list[Spot] | None, cell: str) -> Pair:
    """`p=ISO3` of the marked words, or `p=some_words|ISO3` of words that stand elsewhere."""
    words, bar, country = cell.rpartition("|")
    if bar:
        return words.replace("_", " "), country
    if not spots:
        raise Fault(f"p={cell} needs the place's words marked")
    return text[spots[0][0] : spots[0][1]], cell


def _quote(spots: Spots, number: str, plain: list[str], values: dict[str, str]) -> dict[str, Any]:
    cue = spots.pop("c" + number[1:], None)
    return {
        "form": plain[0],
        "speaker": plain[1],
        "content": spots.pop(number)[0],
        "cue": cue[0] if cue else None,
        "said_by": _keys(values.get("by", "")),
    }


def _pledge(told: Told, spots: Spots, number: str, plain: list[str], values: dict[str, str]) -> dict[str, Any]:
    donors, _, recipients = plain[0].partition(">")
    amount, _, currency = values.get("v", "").partition(":")
    return {
        "donors": _keys(donors),
        "recipients": _keys(recipients),
        "status": plain[1],
        "support": _keys(plain[2]),
        "item": values.get("item"),
        "quantity": _range(values["n"]) if "n" in values else None,
        "value": [*_range(amount), currency] if amount else None,
        "terms": values.get("terms"),
        "announced_by": _keys(values.get("by", "")),
        "announced": _days(values.get("d"), told.date),
        "mentions": spots.pop(number),
        "counts_in_totals": "no" not in plain[3:],
    }


def _keys(cell: str) -> list[str]:
    return [k for k in cell.split(",") if k]


def _range(cell: str) -> list[float | None]:
    """`14`, `100-`, `10-20`."""
    low, dash, high = cell.partition("-")
    ends = [float(x) if x else None for x in (low, high if dash else low)]
    return [int(x) if x is not None and x == int(x) else x for x in ends]


def _days(cell: str | None, told: str) -> Pair | None:
    """`r` is the report's day, `-1` the one before, `2008-01` a month, `A..B` a span."""
    if cell is None:
        return None
    first, _, last = cell.partition("..")
    return _day(first, told)[0].isoformat(), _day(last or first, told)[1].isoformat()


def _day(cell: str, told: str) -> tuple[datetime.date, datetime.date]:
    if cell == "r" or re.fullmatch(r"[+-]\d+", cell):
        day = datetime.date.fromisoformat(told) + datetime.timedelta(0 if cell == "r" else int(cell))
        return day, day
    year, *month = (int(x) for x in cell.split("-")[:2])
    if re.fullmatch(r"\d{4}", cell):
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if re.fullmatch(r"\d{4}-\d\d", cell):
        return datetime.date(year, month[0], 1), datetime.date(year, month[0], calendar.monthrange(year, month[0])[1])
    day = datetime.date.fromisoformat(cell)
    return day, day
