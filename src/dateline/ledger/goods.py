"""When two entries speak of the same thing: items by their words and class, figures by their bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.amounts import items
from dateline.records import Amount, Money

_WORD = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
NEVER, HARDLY, LIKELY, SURELY = 0, 1, 2, 3
"""How alike two items are: other things; of one class; one the general word for the other; the same name."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item's words in the singular, those that name a make or type, and its class in `items.tsv`."""

    words: frozenset[str]
    names: frozenset[str]
    item_class: str | None


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, str], frozenset[str]]:
    """Class by form, and the general words: those of rows that are no makes."""
    classes = {form.lower(): row.item_class for row in items() for form in row.forms}
    for form in [f for f in classes if " of " in f]:  # "round of ammunition": a "155 mm round" is of its class
        classes.setdefault(_singular(form.partition(" of ")[0]), classes[form])
    general = {w for row in items() if not row.name and not row.capital for form in row.forms for w in _words(form)}
    return classes, frozenset(general)


def _words(text: str) -> list[str]:
    return [_singular(w.lower()) for w in _WORD.findall(text)]


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return word


@lru_cache(maxsize=65536)
def item_of(text: str | None) -> Item:
    """What is known of an item."""
    if not text:
        return Item(frozenset(), frozenset(), None)
    classes, general = _known()
    words = _words(text)
    found = classes.get(text.lower())
    for size in range(len(words), 0, -1):  # the longest words at the end that are an item
        found = found or classes.get(" ".join(words[-size:]))
    for size in range(len(words) - 1, 0, -1):
        found = found or classes.get(" ".join(words[:size]))
    spelt = {_singular(w.lower()) for w in _WORD.findall(text) if w != w.lower() or any(c.isdigit() for c in w)}
    return Item(frozenset(words), frozenset(w for w in words if w in spelt and w not in general), found)


@lru_cache(maxsize=1)
def _called() -> dict[str, str]:
    return {form.lower(): row.item for row in reversed(items()) for form in row.forms}


def canonical(text: str) -> str:
    """What `items.tsv` calls an item, where it knows it by this name: "MiG-29" is the MiG-29 fighter."""
    return _called().get(text.lower(), text)


def says(a: Item, b: Item) -> bool:
    """Whether one item says all that another says: "military support package" of "support", "Leopard 2A4" of "Leopard 2"."""
    return all(w in a.words or (w[-1].isdigit() and any(x.startswith(w) for x in a.words)) for w in b.words)


def alike(a: Item, b: Item) -> int:
    """From `NEVER` to `SURELY`. Without any words the figure must tell."""
    if not a.words or not b.words:
        return LIKELY
    if a.words == b.words or a.names & b.names:
        return SURELY
    if a.names and b.names:
        return NEVER
    same_class = a.item_class is not None and a.item_class == b.item_class
    if a.names or b.names:
        return LIKELY if same_class or a.words & b.words else NEVER
    if a.words & b.words:
        return LIKELY
    unknown = a.item_class is None or b.item_class is None
    return HARDLY if same_class or unknown else NEVER


def same_amount(a: Amount | Money | None, b: Amount | Money | None) -> str:
    """`same`, `within` (one range lies in the other), `open` (one isn't told), `other`, or `basis` (another currency)."""
    if a is None or b is None:
        return "open"
    if isinstance(a, Money) != isinstance(b, Money):
        return "open"
    if isinstance(a, Money) and isinstance(b, Money) and a.currency != b.currency:
        return "basis"
    if isinstance(a, Amount) and isinstance(b, Amount) and (a.unit or "") != (b.unit or "") and a.unit and b.unit:
        return "other"
    if (a.low, a.high) == (b.low, b.high):
        return "same"
    low, high = max(a.low or 0, b.low or 0), min(_top(a), _top(b))
    return "within" if low <= high else "other"


def _top(amount: Amount | Money) -> float:
    return float("inf") if amount.high is None else amount.high
