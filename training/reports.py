"""Reports read by hand -> sentences with their deeds by word: type, status, and where the parties stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.language import tokens
from dateline.language.sentences import sentences
from training.parties import Links, named, unmarked
from training.treebank import Sentence

PARTS = ("actor", "recipient", "item", "time", "place")
Row = dict[str, Any]


def rows(path: Path) -> Iterator[Row]:
    """The reports of a corpus file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read(row: Row, body: int = 0, resolve: bool = True) -> list[Sentence]:
    """The sentences of a report; with `resolve` the parties also where they are named without having been marked. Words of a
    deed that is optional, or of two deeds at once, are partly left out of account: an optional deed wholly, of two the
    later one."""
    text = row["text"]
    words = tokens.words(text)
    spans = sentences(text, words, body)[0] if words else []
    who = named(row) if resolve else {}
    deeds, status = ["O"] * len(words), [""] * len(words)
    parties: Links = []
    told: list[int] = []
    for event in row["events"]:
        for number, mention in enumerate(event["mentions"]):
            at = _inside(words, mention)
            if not at or any(deeds[i] != "O" for i in at):
                continue
            for k, i in enumerate(at):
                deeds[i] = "?" if event["optional"] else f"{'B' if k == 0 else 'I'}-{event['type']}"
                status[i] = "?" if event["optional"] else event["status"]
            if event["optional"]:
                continue
            marked: Links = []
            if number == 0:
                for part in PARTS:
                    for phrase in (event.get("words") or {}).get(part) or ():
                        marked += [(at[0], i, part) for i in _inside(words, phrase)]
            if number == 0 or resolve:
                told.append(at[0])
                spot = next(span for span in spans if span[0] <= at[0] <= span[1])
                parties += marked
                parties += unmarked(event, at[0], marked, who, spot)
    out = []
    for first, last in spans:
        inside = range(first, last + 1)
        own = [(d - first, w - first, p) for d, w, p in dict.fromkeys(parties) if d in inside and w in inside]
        sentence = Sentence(
            words=[words[i].text for i in inside],
            deeds=[deeds[i] for i in inside],
            status=[status[i] for i in inside],
            parties=own,
            told=sorted({d - first for d in told if d in inside}),
            id=row["id"],
            document=row["id"],
        )
        out.append(sentence)
    return out


def _inside(words: list[tokens.Word], span: dict[str, int]) -> list[int]:
    return [i for i, w in enumerate(words) if w.start >= span["start"] and w.end <= span["end"]]
