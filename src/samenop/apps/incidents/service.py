"""The front door of the acute line."""

from samenop.apps.incidents.actions.assessing import choose_situation, classify_incident, write_note
from samenop.apps.incidents.actions.care import ask_care, give_advice, record_outcome
from samenop.apps.incidents.actions.deploying import (
    connect_directly,
    deploy_unit,
    order_transport,
    progress_deployment,
    progress_transport,
    scale_incident,
    tell_waiting,
)
from samenop.apps.incidents.actions.handing import (
    accept_incident,
    offer_incident,
    refuse_incident,
    return_handover,
    withdraw_offer,
)
from samenop.apps.incidents.actions.releasing import (
    close_incident,
    keep_promise,
    promise,
    release_incident,
    set_police_free,
    tell_reporter,
)
from samenop.apps.incidents.actions.report_batches import take_reports
from samenop.apps.incidents.actions.reporting import add_from_reporter, rate_report
from samenop.apps.incidents.actions.reports import (
    ReportDraft,
    TakenIn,
    add_report,
    join_incident,
    take_report,
    token_hash,
)
from samenop.apps.incidents.actions.seeing import confirm_picture, observe, propose_picture, set_safety
from samenop.apps.incidents.queries import (
    BoardChange,
    BoardRow,
    board_changes,
    board_row,
    board_rows,
    incident_for,
    incident_view,
    open_incidents,
    visible_numbers,
)

__all__ = [
    "BoardChange",
    "BoardRow",
    "ReportDraft",
    "TakenIn",
    "accept_incident",
    "add_from_reporter",
    "add_report",
    "ask_care",
    "board_changes",
    "board_row",
    "board_rows",
    "choose_situation",
    "classify_incident",
    "close_incident",
    "confirm_picture",
    "connect_directly",
    "deploy_unit",
    "give_advice",
    "incident_for",
    "incident_view",
    "join_incident",
    "keep_promise",
    "observe",
    "offer_incident",
    "open_incidents",
    "order_transport",
    "progress_deployment",
    "progress_transport",
    "promise",
    "propose_picture",
    "rate_report",
    "record_outcome",
    "refuse_incident",
    "release_incident",
    "return_handover",
    "scale_incident",
    "set_police_free",
    "set_safety",
    "take_report",
    "take_reports",
    "tell_reporter",
    "tell_waiting",
    "token_hash",
    "visible_numbers",
    "withdraw_offer",
    "write_note",
]
