"""HTTP to action or query, and a decision to a page."""
