"""Decides about notice, decisions, complaints and records."""

from samlop.law.case_handling import acts, letters, notice, party, records  # noqa: F401  # importing registers the rules

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = (
    ("advance_notice", "notice_exception"),
    ("reasons_required", "decision_result"),
    ("letter_complete", "letter_items"),
    ("notice_arrived", "digital_alert_sent_on"),
    ("appeal_in_time", "appeal_sent_on"),
    ("interpreter_and_translation", "understands_norwegian"),
    ("minor_party", "can_form_views"),
)
