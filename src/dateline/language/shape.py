"""The look of a word, which an uncased vocabulary loses."""

from __future__ import annotations

SHAPES = 8


def shape(word: str) -> int:
    """0 padding, 1 lower, 2 Capital, 3 ALL CAPS, 4 miXed, 5 with a digit, 6 single capital, 7 no letter."""
    if any(c.isdigit() for c in word):
        return 5
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 7
    if all(not c.isupper() for c in letters):
        return 1
    if len(letters) == 1:
        return 6
    if all(c.isupper() for c in letters):
        return 3
    return 2 if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else 4
