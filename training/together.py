"""Which Penn tags can stand beside which part of speech: so that "pledged 10 million" is no sign of money."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

TOGETHER = {
    "VERB": ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"),
    "AUX": ("MD", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"),
    "NOUN": ("NN", "NNS", "FW"),
}
"""Those that EWT's and GUM's train parts have in one of 200 words of the part at least; `NNP` for a verb, which is one within
a title, left out."""
NEVER = -1e4


def mask(upos: list[str], xpos: list[str]) -> NDArray[np.float32]:
    """[parts of speech, Penn tags] 0 where they go together, else a penalty that no score makes good."""
    out = np.zeros((len(upos), len(xpos)), np.float32)
    for part, tags in TOGETHER.items():
        out[upos.index(part), [n for n, tag in enumerate(xpos) if tag not in tags]] = NEVER
    return out
