"""What a person may correct in a record, and how the value is given: as JSON of the field's own form, or shorter.

A party by its name or code (`Norway`, `NOR`), several apart by commas; days as `2023-01-05` or `2023-01-05..2023-01-07`; an
amount as `14`, `30..50`, `20..` (at least), `..50` (at most); a sum with its currency (`2000000 EUR`); `null` for unknown."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from dateline.archive.flat import state_codes
from dateline.archive.folder import ArchiveError
from dateline.knowledge.actors import state_names
from dateline.records import Actor, Amount, AnyRecord, Days, Money

FIXED = frozenset({"id", "report", "evidence", "confidence", "because", "coder", "trigger", "content", "cue", "kind"})
"""What the report or the program says of itself."""

_NUMBER = r"\d[\d,_]*(?:\.\d+)?"
_AMOUNT = re.compile(rf"(?P<low>{_NUMBER})?(?:(?P<to>\.\.)(?P<high>{_NUMBER})?)?(?:\s+(?P<unit>.+))?")
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")


def corrected(record: AnyRecord, fields: Mapping[str, Any]) -> AnyRecord:
    """The record with these values. `ArchiveError` that names the field where one can't have such a value."""
    plain = msgspec.to_builtins(record)
    for name, value in fields.items():
        if name not in correctable(record):
            known = ", ".join(sorted(correctable(record)))
            raise ArchiveError(f"{name!r} can't be corrected in a record of kind {record.kind}; it has {known}")
        plain[name] = value
    if fields.get("counts_in_totals") is True:
        plain["why_not"] = None
    try:
        return msgspec.convert(plain, type(record))
    except (msgspec.ValidationError, ValueError) as error:
        raise ArchiveError(_told(record, fields, str(error))) from None


def correctable(record: AnyRecord) -> list[str]:
    """The fields that a person may correct."""
    return [f.name for f in msgspec.structs.fields(record) if f.name not in FIXED]


def values(record: AnyRecord, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the record's form has them, from what a person gave. A value that is no text is taken as it is."""
    of = {f.name: f.type for f in msgspec.structs.fields(record)}
    return {n: _value(record, of.get(n), v) if isinstance(v, str) else msgspec.to_builtins(v) for n, v in given.items()}


def _value(record: AnyRecord, of: Any, text: str) -> Any:
    text = text.strip()
    if text in ("null", ""):
        return [] if _several(of) else None
    kinds = _kinds(of)
    if _several(of) and kinds == {str} and text[0] != "[":
        return [part.strip() for part in text.split(",")]
    if (kinds == {str} and not _several(of)) or get_origin(of) is Literal:
        return text
    if text[0] in "[{" or (kinds & {bool, int, float} and not kinds & {Amount, Money}):
        try:
            return msgspec.json.decode(text)
        except msgspec.DecodeError:
            return text
    if Actor in kinds:
        actors = [_actor(record, name.strip()) for name in text.split(",") if name.strip()]
        return actors if _several(of) else (actors[0] if len(actors) == 1 else actors)
    if Days in kinds and (days := _DAYS.fullmatch(text)):
        return {"start": days[1], "end": days[2] or days[1], "text": None, "basis": "stated"}
    if kinds & {Amount, Money} and (amount := _AMOUNT.fullmatch(text)) and (amount["low"] or amount["high"]):
        return _amount(amount, text, "currency" if Money in kinds else "unit")
    return text


def _amount(match: re.Match[str], text: str, unit: str) -> dict[str, Any]:
    low, high = (float(x.replace(",", "").replace("_", "")) if x else None for x in (match["low"], match["high"]))
    return {"low": low, "high": high if match["to"] else low, unit: match["unit"], "text": text}


def _actor(record: AnyRecord, name: str) -> dict[str, Any]:
    """Who is meant by a name. Its words are where the evidence has them, else all of the first evidence."""
    codes = state_codes(name)
    code = codes[0] if len(codes) == 1 else None
    span = record.evidence[0]
    start, end, text = span.start, span.end, span.text
    for evidence in record.evidence:
        at = evidence.text.find(name)
        if at >= 0:
            start, end, text = evidence.start + at, evidence.start + at + len(name), name
            break
    called = state_names().get(code, name) if code else name
    return {
        "text": text,
        "start": start,
        "end": end,
        "name": called,
        "country": code,
        "sector": "GOV" if code else None,
    }


def _kinds(of: Any) -> set[Any]:
    """The types that a field may hold, however deep: without null, and of a list its items."""
    origin = get_origin(of)
    if origin in (Union, types.UnionType, tuple):
        return {k for a in get_args(of) for k in _kinds(a)} - {type(None), Ellipsis}
    return {str} if origin is Literal else {of}


def _several(of: Any) -> bool:
    return get_origin(of) is tuple


def _told(record: AnyRecord, fields: Mapping[str, Any], error: str) -> str:
    """What is wrong, with the values that are possible."""
    match = re.search(r"`\$\.(\w+)", error)
    name = match[1] if match else next(iter(fields), "")
    of = next((f.type for f in msgspec.structs.fields(record) if f.name == name), None)
    known = _literals(of)
    reason = error.split(" - at")[0].lower()
    told = f"{name} can't be {fields[name]!r}" if name in fields else "the record can't be so"
    return f"{told}: {'it is one of ' + ', '.join(known) if known else reason}"


def _literals(of: Any) -> list[str]:
    if get_origin(of) is Literal:
        return [str(a) for a in get_args(of)]
    return [v for a in get_args(of) for v in _literals(a)]
