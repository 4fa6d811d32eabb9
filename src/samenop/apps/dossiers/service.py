"""The front door of dossiers."""

from samenop.apps.dossiers.actions import new_entry, write_entries, write_entry
from samenop.apps.dossiers.queries import Dossier, Withheld, dossier_of, own_words, readable

__all__ = [
    "Dossier",
    "Withheld",
    "dossier_of",
    "new_entry",
    "own_words",
    "readable",
    "write_entries",
    "write_entry",
]
