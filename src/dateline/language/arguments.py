"""Who does what to whom, read off the tree: the arguments of a verb or noun in one form for the active, the passive,
the relative clause, the participle, the infinitive under control, and the noun."""

from __future__ import annotations

from dateline.knowledge.control import controller
from dateline.language.document import Argument, Document

MEANT = {"ARG0": "agent", "ARG1": "patient"}
"""What PropBank's first two roles are here."""
VERBAL = frozenset({"VERB", "AUX"})
_DEPTH = 12  # steps of control and coordination that are followed; deeper ones are no language


def arguments(document: Document, word: int) -> tuple[Argument, ...]:
    """The arguments of `word`, in text order within each role."""
    known = document.argument_cache
    if word not in known:
        found = _verb(document, word) if is_verbal(document, word) else _noun(document, word)
        known[word] = tuple(dict.fromkeys(found))
    return known[word]


def is_verbal(document: Document, word: int) -> bool:
    upos, xpos = document.upos[word], document.xpos[word]
    if upos == "NOUN":  # of the two tags that disagree, only that of a gerund says more than the other
        return xpos == "VBG" and not document.under(word, "det")
    return upos in VERBAL or xpos in ("VBG", "VBN", "VBD", "VB", "VBZ", "VBP")


def passive(document: Document, word: int) -> bool:
    """Is this verb form passive? A bare participle on a noun ("tanks sent by Britain") is."""
    if document.under(word, "nsubj:pass", "aux:pass", "csubj:pass"):
        return True
    if document.labels[word] == "conj" and document.xpos[word] == "VBN" and not document.under(word, "nsubj", "aux"):
        return passive(document, document.heads[word])
    participle = document.xpos[word] == "VBN" and not document.under(word, "aux", "nsubj")
    return participle and document.labels[word] in ("acl", "amod", "advcl", "root", "parataxis", "acl:relcl", "xcomp")


def members(document: Document, word: int) -> list[int]:
    """`word` and what is coordinated with it ("Britain, France and Canada")."""
    out: list[int] = []
    todo = [word]
    while todo and len(out) < 64:
        at = todo.pop()
        out.append(at)
        todo += [c for w in _named(document, at) for c in document.under(w, "conj") if document.upos[c] not in VERBAL]
    return sorted(out)


def _named(document: Document, word: int) -> list[int]:
    """`word` with the others of the name that it heads: the tree may hang what is coordinated on any of them."""
    name = document.name_at.get(word)
    if name is None or name.first <= document.heads[word] <= name.last:
        return [word]
    return list(range(name.first, name.last + 1))


def preposition(document: Document, word: int) -> str | None:
    """The preposition before a noun, in lower case; of several words joined by spaces ("because of")."""
    cases = [c for c in document.under(word, "case") if c < word]
    if not cases:
        return None
    last = cases[-1] if document.words[cases[-1]].lower() not in ("’s", "'s", "'", "’") else cases[0]
    parts = [last, *document.under(last, "fixed")]
    return " ".join(document.words[p].lower() for p in sorted(parts))


def _verb(document: Document, word: int) -> list[Argument]:
    out: list[Argument] = []
    is_passive = passive(document, word)
    label = document.labels
    has_object = bool(document.under(word, "obj"))
    for child in document.children[word]:
        base, _, sub = label[child].partition(":")
        child_or_head = _antecedent(document, word, child)
        if base == "nsubj" or base == "csubj":
            if sub == "pass" or (is_passive and sub != "outer"):
                out.append(Argument("recipient" if has_object else "patient", child_or_head))
            else:
                out.append(Argument("agent", child_or_head))
        elif base == "obj":
            out.append(Argument("patient", child_or_head))
        elif base == "iobj":
            out.append(Argument("recipient", child_or_head))
        elif base in ("xcomp", "ccomp"):
            out.append(Argument("clause", child))
        elif base == "obl" and sub == "agent":
            out.append(Argument("agent", child, "by"))
        elif base == "obl" and sub in ("unmarked", "tmod", "npmod"):
            out.append(Argument("time", child))
        elif base == "obl":
            out.append(
                Argument(
                    "oblique", child_or_head, preposition(document, child) or preposition_of_relative(document, child)
                )
            )
        elif base == "advcl":
            mark = next((document.words[m].lower() for m in document.under(child, "mark", "case")), None)
            out.append(Argument("oblique", child, mark))
    out += _from_head(document, word, is_passive, out)
    out += _from_roles(document, word, out)
    return out


def _from_roles(document: Document, word: int, own: list[Argument]) -> list[Argument]:
    """Who does it and to whom by the model's roles, where the tree tells neither: through control, ellipsis, and trees that
    are wrong."""
    roles = {a.role for a in own}
    known = {a.word for a in own}
    out: list[Argument] = []
    for argument, role in document.roles.get(word, ()):
        noun = document.upos[argument] in ("NOUN", "PROPN", "PRON")
        if noun and argument not in known and MEANT.get(role) not in (None, *roles) and "clause" not in roles:
            out.append(Argument(MEANT[role], argument))
    return out


def preposition_of_relative(document: Document, word: int) -> str | None:
    return next((document.words[c].lower() for c in document.under(word, "case")), None)


