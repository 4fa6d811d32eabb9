"""The rooms with a table of their own, lowest first: ledger … live."""
