"""Examples of the tables, as the program takes them apart."""

from dateline.reading.examples import DAY, Marked, marked

__all__ = ["DAY", "Marked", "marked"]
