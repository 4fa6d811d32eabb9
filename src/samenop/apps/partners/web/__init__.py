"""Who is asking: the actor behind every request."""
