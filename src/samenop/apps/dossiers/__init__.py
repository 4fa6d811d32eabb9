"""Labelled entries: the only place where content lives, and the one door to read it."""
