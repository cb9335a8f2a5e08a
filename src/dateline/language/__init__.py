"""Report -> Document: what the language says."""

from dateline.language.document import Argument, Document, Name
from dateline.language.parse import ParsedWords, parse, parse_words, version

__all__ = ["Argument", "Document", "Name", "ParsedWords", "parse", "parse_words", "version"]
