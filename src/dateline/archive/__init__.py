"""What is kept: an open folder of reports, records and decisions. Nothing else writes SQL."""

from __future__ import annotations

from dateline.archive.adding import Kept, Reread, Skipped
from dateline.archive.check import Fault
from dateline.archive.decisions import Decision
from dateline.archive.folder import ArchiveError
from dateline.archive.opened import Added, Archive, Shown, open_archive

__all__ = [
    "Added", "Archive", "ArchiveError", "Decision", "Fault", "Kept", "Reread", "Shown", "Skipped", "open_archive",
]  # fmt: skip
