"""Makes the language model from public treebanks. Not shipped."""
