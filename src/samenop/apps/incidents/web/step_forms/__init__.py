"""One form per step of the table."""
