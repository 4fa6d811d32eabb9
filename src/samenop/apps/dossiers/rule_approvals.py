"""Which sharing rules are in force, and the yes of a privacy officer that puts a version in force."""

from collections import defaultdict
from datetime import datetime

from django.db import IntegrityError, transaction

from samenop.apps.dossiers.models import SharingRuleApproval
from samenop.apps.ledger.service import record
from samenop.catalogues.asking_catalogue import asking_rules, rule_records
from samenop.core.kernel import Actor, Answer, Refused
from samenop.core.sharing.approving import decide_approval, rules_that_count
from samenop.core.sharing.asking import AskingRule


def rules_in_force(*, demo: bool, now: datetime) -> tuple[AskingRule, ...]:
    """The rules that count now; in a demo all that have begun count, approved or not."""
    approved = frozenset() if demo else approved_versions()
    since = {name: record.valid_from for name, record in rule_records().items()}
    return rules_that_count(asking_rules(), since=since, on=now.date(), approved=approved, demo=demo)


def approved_versions() -> frozenset[tuple[str, int]]:
    """Every version of a rule that at least one privacy officer of the region approved."""
    return frozenset(SharingRuleApproval.objects.values_list("rule", "version"))


def approvals() -> dict[tuple[str, int], list[str]]:
    """By rule and version the organisations whose privacy officer approved it, oldest first."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for rule, version, name in SharingRuleApproval.objects.order_by("at").values_list(
        "rule", "version", "organisation__name"
    ):
        found[(rule, version)].append(name)
    return dict(found)


def approve_rule(*, rule: str, actor: Actor, now: datetime) -> Answer:
    """A privacy officer approves the present version of a rule for use; twice by one organisation is refused."""
    found = next((one for one in asking_rules() if one.id == rule), None)
    own = SharingRuleApproval.objects.filter(organisation=actor.organisation).values_list("rule", "version")
    answer = decide_approval(actor, found, frozenset(own))
    if isinstance(answer, Refused) or found is None:
        return answer
    try:
        with transaction.atomic():
            SharingRuleApproval.objects.create(
                rule=found.id, version=found.version, organisation_id=actor.organisation, by=actor.id, at=now
            )
            record(answer.events, subject=f"sharing-rule:{found.id}", actor=actor, now=now)
    except IntegrityError:
        # Two taps at the same moment: the constraint lets one through.
        return Refused("rule_approved_already")
    return answer
