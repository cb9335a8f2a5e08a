"""Rows of the tables, by the name that `because` gives them."""

from __future__ import annotations

from dateline.cli.explain import TABLES, table_row


def test_a_row_is_found() -> None:
    path = TABLES / "deeds" / "aid.tsv"
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(n for n, x in enumerate(lines, start=1) if n > 5 and x and not x.startswith("#"))
    (shown,) = table_row(f"“sent” is AID by aid.tsv:{number}")
    assert shown.startswith(f"aid.tsv:{number} | ")
    assert lines[number - 1].split("\t")[0] in shown


def test_what_is_no_row_is_nothing() -> None:
    for step in (
        "direct speech",
        "aid.tsv:0",
        "aid.tsv:999999",
        "none.tsv:1",
        "../aid.tsv",
        "“x” by /etc/passwd.tsv:1",
        "",
    ):
        assert table_row(step) == []
