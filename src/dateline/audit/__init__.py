"""A person's own sheet of support against what an archive's reports say."""

from dateline.audit.columns import Mapping, guessed, read_mapping, write_mapping
from dateline.audit.compare import Finding, audited
from dateline.audit.sheet import Sheet, SheetError, open_sheet

__all__ = [
    "Finding", "Mapping", "Sheet", "SheetError", "audited", "guessed", "open_sheet", "read_mapping", "write_mapping",
]  # fmt: skip
