"""Words and small drawings of the acute line for templates."""