def _antecedent(document: Document, verb: int, word: int) -> int:
    """In a relative clause the pronoun stands for the noun that the clause hangs on."""
    if document.xpos[word] in ("WDT", "WP") and document.labels[verb] in ("acl:relcl", "acl"):
        return document.heads[verb]
    if document.xpos[word] in ("WDT", "WP") and document.labels[verb] == "conj":
        above = document.heads[verb]
        return document.heads[above] if document.labels[above] in ("acl:relcl", "acl") else word
    return word


def _from_head(document: Document, word: int, is_passive: bool, own: list[Argument]) -> list[Argument]:
    """Arguments that the verb shares with what it hangs on."""
    roles = {a.role for a in own}
    head, label = document.heads[word], document.labels[word]
    subject_role = "patient" if is_passive else "agent"
    out: list[Argument] = []
    if head < 0:
        return out
    if label == "acl:relcl" and document.upos[head] not in VERBAL:
        relative = any(document.xpos[i] in ("WDT", "WP", "WP$", "WRB") for i in document.subtree(word)[:4])
        if not relative and "patient" not in roles and "agent" in roles and document.upos[head] != "PRON":
            out.append(Argument("patient", head))
    elif label == "acl":
        if document.xpos[word] == "VBN" and "patient" not in roles:
            out.append(Argument("patient", head))
        elif document.xpos[word] == "VBG" and "agent" not in roles:
            out.append(Argument("agent", head))
        elif subject_role not in roles:
            out += [Argument(subject_role, a.word) for a in _agents_of_noun(document, head)]
    elif (
        subject_role not in roles
        and label in ("xcomp", "advcl", "conj", "ccomp", "parataxis")
        and is_verbal(document, head)
    ):
        if label == "conj" or _depth(document, word) < _DEPTH:
            out += [Argument(subject_role, w) for w in shared_subject(document, word)]
    elif subject_role not in roles and label in ("xcomp", "advcl", "ccomp") and not is_verbal(document, head):
        # "is likely to meet", "is ready to send": the subject of the adjective or noun
        out += [Argument(subject_role, s) for s in document.under(head, "nsubj")]
    return out


def _depth(document: Document, word: int) -> int:
    return sum(1 for _, __ in zip(document.path_up(word), range(_DEPTH + 1), strict=False))


def shared_subject(document: Document, word: int) -> list[int]:
    """Who does `word` when it has no subject of its own: the subject or object of the verb that governs it."""
    head, label = document.heads[word], document.labels[word]
    above = arguments(document, head) if head != word else ()
    subject = [a.word for a in above if a.role == "agent"]
    objects = [a.word for a in above if a.role == "patient" and a.word != word]
    if label == "conj":
        if passive(document, head):
            return subject if passive(document, word) is False and subject else objects
        return subject
    if label == "parataxis" or (
        label == "ccomp" and document.upos[word] == "VERB" and document.xpos[word] not in ("VB", "VBG")
    ):
        return []
    mark = next((document.words[m].lower() for m in document.under(word, "mark", "case")), "")
    who = controller(document.lemmas[head], mark if label == "advcl" else "to")
    if passive(document, head):
        recipients = [a.word for a in above if a.role == "recipient"]
        return objects or recipients or subject
    if who not in (None, "subject", "object"):
        return [a.word for a in above if a.role == "oblique" and a.preposition == who] or subject
    if who == "subject" or (label == "advcl" and who != "object"):
        return subject
    recipients = [a.word for a in above if a.role == "recipient"]
    return objects or recipients or subject


def _agents_of_noun(document: Document, noun: int) -> list[Argument]:
    """Whose decision, plan or call it is."""
    own = [a for a in _noun(document, noun) if a.role == "owner" or a.preposition == "by"]
    if own:
        return own
    head, label = document.heads[noun], document.labels[noun]
    if head >= 0 and is_verbal(document, head) and label in ("obj", "nsubj:pass", "xcomp", "obl"):
        return [a for a in arguments(document, head) if a.role == "agent" and a.word != noun]
    return []


def _clausal(document: Document, word: int) -> bool:
    """A clause that says what a noun is about: an infinitive, a gerund, or what follows "that"."""
    if document.xpos[word] in ("VB", "VBG", "VBD", "VBZ", "VBP", "MD") and document.labels[word] != "acl:relcl":
        return True
    return any(document.words[m].lower() == "that" for m in document.under(word, "mark"))


def _noun(document: Document, word: int) -> list[Argument]:
    out: list[Argument] = []
    for child in document.children[word]:
        base, _, sub = document.labels[child].partition(":")
        if base == "nmod" and sub == "poss":
            out.append(Argument("owner", child))
        elif base in ("nmod", "obl") and sub not in ("unmarked", "desc"):
            out.append(Argument("oblique", child, preposition(document, child)))
        elif base in ("nmod", "obl") and sub == "unmarked":
            out.append(Argument("time", child))
        elif base in ("amod", "compound", "nmod"):
            out.append(Argument("modifier", child))
        elif base in ("acl", "xcomp", "ccomp", "advcl") and _clausal(document, child):
            out.append(Argument("clause", child))
        elif base == "nsubj":
            out.append(Argument("agent", child))
    return out
