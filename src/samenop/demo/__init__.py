"""The fictional region: seeded, reproducible, and never outside demo mode."""
