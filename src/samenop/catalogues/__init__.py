"""What experts own, as dated YAML with its source, loaded once into frozen objects of the core."""
