"""The two books: what happened, and who looked."""
