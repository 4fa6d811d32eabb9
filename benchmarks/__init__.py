"""What Samenop costs: measured on real processes and real databases, side by side, with the last results kept."""
