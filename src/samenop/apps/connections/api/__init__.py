"""Subscriptions of connected systems."""
