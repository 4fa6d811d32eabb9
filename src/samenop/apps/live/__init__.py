"""Tells open screens that something changed."""
