"""Lemmas as edits: how a word's dictionary form is made from the word.

An edit is `N>SUFFIX`: of the lower-cased word, drop the last N characters and add SUFFIX; a leading `^`
keeps the word's capitals (proper nouns). The model picks one edit a word.
"""

from __future__ import annotations


def edit(word: str, lemma: str) -> str:
    """The edit that makes `lemma` from `word`."""
    keep = "^" if lemma != lemma.lower() else ""
    base = word if keep else word.lower()
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    return f"{keep}{len(base) - common}>{lemma[common:]}"


def apply(word: str, script: str) -> str:
    """The lemma that `script` makes of `word`; the lower-cased word where the script doesn't fit."""
    keep, body = script.startswith("^"), script.lstrip("^")
    base = word if keep else word.lower()
    drop, _, suffix = body.partition(">")
    n = int(drop)
    if n > len(base) or (n == len(base) and not suffix):
        return base
    return base[: len(base) - n] + suffix
