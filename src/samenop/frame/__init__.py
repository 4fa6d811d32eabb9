"""What every screen and endpoint shares: the page frame, its components, words and moments."""
