"""Reads saved filters, and the choices they are made of."""

from samlop.casework.models import SavedFilter
from samlop.pathway.models import TemplateStep


def of_user(user):
    """The user's own filters, by name."""
    return SavedFilter.objects.filter(user=user)


def own(user, pk: int) -> SavedFilter | None:
    """One of the user's own filters; others' do not exist for her."""
    return SavedFilter.objects.filter(user=user, pk=pk).first()


def step_choices(user) -> list[tuple[str, str]]:
    """(key, title) of the steps the municipality's templates have."""
    rows = TemplateStep.objects.filter(template__municipality=user.municipality_id).order_by("order", "id")
    return list(dict(rows.values_list("key", "title")).items())
