"""The stories of the demo: what is reported, said and done, as data, and the moves that play them."""
