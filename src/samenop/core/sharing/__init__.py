"""Which facts may this reader see: rules as data, and the one decision over them (D1)."""
