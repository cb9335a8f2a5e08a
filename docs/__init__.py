"""The written pages, and what is generated into them."""
