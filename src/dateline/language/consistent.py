"""One name, one reading: a surname that the report has as a person's elsewhere is that person's wherever it stands with a
capital, even where it looks like another word ("Cleverly", "May")."""

from __future__ import annotations

from dateline.language.document import Name

_ASIDE = frozenset({"advmod", "amod", "discourse", "obl", "obl:unmarked"})
_TAKEN = frozenset({"ADV", "ADJ", "VERB", "NOUN", "AUX", "X", "INTJ"})


def surnames(words: list[str], names: list[Name]) -> frozenset[str]:
    """The last words of persons' names of two words or more."""
    return frozenset(
        words[n.last] for n in names if n.kind == "PER" and n.last > n.first and words[n.last][:1].isupper()
    )


def consistent(
    words: list[str], upos: list[str], xpos: list[str], heads: list[int], labels: list[str], names: list[Name]
) -> list[Name]:
    """Mends tags and labels in place; returns the names with those that were missing."""
    known = surnames(words, names)
    covered = {i for n in names for i in range(n.first, n.last + 1)}
    out = list(names)
    for i, word in enumerate(words):
        if word not in known or upos[i] not in _TAKEN | {"PROPN"}:
            continue
        upos[i], xpos[i] = "PROPN", "NNP" if xpos[i] != "NNPS" else "NNPS"
        head = heads[i]
        if (
            labels[i] in _ASIDE
            and head > i
            and not any(h == head and x.startswith("nsubj") for h, x in zip(heads, labels, strict=True))
        ):
            labels[i] = "nsubj"
        if i not in covered:
            out.append(Name(i, i, "PER"))
    return sorted(out, key=lambda n: (n.first, n.last))
