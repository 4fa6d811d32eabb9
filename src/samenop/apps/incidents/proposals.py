"""What the rules propose for a report: class, need and situation, each with its reasons."""

from django.conf import settings

from samenop.catalogues.classification_catalogue import classification
from samenop.catalogues.situations_catalogue import situation_model
from samenop.core.incidents.classification import Proposal, Reporter, ReportFacts, propose_classification
from samenop.core.situations.suggestion import Suggestion, suggest


def proposal_for(text: str, ticked: frozenset[str], denied: frozenset[str], reporter_kind: str) -> Proposal:
    """The proposed class of a report (A2); a person decides."""
    reporter: Reporter = "citizen"
    if reporter_kind == "professional":
        reporter = "professional"
    elif reporter_kind == "system":
        reporter = "system"
    facts = ReportFacts(text=text, ticked=ticked, denied=denied, reporter=reporter)
    return propose_classification(facts, classification(settings.REGION).rulebook)


def situations_for(text: str, *, limit: int = 3) -> tuple[Suggestion, ...]:
    """The most likely situations of a free text, with the words they rest on (A3)."""
    return suggest(text, situation_model(settings.REGION), limit=limit) if text.strip() else ()
