"""Pure rules: no framework, no clock, no chance, no files."""
