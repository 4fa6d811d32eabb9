"""Promises and running clocks on whatever is held."""
