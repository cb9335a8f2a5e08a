"""Many reports -> one history: copies of one text, the same deed told in several reports, a pledge followed to delivery."""

from dateline.ledger.copies import copies
from dateline.ledger.merge import Ledger, Proposal, Ruling, merge
from dateline.ledger.rates import Rates, read_rates
from dateline.ledger.totals import Total, totals

__all__ = ["Ledger", "Proposal", "Rates", "Ruling", "Total", "copies", "merge", "read_rates", "totals"]
