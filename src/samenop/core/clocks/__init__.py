"""The same time for everyone: norms, running clocks and opening hours (idea 5, A9)."""
