"""The front door of dossiers."""

from samenop.apps.dossiers.actions import new_entry, write_entries, write_entry
from samenop.apps.dossiers.queries import Dossier, Withheld, dossier_of, own_words, readable
from samenop.apps.dossiers.recorded_answers import Recorded, is_known_question, record_answer
from samenop.apps.dossiers.rule_approvals import approvals, approve_rule, approved_versions, rules_in_force

__all__ = [
    "Dossier",
    "Recorded",
    "Withheld",
    "approvals",
    "approve_rule",
    "approved_versions",
    "dossier_of",
    "is_known_question",
    "new_entry",
    "own_words",
    "readable",
    "record_answer",
    "rules_in_force",
    "write_entries",
    "write_entry",
]
