"""The people it is about, and the agreements on a person or a location."""
