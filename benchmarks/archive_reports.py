"""Reports made up by rule, and a reader that knows the rules: what the archive itself costs, without the language model.

Each deed is told by one report; each fourth report is an edited copy of the one before it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from dateline.records import Actor, Amount, AnyRecord, Days, Event, Pledge, Quote, Report, Span, key_of, record_id

STATES = (
    ("Norway", "NOR"), ("Britain", "GBR"), ("Canada", "CAN"), ("Poland", "POL"), ("Japan", "JPN"), ("Spain", "ESP"),
    ("Sweden", "SWE"), ("Italy", "ITA"), ("Finland", "FIN"), ("Greece", "GRC"), ("Kenya", "KEN"), ("Chile", "CHL"),
)  # fmt: skip
ITEMS = ("tanks", "howitzers", "trucks", "generators", "drones", "radars", "boats", "field hospitals", "mine rollers")
OUTLETS = ("Harbour Wire", "Northern Post", "Evening Ledger", "Plain Herald", "Coast Radio")
FILLER = (
    "The talks went on until late in the evening.", "Nobody from the ministry took questions.",
    "Snow had closed two of the roads to the depot.", "The opposition asked for a debate in the assembly.",
    "Dockers had been loading since the early morning.", "It was the second such meeting of the season.",
    "A spokesman gave no further details.", "Farmers along the route had waited for hours.",
)  # fmt: skip
CODES = dict(STATES)
_DEED = re.compile(
    r"(?P<donor>[A-Z]\w+) (?P<how>will send|has sent|was asked to send) (?P<recipient>[A-Z]\w+) (?P<n>\d+) (?P<item>[a-z ]+?)"
    r"(?: by| on|\.|,)"
)
_HOW = {"will send": "planned", "has sent": "happened", "was asked to send": "asked"}


def reports(count: int, seed: int = 0, first: int = 0) -> Iterator[Report]:
    """So many reports, the same for the same seed; ids count from `first`."""
    dice = random.Random(seed)
    text, day = "", ""
    for n in range(first, first + count):
        if n % 4 == 3 and text:
            text = text.replace("late in", "until late in", 1) + f" {dice.choice(FILLER)}"
        else:
            text, day = _text(dice)
        outlet = dice.choice(OUTLETS)
        yield Report(id=f"r{n:07d}", text=text, date=day, date_from="row", source=outlet, title=text[:40])


def _text(dice: random.Random) -> tuple[str, str]:
    donor, recipient = dice.sample(STATES, 2)
    how = dice.choice(tuple(_HOW))
    day = f"{dice.randint(2015, 2024)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
    deed = f"{donor[0]} {how} {recipient[0]} {dice.randint(2, 900)} {dice.choice(ITEMS)} on its way through the port."
    deed = deed.replace(" on its way", "," if dice.random() < 0.5 else " on its way")
    quote = f"“{dice.choice(FILLER)}” a minister of {dice.choice(STATES)[0]} said."
    sentences = [deed, quote, *dice.choices(FILLER, k=dice.randint(4, 14))]
    return " ".join(sentences[:1] + dice.sample(sentences[1:], len(sentences) - 1)), day


def read_report(report: Report) -> list[AnyRecord]:
    """An event and a pledge for each deed, a quote for each sentence in quotation marks."""
    out: list[AnyRecord] = []
    for match in _DEED.finditer(report.text):
        out += _deed(report, match)
    for match in re.finditer(r"“([^”]+)” a minister of ([A-Z]\w+) said", report.text):
        out.append(
            Quote(
                id=record_id(report, "quote", match.start()),
                report=key_of(report),
                evidence=(_span(report, match, 0),),
                status="happened",
                confidence=0.75,
                because="made",
                coder=CODER,
                speaker=_actor(report, match, 2),
                content=_span(report, match, 1),
                form="direct",
            )  # fmt: skip
        )
    return out


CODER = "made 1"


def _deed(report: Report, match: re.Match[str]) -> list[AnyRecord]:
    end = report.text.find(".", match.start()) + 1
    evidence = Span(start=match.start(), end=end, text=report.text[match.start() : end])
    days = Days(start=report.date, end=report.date, text=None, basis="report") if report.date else None
    donor, recipient = _actor(report, match, "donor"), _actor(report, match, "recipient")
    n, status = float(match["n"]), _HOW[match["how"]]
    counts = status != "asked"
    common = {
        "report": key_of(report), "evidence": (evidence,), "status": status, "date": days, "because": "made", "coder": CODER,
        "confidence": 0.5 + (match.start() + int(n)) % 50 / 100,
    }  # fmt: skip
    event = Event(
        id=record_id(report, "event", match.start()), type="AID", mode="military", quad=2, actors=(donor,),
        recipients=(recipient,), trigger=_span(report, match, "how"), **common,
    )  # type: ignore[arg-type]  # fmt: skip
    pledge = Pledge(
        id=record_id(report, "pledge", match.start()), donors=(donor,), recipients=(recipient,), support=("military",),
        item=match["item"].removesuffix("s"), quantity=Amount(low=n, high=n, unit=None, text=match["n"]), announced=days,
        counts_in_totals=counts, why_not=None if counts else "asked", **common,
    )  # type: ignore[arg-type]  # fmt: skip
    return [event, pledge]


def _span(report: Report, match: re.Match[str], group: int | str) -> Span:
    start, end = match.span(group)
    return Span(start=start, end=end, text=report.text[start:end])


def _actor(report: Report, match: re.Match[str], group: int | str) -> Actor:
    span = _span(report, match, group)
    return Actor(
        text=span.text, start=span.start, end=span.end, name=span.text, country=CODES.get(span.text), sector="GOV"
    )
