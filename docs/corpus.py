"""`python -m docs.corpus`: counts the corpus into `docs/corpus.md` and draws it into `docs/corpus.svg`."""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

from evaluation import gold
from evaluation.annotate import PARTS

PAGE = Path(__file__).resolve().parent / "corpus.md"
PICTURE = PAGE.with_suffix(".svg")
ROW, LEFT, WIDE = 20, 130, 420
Rows = dict[str, list[dict[str, Any]]]


def rows() -> Rows:
    """The lines of each part, texts of ours and others together; `written.jsonl` is of the development part."""
    out: Rows = {}
    for part in PARTS:
        paths = [gold.CORPUS / f"{part}.jsonl", gold.CORPUS / f"given-{part}.jsonl"]
        paths += [gold.CORPUS / "written.jsonl"] if part == "development" else []
        out[part] = [row for path in paths if path.exists() for row in gold.lines(path)]
    return out


def table(title: str, counts: dict[str, Counter[str]]) -> list[str]:
    """One table: a line a value, a column a part."""
    names = sorted({n for c in counts.values() for n in c}, key=lambda n: (-sum(c[n] for c in counts.values()), n))
    lines = [f"## {title}", f"| | {' | '.join(counts)} | all |", "|---" * (len(counts) + 2) + "|"]
    for name in names:
        cells = [c[name] for c in counts.values()]
        lines.append(f"| {name} | {' | '.join(map(str, cells))} | {sum(cells)} |")
    return [*lines, ""]


def page(found: Rows) -> str:
    """The whole page."""
    count = lambda key: {part: Counter(key(r) for r in given) for part, given in found.items()}  # noqa: E731
    events = {part: [e for r in given for e in r["events"]] for part, given in found.items()}
    lines = ["# The corpus in numbers", "", "Made by `make corpus`. Events that are optional are counted too.", ""]
    lines += ["![Events by type and status](corpus.svg)", ""]
    lines += ["## Reports", "| | reports | events | quotes | pledges |", "|---|---|---|---|---|"]
    for part, given in found.items():
        sizes = [sum(len(r[kind]) for r in given) for kind in ("events", "quotes", "pledges")]
        lines.append(f"| {part} | {len(given)} | {' | '.join(map(str, sizes))} |")
    lines.append("")
    lines += table("Types", {p: Counter(e["type"] for e in es) for p, es in events.items()})
    lines += table("Statuses", {p: Counter(e["status"] for e in es) for p, es in events.items()})
    lines += table("Styles", count(lambda r: r.get("style") or "not told"))
    lines += table("Regions", count(lambda r: r.get("region") or "not told"))
    lines += table("Kinds", count(lambda r: r.get("kind") or "not told"))
    lines += table("Years", count(lambda r: r["date"][:4]))
    return "\n".join(lines)


def picture(found: Rows) -> str:
    """Bars of events by type and by status."""
    events = [e for given in found.values() for r in given for e in r["events"]]
    bars = [*Counter(e["type"] for e in events).most_common(), *Counter(e["status"] for e in events).most_common()]
    most = max(n for _, n in bars)
    height = ROW * len(bars) + 10
    box = f'width="{LEFT + WIDE + 60}" height="{height}"'
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" {box} font-family="sans-serif" font-size="12">']
    for n, (name, size) in enumerate(bars):
        y, wide = ROW * n + 5, WIDE * size / most
        colour = "#2b6cb0" if name.isupper() else "#b7791f"
        out.append(f'<text x="{LEFT - 6}" y="{y + 12}" text-anchor="end">{escape(name)}</text>')
        out.append(f'<rect x="{LEFT}" y="{y}" width="{wide:.1f}" height="{ROW - 5}" fill="{colour}"/>')
        out.append(f'<text x="{LEFT + wide + 5:.1f}" y="{y + 12}">{size}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


def main() -> None:
    found = rows()
    PAGE.write_text(page(found), encoding="utf-8")
    PICTURE.write_text(picture(found), encoding="utf-8")


if __name__ == "__main__":
    main()
