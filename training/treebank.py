"""Treebank files -> sentences with words, tags, lemmas, trees and names.

CoNLL-U files carry the trees; Universal NER files carry names on the same words, joined by `sent_id`.
GUM has no names of that kind, but marks every mention: a mention of a person, organisation or place
whose words are proper nouns is taken as a name.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NAME_TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
KIND_OF_MENTION = {"person": "PER", "organization": "ORG", "place": "LOC"}


@dataclass
class Sentence:
    """One sentence of gold data; what nobody marked in it is empty or None. `heads` count from 1, 0 is the root; words
    elsewhere count from 0. `roles` are (predicate, head of the argument, role); `deeds` and `status` are tags by word
    (`B-AID`, `planned`), "?" where a word is left out of account; `parties` are (deed, word, part), `told` the deeds whose
    parties are known."""

    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    names: list[str] | None = None
    id: str = ""
    document: str = ""
    text: str = ""
    mentions: list[tuple[str, int, int]] = field(default_factory=list)  # kind, first, last (from 0)
    predicates: list[int] | None = None
    roles: list[tuple[int, int, str]] = field(default_factory=list)
    deeds: list[str] | None = None
    status: list[str] = field(default_factory=list)
    parties: list[tuple[int, int, str]] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    silver: bool = False  # tagged by a teacher, not by a person


def read_trees(path: Path) -> Iterator[Sentence]:
    """Sentences of a gzip'd CoNLL-U file, in order."""
    sentence, document, open_mentions = Sentence(), "", {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if sentence.words:
                    yield sentence
                sentence = Sentence()
            elif line.startswith("#"):
                key, _, value = line[1:].partition("=")
                key, value = key.strip(), value.strip()
                if key == "newdoc id":
                    document, open_mentions = value, {}
                elif key == "sent_id":
                    sentence.id, sentence.document = value, document
                elif key == "text":
                    sentence.text = value
            else:
                cells = line.split("\t")
                if not cells[0].isdigit():
                    continue
                sentence.words.append(cells[1])
                sentence.lemmas.append(cells[2])
                sentence.upos.append(cells[3])
                sentence.xpos.append(cells[4])
                sentence.heads.append(int(cells[6]))
                sentence.labels.append(cells[7])
                _mentions(cells[9], len(sentence.words) - 1, sentence, open_mentions)


def _mentions(misc: str, at: int, sentence: Sentence, open_mentions: dict[str, list[tuple[str, int]]]) -> None:
    entity = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
    for piece in re.findall(r"\([^()]+\)?|[^()]+\)", entity):
        group, _, rest = piece.strip("()").partition("-")
        if piece.startswith("("):
            kind = rest.partition("-")[0]
            if piece.endswith(")"):
                sentence.mentions.append((kind, at, at))
            else:
                open_mentions.setdefault(group, []).append((kind, at))
        elif open_mentions.get(group):
            kind, first = open_mentions[group].pop()
            sentence.mentions.append((kind, first, at))


def names_from_mentions(sentence: Sentence) -> list[str]:
    """Name tags of a GUM sentence: in each mention the run of proper nouns that holds its head, titles left out."""
    tags = ["O"] * len(sentence.words)
    for kind, first, last in sorted(sentence.mentions, key=lambda m: m[1] - m[2]):
        name = KIND_OF_MENTION.get(kind)
        inside = range(first, last + 1)
        heads = [i for i in inside if not first <= sentence.heads[i] - 1 <= last]
        if name is None or len(heads) != 1 or sentence.upos[heads[0]] != "PROPN":
            continue
        a = b = heads[0]
        while a > first and _of_name(sentence, a - 1):
            a -= 1
        while b < last and _of_name(sentence, b + 1):
            b += 1
        tags[a] = f"B-{name}"
        tags[a + 1 : b + 1] = [f"I-{name}"] * (b - a)
    return tags


def _of_name(sentence: Sentence, i: int) -> bool:
    return sentence.upos[i] == "PROPN" and sentence.labels[i] not in ("nmod:desc", "appos", "list", "parataxis")


def read_names(path: Path) -> dict[str, list[str]]:
    """Name tags by `sent_id` of a Universal NER file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["sent_id"]: row["tags"] for row in rows}


def read_roles(path: Path) -> dict[str, tuple[list[int], list[tuple[int, int, str]]]]:
    """Predicates and their arguments by `sent_id` of a PropBank file, auxiliaries left out."""
    out = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            real = [p for p in row["predicates"] if p["upos"] != "AUX"]
            roles = [(p["id"] - 1, r["head"] - 1, r["role"]) for p in real for r in p["roles"]]
            out[row["sent_id"]] = [p["id"] - 1 for p in real], roles
    return out


def load(data: Path, part: str, sets: tuple[str, ...] = ("ewt", "gum")) -> list[Sentence]:
    """All sentences of a part (`train`, `dev`, `test`) with names where they are known."""
    out: list[Sentence] = []
    for name in sets:
        sentences = list(read_trees(data / f"{name}.{part}.conllu.gz"))
        if name == "ewt":
            tags = read_names(data / f"ewt-ner.{part}.jsonl.gz")
            roles = read_roles(data / f"propbank-ewt.{part}.jsonl.gz")
            for sentence in sentences:
                sentence.predicates, sentence.roles = roles.get(sentence.id, (None, []))
                found = tags.get(sentence.id)
                sentence.names = found if found and len(found) == len(sentence.words) else None
        else:
            for sentence in sentences:
                sentence.names = names_from_mentions(sentence)
        out += sentences
    return out
