"""`python -m docs.schema`: writes the JSON Schema of the records to `docs/records.schema.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from dateline.records import schema

PATH = Path(__file__).resolve().parent / "records.schema.json"


def text() -> str:
    """The schema as the file must hold it, fields in the order in which the records define them."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def current() -> bool:
    """Does the file hold the schema of the records as they are defined now?"""
    return PATH.is_file() and PATH.read_bytes() == text().encode()


@click.command(help=__doc__)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when the file is out of date.")
def main(check: bool) -> None:
    if check:
        if not current():
            click.echo(f"docs/{PATH.name} is out of date; `make schema` writes it anew", err=True)
            sys.exit(1)
        return
    PATH.write_bytes(text().encode())


if __name__ == "__main__":
    main()
