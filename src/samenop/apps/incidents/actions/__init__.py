"""Every step of the acute line, one verb each."""
