"""May this role do this kind of thing: what a role is, closed by default."""
