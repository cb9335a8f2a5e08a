"""Records and cases -> the columns and files that others use."""

from dateline.export.columns import Column, Table
from dateline.export.kiel import KIEL
from dateline.export.own import CASES, EVENTS, PLEDGES, QUOTES
from dateline.export.package import cited, release_name, write_package
from dateline.export.views import VIEWS as EVENT_VIEWS
from dateline.export.written import ONE, TooLarge, as_sqlite, as_xlsx

TABLES = {t.name: t for t in (EVENTS, PLEDGES, QUOTES, CASES)}
VIEWS = {t.name: t for t in (*EVENT_VIEWS, KIEL)}

__all__ = [
    "CASES", "ONE", "TABLES", "VIEWS", "Column", "Table", "TooLarge", "as_sqlite", "as_xlsx", "cited", "release_name",
    "write_package",
]  # fmt: skip
