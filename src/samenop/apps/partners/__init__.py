"""Organisations, their people and roles, units, rosters, capabilities and agreements."""
