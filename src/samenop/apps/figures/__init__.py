"""The live figures of the acute line."""
