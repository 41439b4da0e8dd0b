"""An administrator changes templates without code; rings are named; what is laid stays."""

import pytest
from django.core.exceptions import PermissionDenied

from samlop.audit.models import Event
from samlop.core.errors import Conflict, Refused
from samlop.pathway import actions
from samlop.pathway.models import Step, Template, TemplateStep
from tests import given

pytestmark = pytest.mark.django_db
NEW = {
    "title": "Bibliotekkort", "lane": "adult", "office": "Biblioteket", "owner_role": "counsellor", "anchor": "settles",
    "offset_days": 20, "duration_days": 2, "why": "Et gratis møtested", "basis": "", "repeat_days": 0, "precondition": "everyday",
}  # fmt: skip


@pytest.fixture
def template(cast, now) -> Template:
    return actions.ensure_defaults(cast.municipality, now)


@pytest.mark.parametrize("role", ["translator", "teacher", "auditor", "counsellor", "coordinator", "team_leader"])
def test_only_an_administrator_changes_a_template(cast, now, template, role):
    with pytest.raises(PermissionDenied):
        actions.save_template_step(template=template, values=NEW, waits_for=[], by=getattr(cast, role), at=now)


def test_a_new_step_reaches_those_who_come_and_not_what_lies(laid):
    template = Template.objects.get()
    count = Step.objects.filter(household=laid.household).count()
    phone = template.steps.get(key="phone")
    step = actions.save_template_step(
        template=template, values=NEW, waits_for=[phone.pk], by=laid.cast.administrator, at=laid.now
    )
    template.refresh_from_db()
    assert template.version == 2
    assert Step.objects.filter(household=laid.household).count() == count
    comer = given.a_person(laid.cast)
    actions.lay(household=comer.household, by=laid.cast.counsellor, at=laid.now)
    laid_step = Step.objects.get(household=comer.household, key=step.key)
    assert laid_step.waits.get().waits_for.key == "phone"


def test_changing_the_owner_of_a_template_step_leaves_what_is_laid(laid):
    template = Template.objects.get()
    step = template.steps.get(key="leisure")
    values = {name: getattr(step, name) for name in NEW} | {"office": "Frivillighetshuset"}
    actions.save_template_step(
        template=template, step=step, values=values, waits_for=[], by=laid.cast.administrator, at=laid.now
    )
    assert laid.step("leisure").office == "Frivilligsentralen"
    assert template.steps.get(key="leisure").office == "Frivillighetshuset"


def test_a_ring_is_named_in_words_and_nothing_changes(cast, now, template):
    home = template.steps.get(key="home_found")
    values = {name: getattr(home, name) for name in NEW}
    with pytest.raises(Refused, match="Finn bolig") as told:
        actions.save_template_step(
            template=template,
            step=home,
            values=values,
            waits_for=[template.steps.get(key="lease").pk],
            by=cast.administrator,
            at=now,
        )
    assert "Leiekontrakt og garanti" in str(told.value)
    assert {w.waits_for.key for w in home.waits.all()} == {"accept", "needs_triage"}
    template.refresh_from_db()
    assert template.version == 1


def test_two_administrators_are_told(cast, now, template):
    actions.save_template_step(template=template, values=NEW, waits_for=[], by=cast.administrator, at=now, version=1)
    with pytest.raises(Conflict):
        actions.save_template_step(
            template=template, values=NEW, waits_for=[], by=cast.administrator, at=now, version=1
        )


def test_a_removed_step_leaves_the_order_of_the_others(cast, now, template):
    actions.remove_template_step(
        template=template, step=template.steps.get(key="home_found"), by=cast.administrator, at=now
    )
    assert {w.waits_for.key for w in template.steps.get(key="lease").waits.all()} == {"accept", "needs_triage"}
    assert not TemplateStep.objects.filter(key="home_found").exists()


def test_a_copy_has_the_same_steps_and_waits_and_the_first_is_untouched(cast, now, template):
    copy = actions.copy_template(
        template=template, name="Familieinnvandring", purpose="", by=cast.administrator, at=now
    )
    shape = lambda t: {s.key: {w.waits_for.key for w in s.waits.all()} for s in t.steps.all()}  # noqa: E731
    assert shape(copy) == shape(template)
    assert not copy.is_default
    with pytest.raises(Refused, match="Familieinnvandring"):
        actions.copy_template(template=template, name="Familieinnvandring", purpose="", by=cast.administrator, at=now)


def test_there_is_one_default(cast, now, template):
    copy = actions.copy_template(template=template, name="Kopi", purpose="", by=cast.administrator, at=now)
    actions.use_as_default(template=copy, by=cast.administrator, at=now)
    assert Template.objects.get(is_default=True) == copy


def test_the_template_of_another_municipality_is_refused(cast, now, template):
    other = given.Cast(number="0301", name="En annen")
    with pytest.raises(Refused):
        actions.save_template_step(template=template, values=NEW, waits_for=[], by=other.administrator, at=now)


def test_every_change_is_an_event(cast, now, template):
    actions.save_template_step(template=template, values=NEW, waits_for=[], by=cast.administrator, at=now)
    event = Event.objects.get(act="la til steg i mal")
    assert (event.by, event.data["versjon"]) == (cast.administrator, 2)
