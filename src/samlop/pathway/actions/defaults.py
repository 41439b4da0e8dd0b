"""Gives a municipality the pathway it starts with: the default template and the seven preconditions of a whole person."""

import tomllib
from functools import cache
from pathlib import Path

from django.db import transaction

from samlop.core.models import Municipality
from samlop.pathway.models import PreconditionKind, Template, TemplateStep, TemplateWait

_FILE = Path(__file__).resolve().parents[1] / "templates_data" / "default.toml"


@cache
def default_data() -> dict:
    """The template that comes with the house, as written in the repository."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def ensure_defaults(municipality: Municipality, at) -> Template:
    """Makes the default template and the seven kinds of precondition where they are missing. Twice does nothing.

    A municipality that has a default template keeps it as it is. `at` is when the municipality was set up; set-up is not
    an act on anybody's case, and leaves no event.
    """
    data = default_data()
    with transaction.atomic():
        for order, kind in enumerate(data["precondition"]):
            PreconditionKind.objects.get_or_create(
                municipality=municipality, key=kind["key"],
                defaults={"name": kind["name"], "help": kind["help"], "order": order},
            )  # fmt: skip
        template, made = Template.objects.get_or_create(
            municipality=municipality, is_default=True, defaults={"name": data["name"], "purpose": data["purpose"]}
        )
        if made:
            _fill(template, data["step"])
    return template


def _fill(template: Template, steps: list[dict]) -> None:
    rows = TemplateStep.objects.bulk_create(
        [
            TemplateStep(
                template=template, key=step["key"], title=step["title"], lane=step["lane"], office=step["office"],
                owner_role=step["owner"], anchor=step.get("anchor", "settles"), offset_days=step.get("days", 0),
                duration_days=step["takes"], why=step["why"], basis=step.get("basis", ""),
                repeat_days=step.get("repeat", 0), precondition=step.get("precondition", ""), order=order,
            )
            for order, step in enumerate(steps)
        ]
    )  # fmt: skip
    by_key = {row.key: row for row in rows}
    TemplateWait.objects.bulk_create(
        TemplateWait(step=by_key[step["key"]], waits_for=by_key[ahead])
        for step in steps
        for ahead in step.get("waits", ())
    )
