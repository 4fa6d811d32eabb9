"""Who holds it: exactly one organisation at every moment, and it moves only when the receiver accepts."""
