"""Makes `inflections.tsv` and `vocabulary.tsv` from the treebanks: `python -m training.lexicon DATA`.

A form is listed as irregular where most of its occurrences have a lemma that the rules of English don't give from it.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from dateline.knowledge.words import TABLES, regular
from training.treebank import read_trees

FILES = ("ewt.train.conllu.gz", "gum.train.conllu.gz")
_PLAIN = {"VB": "verb", "VBP": "verb", "NN": "noun"}
_INFLECTED = {"VBD": "verb", "VBN": "verb", "VBG": "verb", "VBZ": "verb", "NNS": "noun"}


def main(data: Path) -> None:
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    lemmas: Counter[tuple[str, str]] = Counter()
    bare: set[tuple[str, str]] = set()
    for name in FILES:
        for s in read_trees(data / name):
            for word, lemma, tag in zip(s.words, s.lemmas, s.xpos, strict=True):
                kind = _PLAIN.get(tag) or _INFLECTED.get(tag)
                if kind is None or not word.isalpha() or not lemma.isalpha() or lemma != lemma.lower():
                    continue
                if tag in _PLAIN and word.lower() == lemma and len(lemma) > 1:
                    lemmas[(lemma, kind)] += 1
                    bare.add((lemma, kind))
                if tag in _INFLECTED:
                    lemmas[(lemma, kind)] += 1
                    seen[(word.lower(), kind)][lemma] += 1
    rows = []
    for (form, kind), counts in sorted(seen.items()):
        lemma, n = counts.most_common(1)[0]
        if lemma not in regular(form) and n >= 2 and 2 * n > sum(counts.values()) and lemma != form + "s":
            rows.append(f"{form}\t{kind}\t{lemma}\tEWT and GUM")
    ours = [x for x in (TABLES / "inflections.tsv").read_text(encoding="utf-8").splitlines() if x.endswith("\tours")]
    rows = sorted({*rows, *ours})
    note = "# Made by training/lexicon.py from English treebanks; a line may be added by hand.\n"
    (TABLES / "inflections.tsv").write_text(
        note + "form\tkind\tlemma\tsource\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )
    # A slip of the annotators ("fre" for "freed") is seen in inflected forms alone, beside the right lemma.
    slips = {(lemma, kind) for lemma, kind in lemmas if (lemma, kind) not in bare and (lemma + "e", kind) in lemmas}
    sure = sorted(k for k, n in lemmas.items() if k not in slips and (k in bare or n >= 2))
    known = [f"{lemma}\t{kind}\tEWT and GUM" for lemma, kind in sure if kind == "verb" or lemmas[lemma, kind] >= 2]
    (TABLES / "vocabulary.tsv").write_text(note + "lemma\tkind\tsource\n" + "\n".join(known) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
