"""The front door of dossiers."""

from samenop.apps.dossiers.actions import write_entry
from samenop.apps.dossiers.queries import Dossier, Withheld, dossier_of, own_words, readable

__all__ = ["Dossier", "Withheld", "dossier_of", "own_words", "readable", "write_entry"]
