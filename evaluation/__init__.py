"""Scores reading against gold data. Not shipped."""
