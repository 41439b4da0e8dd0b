"""Fetches single rows to change, locked, and small sets of steps for the other rooms."""

from collections.abc import Sequence

from samlop.pathway.models import OPEN, PreconditionKind, Step, Template, TemplateWait, Wait
from samlop.pathway.recipe import Recipe, RecipeStep
from samlop.people.models import Household, Person
from samlop.people.queries import locked_household

_RECIPE = tuple(RecipeStep.__dataclass_fields__)


def locked_step(step: Step) -> Step:
    """The step as it stands now, under its household's lock."""
    household = locked_household(step.household_id)
    kept = Step.objects.get(pk=step.pk)
    kept.household = household
    return kept


def locked_households(numbers: Sequence[int]) -> list[Household]:
    """The households as they stand now, locked in the order of their numbers, so that two of us never wait for each other."""
    rows = Household.objects.select_for_update(no_key=True, of=("self",)).select_related("municipality")
    return list(rows.filter(pk__in=numbers).order_by("pk"))


def locked_wait(wait: Wait) -> Wait:
    """The wait as it stands now, with both its steps, under the household's lock."""
    locked_household(wait.step.household_id)
    return Wait.objects.select_related("step__household", "waits_for__person").get(pk=wait.pk)


def locked_template(template: Template) -> Template:
    """The template as it stands now, locked until the transaction ends."""
    return Template.objects.select_for_update().get(pk=template.pk)


def template_for(user, pk: int) -> Template | None:
    """A template of the user's own municipality, or None."""
    return Template.objects.filter(pk=pk, municipality=user.municipality_id).first()


def templates_of(user) -> list[Template]:
    """The municipality's templates, the default first."""
    return list(Template.objects.filter(municipality=user.municipality_id).order_by("-is_default", "name"))


def wait_for(step: Step, pk: int) -> Wait | None:
    """One of the waits of a step, or None."""
    return Wait.objects.select_related("step", "waits_for__person").filter(pk=pk, step=step).first()


def kind_for(user, pk: int) -> PreconditionKind | None:
    """A kind of precondition of the user's own municipality, or None."""
    return PreconditionKind.objects.filter(pk=pk, municipality=user.municipality_id).first()


def recipe_of(template: Template) -> Recipe:
    """The template as laying reads it. Two queries."""
    steps = tuple(RecipeStep(*row) for row in template.steps.order_by("order", "id").values_list(*_RECIPE))
    waits: dict[str, tuple[str, ...]] = {step.key: () for step in steps}
    rows = TemplateWait.objects.filter(step__template=template).order_by("waits_for__order", "waits_for_id")
    for key, ahead in rows.values_list("step__key", "waits_for__key"):
        waits[key] += (ahead,)
    return Recipe(steps, waits)


def open_steps(*, household: Household, key: str, person: Person | None = None) -> list[Step]:
    """The open steps of that key: the person's own, or the household's when she has none of her own."""
    rows = list(Step.objects.filter(household=household, key=key, state__in=OPEN).order_by("order", "id"))
    own = [step for step in rows if person is not None and step.person_id == person.pk]
    return own or [step for step in rows if step.person_id is None]


def titles_of(household_id: int) -> dict[int, str]:
    """What each step of a household is called, with the name of the one it is for: to name a ring in words."""
    rows = Step.objects.filter(household=household_id).values_list("pk", "title", "person__given_name")
    return {pk: f"{title} ({name})" if name else title for pk, title, name in rows}
