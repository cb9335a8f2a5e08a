"""Does a word stand in the frame that a row of the tables asks for? The roles of a word, and conditions on them."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.knowledge.cues import cues_by_word
from dateline.knowledge.frames import BUILT_IN, Condition, classes
from dateline.language.arguments import arguments, is_verbal, members, passive, preposition
from dateline.reading.notes import Notes, counted

TELLING = frozenset({"according"})
"""Words whose preposition tells whose word something is, not to whom it is done."""
Roles = dict[str, tuple[int, ...]]


def roles(notes: Notes, word: int) -> Roles:
    """The heads that stand to `word` in each role: `subj obj iobj clause prt poss mod gov` and prepositions."""
    document = notes.document
    out: dict[str, list[int]] = {}
    verbal = is_verbal(document, word)
    for a in arguments(document, word):
        if a.role == "agent":
            _add(out, "by" if a.preposition == "by" else "subj", a.word)
            _add(out, "subj", a.word)
        elif a.role in ("patient", "recipient", "clause"):
            _add(out, {"patient": "obj", "recipient": "iobj", "clause": "clause"}[a.role], a.word)
            if a.role == "clause":
                for mark in document.under(a.word, "mark"):
                    _add(out, document.words[mark].lower(), a.word)
        elif a.role == "owner":
            _add(out, "poss", a.word)
        elif a.role == "modifier":
            _add(out, "mod", a.word)
        elif a.role == "oblique":
            _oblique(notes, out, a.word, a.preposition)
        if not verbal and a.role in ("agent", "patient", "recipient"):  # rows of nouns ask for them by their form
            if document.labels[a.word] == "nmod:poss":
                _add(out, "poss", a.word)
            elif (marked := preposition(document, a.word)) is not None:
                _oblique(notes, out, a.word, marked)
    for child in document.children[word]:
        label, upos = document.labels[child], document.upos[child]
        if label == "compound:prt" or (
            verbal and label == "advmod" and upos in ("ADV", "ADP") and abs(child - word) <= 6
        ):
            _add(out, "prt", child)
    if "iobj" in out and "obj" not in out:
        out["obj"] = list(out["iobj"])
    if verbal:
        _of_objects(notes, out)
    else:
        _of_noun(notes, word, out)
        _of_governor(notes, word, out)
    head = document.heads[word]
    if head >= 0 and (is_verbal(document, head) or document.upos[head] == "ADJ"):
        out["gov"] = [head]
    return {role: tuple(dict.fromkeys(words)) for role, words in out.items()}


def _add(out: dict[str, list[int]], role: str, word: int) -> None:
    out.setdefault(role, []).append(word)


def _oblique(notes: Notes, out: dict[str, list[int]], word: int, marked: str | None) -> None:
    document = notes.document
    clausal = is_verbal(document, word) and document.labels[word].partition(":")[0] in (
        "advcl",
        "xcomp",
        "acl",
        "ccomp",
    )
    if marked is None or (clausal and marked == "to"):
        _add(out, "clause", word)
        return
    _add(out, marked, word)
    if clausal and marked == "that":
        _add(out, "clause", word)
    parts = marked.split()
    for part in {parts[0], parts[-1]} - {marked} if parts[0] not in TELLING else ():
        _add(out, part, word)


def _of_objects(notes: Notes, out: dict[str, list[int]]) -> None:
    """What hangs on a verb's object is the verb's too: "signed a deal with Iran", "imposed sanctions on Iran"."""
    document = notes.document
    for obj in tuple(out.get("obj", ())):
        for child in document.under(obj, "nmod", "obl"):
            marked = preposition(document, child)
            if marked and marked != "of" and marked not in out:
                _add(out, marked, child)
                for part in {marked.split()[0], marked.split()[-1]} - {marked, *out}:
                    _add(out, part, child)


def _of_governor(notes: Notes, word: int, out: dict[str, list[int]]) -> None:
    """What hangs on the verb of which a noun is the object is often meant for the noun: "sent a warning to Ankara"."""
    document = notes.document
    head = document.heads[word]
    if head < 0 or document.labels[word] != "obj" or not is_verbal(document, head):
        return
    for child in document.under(head, "obl", "iobj"):
        marked = preposition(document, child) or ("to" if document.labels[child] == "iobj" else None)
        if child > word - 3 and marked and marked != "by" and marked not in out and child not in notes.time_at:
            _add(out, marked, child)


def _of_noun(notes: Notes, word: int, out: dict[str, list[int]]) -> None:
    """Whose deed a noun names: its owner, "by", an actor before it, "between", the subject of a light verb, "of"."""
    if "subj" in out and notes.document.upos[word] == "ADJ":
        return
    acting = [m for m in out.get("mod", ()) if notes.who_at(m) or m in notes.actors.marks.states]
    governing = _light_subject(notes, word)
    for found in (
        out.get("poss"),
        out.get("by"),
        acting,
        out.get("between"),
        governing,
        out.get("of"),
        out.get("from"),
    ):
        if found:
            out["subj"] = list(found)
            return


def _light_subject(notes: Notes, word: int) -> list[int]:
    """The subject of the light verb whose object the noun is ("launched an attack"), or of a verb by which the doer
    himself wants, plans or drops the deed ("cancelled its visit")."""
    document = notes.document
    head, label = document.heads[word], document.labels[word].partition(":")[0]
    if label == "conj" and head >= 0:
        return _light_subject(notes, head)
    if head < 0 or not is_verbal(document, head) or label not in ("obj", "obl", "nsubj"):
        return []
    if label == "nsubj" and not passive(document, head):
        return []
    lemma = document.lemmas[head].lower()
    scope = (preposition(document, word) or "") if label == "obl" else "obj"
    rows = (c for name in (lemma, document.words[head].lower()) for c in cues_by_word().get(name, ()))
    own = any(c.pos == "verb" and not c.voice and scope in c.scopes and not c.particle for c in rows)
    if lemma not in classes().get("@light", frozenset()) and not own:
        return []
    return [a.word for a in arguments(document, head) if a.role == "agent" and a.word != word]


def fits(notes: Notes, found: Roles, frame: Iterable[Condition]) -> bool:
    """Do all conditions hold?"""
    return all(holds(notes, found, c) for c in frame)


def holds(notes: Notes, found: Roles, condition: Condition) -> bool:
    """Does one condition hold? Values are tried on every member of a coordination and through words of quantity."""
    words = [w for role in condition.roles for w in found.get(role, ())]
    if not condition.values:
        return bool(words) != condition.absent
    hit = any(has_value(notes, m, condition.values) for w in words for m in seen_through(notes, w))
    return hit != condition.absent


def seen_through(notes: Notes, word: int) -> list[int]:
    """A head, what is coordinated with it, and what it counts."""
    out = []
    for member in members(notes.document, word):
        out.append(member)
        inner = counted(notes.document, member, notes.names_of(member))
        if inner is not None:
            out.append(inner)
    return out


def has_value(notes: Notes, word: int, values: frozenset[str]) -> bool:
    """Is this word one of the lemmas, or of one of the built-in classes?"""
    if notes.names_of(word) & values:
        return True
    return any(_built_in(notes, word, v) for v in values & BUILT_IN)


def _built_in(notes: Notes, word: int, name: str) -> bool:
    if name == "@any":
        return True
    if name == "@place":
        return notes.place_like(word)
    if name == "@money":
        return word in notes.sum_at or any(c in notes.sum_at for c in notes.document.children[word])
    if name == "@number":
        return word in notes.number_at
    if name == "@arms":
        item = notes.item_at.get(word)
        return item is not None and item.support == "military"
    if word in notes.actors.first_person:
        return name in ("@actor", "@person")
    who = notes.actors.at(word)
    phrase = notes.actors.phrases.get(word)
    if name == "@actor":
        return bool(who) or bool(phrase and (phrase.group or phrase.office))
    if name == "@person":
        return any(a.person or a.role for a in who) or bool(phrase and phrase.group and phrase.group.kind == "person")
    if name == "@state":
        return bool(phrase and phrase.state) or any(
            a.country and a.sector == "GOV" and not a.person and not a.role for a in who
        )
    return bool(who)
