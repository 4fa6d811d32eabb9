"""The acute line for connected systems: HTTP to action or query, and a decision to a status."""
