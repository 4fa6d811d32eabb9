"""Samenop: police, care, municipality and residents take hold together, from the first minute."""

__version__ = "0.1.0"
