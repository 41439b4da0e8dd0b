"""Changes the pathway: one function for each act, grouped by what it does."""

from samlop.pathway.actions.changes import (
    add_step,
    add_wait,
    agree_day,
    change_due,
    change_owner,
    override_wait,
)
from samlop.pathway.actions.dates import keep_deadlines, reckon_dates
from samlop.pathway.actions.defaults import default_data, ensure_defaults
from samlop.pathway.actions.laying import lay, lay_many
from samlop.pathway.actions.moves import begin, drop, finish, finish_by_key, record_history, reopen
from samlop.pathway.actions.preconditions import add_kind, change_kind, set_precondition
from samlop.pathway.actions.settle import refresh_standing
from samlop.pathway.actions.templates import (
    copy_template,
    remove_template_step,
    rename_template,
    save_template_step,
    use_as_default,
)

__all__ = [
    "add_kind",
    "add_step",
    "add_wait",
    "agree_day",
    "begin",
    "change_due",
    "change_kind",
    "change_owner",
    "copy_template",
    "default_data",
    "drop",
    "ensure_defaults",
    "finish",
    "finish_by_key",
    "keep_deadlines",
    "lay",
    "lay_many",
    "override_wait",
    "reckon_dates",
    "record_history",
    "refresh_standing",
    "remove_template_step",
    "rename_template",
    "reopen",
    "save_template_step",
    "set_precondition",
    "use_as_default",
]
