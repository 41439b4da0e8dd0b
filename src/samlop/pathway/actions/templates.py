"""Changes a municipality's templates. What is already laid in households stays as it is."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core.errors import Conflict, Refused
from samlop.pathway import queries, words
from samlop.pathway.actions.laying import ring_in_words
from samlop.pathway.models import Template, TemplateStep, TemplateWait
from samlop.planning import graph

FIELDS = (
    "title", "lane", "office", "owner_role", "anchor", "offset_days", "duration_days", "why", "basis", "repeat_days",
    "precondition",
)  # fmt: skip


def save_template_step(
    *, template: Template, values: dict, waits_for: Sequence[int], by, at, step: TemplateStep | None = None,
    version: int | None = None,
) -> TemplateStep:  # fmt: skip
    """Adds or changes one step of a template, with what it waits for (numbers of steps of the same template).

    The template's version rises by one. Refuses a ring, naming it; refuses (Conflict) when `version` is not the latest.
    """
    require(by, Right.TEMPLATES)
    with transaction.atomic():
        kept = _unchanged(template, by, version)
        row = step or TemplateStep(template=kept, key=_new_key(kept, values["title"]), order=_last(kept) + 1)
        before = {name: getattr(row, name) for name in FIELDS} if step else {}
        for name in FIELDS:
            setattr(row, name, values[name])
        row.save()
        titles = dict(kept.steps.values_list("pk", "title"))
        wanted = [pk for pk in dict.fromkeys(waits_for) if pk in titles and pk != row.pk]
        row.waits.exclude(waits_for__in=wanted).delete()
        lies = set(row.waits.values_list("waits_for_id", flat=True))
        TemplateWait.objects.bulk_create(TemplateWait(step=row, waits_for_id=pk) for pk in wanted if pk not in lies)
        _no_ring(kept, titles)
        changed = {n: {"før": before.get(n), "nå": values[n]} for n in FIELDS if before.get(n) != values[n]}
        data = {"steg": row.title, "endret": changed, "venter på": [titles[pk] for pk in wanted]}
        _new_version(kept, "endret steg i mal" if step else "la til steg i mal", by, at, data)
    return row


def remove_template_step(*, template: Template, step: TemplateStep, by, at, version: int | None = None) -> None:
    """Takes a step out of a template. What waited for it waits for what it waited for, so that the order holds."""
    require(by, Right.TEMPLATES)
    with transaction.atomic():
        kept = _unchanged(template, by, version)
        row = kept.steps.filter(pk=step.pk).first()
        if row is None:
            return
        ahead = list(row.waits.values_list("waits_for_id", flat=True))
        behind = list(TemplateWait.objects.filter(waits_for=row).values_list("step_id", flat=True))
        TemplateWait.objects.bulk_create(
            [TemplateWait(step_id=b, waits_for_id=a) for b in behind for a in ahead], ignore_conflicts=True
        )
        row.delete()
        _new_version(kept, "tok steg ut av mal", by, at, {"steg": row.title})


def rename_template(*, template: Template, name: str, purpose: str, by, at, version: int | None = None) -> Template:
    """Changes what a template is called and when it is used."""
    require(by, Right.TEMPLATES)
    with transaction.atomic():
        kept = _unchanged(template, by, version)
        _free_name(kept, name)
        before = {"navn": kept.name, "brukes": kept.purpose}
        kept.name, kept.purpose = name, purpose
        _new_version(kept, "endret navn på mal", by, at, {"før": before, "nå": {"navn": name, "brukes": purpose}})
    return kept


def copy_template(*, template: Template, name: str, purpose: str, by, at) -> Template:
    """Makes a new template with all steps and waits of another."""
    require(by, Right.TEMPLATES)
    with transaction.atomic():
        source = _unchanged(template, by, None)
        copy = Template(municipality_id=source.municipality_id, name=name, purpose=purpose)
        _free_name(copy, name)
        copy.save()
        numbers = {}
        for step in source.steps.all():
            old, step.pk, step.template = step.pk, None, copy
            step._state.adding = True
            step.save()
            numbers[old] = step.pk
        waits = TemplateWait.objects.filter(step__template=source).values_list("step_id", "waits_for_id")
        TemplateWait.objects.bulk_create(TemplateWait(step_id=numbers[a], waits_for_id=numbers[b]) for a, b in waits)
        audit.record(act="laget mal", by=by, at=at, data={"mal": name, "kopi av": source.name})
    return copy


def use_as_default(*, template: Template, by, at) -> None:
    """Makes a template the one that is used when nothing else is chosen. Twice does nothing."""
    require(by, Right.TEMPLATES)
    with transaction.atomic():
        kept = _unchanged(template, by, None)
        if kept.is_default:
            return
        Template.objects.filter(municipality=kept.municipality_id, is_default=True).update(is_default=False)
        kept.is_default = True
        _new_version(kept, "valgte standardmal", by, at, {})


def _unchanged(template: Template, by, version: int | None) -> Template:
    kept = queries.locked_template(template)
    if kept.municipality_id != by.municipality_id:
        raise Refused("Malen hører til en annen kommune. Endre kommunens egne maler.")
    if version is not None and kept.version != version:
        raise Conflict("Noen andre har endret malen mens du skrev. Se hva som står nå, og lagre på nytt om det trengs.")
    return kept


def _new_version(template: Template, act: str, by, at, data: dict) -> None:
    template.version += 1
    template.save()
    audit.record(act=act, by=by, at=at, data={"mal": template.name, "versjon": template.version, **data})


def _no_ring(template: Template, titles: dict[int, str]) -> None:
    waits: dict[int, list[int]] = {pk: [] for pk in titles}
    rows = TemplateWait.objects.filter(step__template=template).order_by("id")
    for step, ahead in rows.values_list("step_id", "waits_for_id"):
        waits[step].append(ahead)
    try:
        graph.order(waits)
    except graph.Cycle as ring:
        raise Refused(ring_in_words(ring, titles)) from ring


def _free_name(template: Template, name: str) -> None:
    others = Template.objects.filter(municipality=template.municipality_id, name=name).exclude(pk=template.pk)
    if others.exists():
        raise Refused(f"Kommunen har allerede en mal som heter «{name}». Velg et annet navn.")


def _new_key(template: Template, title: str) -> str:
    taken = set(template.steps.values_list("key", flat=True))
    base = f"eget-{words.slug(title)[:30]}".rstrip("-")
    key, nth = base, 2
    while key in taken:
        key, nth = f"{base}-{nth}", nth + 1
    return key


def _last(template: Template) -> int:
    last = template.steps.aggregate(last=Max("order"))["last"]
    return -1 if last is None else last
