"""No tables of its own: this room reads what others keep."""
