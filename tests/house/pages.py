"""Every address of the product, with the right it needs and a row to open it on. One list, many laws of nature.

Kinds: `page` (opened with GET), `form` (GET shows a form, POST sends it), `act` (POST only), `file` (a download),
`fragment` (a part of a page, for scripts). `right` is written here a second time on purpose: the views and this list
must agree, and the roles' rights stand as a table in `test_pages.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from samlop.access.policy import Right


@dataclass(frozen=True)
class Address:
    """One address. `args` picks the row to open from the world of the tests; `of` says whose it is."""

    kind: str
    right: Right | None
    args: Callable = lambda world: []
    of: str = ""  # "person": about one person, and not there for those who may not see her


def person(world):
    return [world.person.pk]


def household(world):
    return [world.person.household_id]


def step(world):
    return [world.step.pk]


def plan(world):
    return [world.plan.pk]


def decision(world):
    return [world.decision.pk]


def cause(world):
    return [world.change.cause_id]


def replay(world):
    return [world.replay.pk]


def template(world):
    return [world.template.pk]


OPEN = {"access:sign_in": Address("form", None)}
ANYBODY = {"access:sign_out": Address("act", None), "casework:start": Address("page", None)}
ADDRESSES: dict[str, Address] = {
    "casework:my_people": Address("page", Right.SEE),
    "casework:filters": Address("form", Right.SEE),
    "casework:drop_filter": Address("act", Right.SEE, lambda world: [world.filter.pk]),
    "casework:search": Address("form", Right.SEE),
    "casework:person": Address("page", Right.SEE, person, "person"),
    "casework:edit": Address("form", Right.EDIT, person, "person"),
    "casework:permit": Address("form", Right.EDIT, person, "person"),
    "casework:law": Address("page", Right.SEE_CASE, person, "person"),
    "casework:follow": Address("page", Right.REASSIGN, person, "person"),
    "casework:reassign": Address("act", Right.REASSIGN, person, "person"),
    "casework:give_access": Address("act", Right.REASSIGN, person, "person"),
    "casework:end_access": Address("act", Right.REASSIGN, lambda world: [world.person.pk, world.access.pk], "person"),
    "casework:weigh": Address("act", Right.REASSIGN, person, "person"),
    "casework:arrivals": Address("page", Right.SEE_ARRIVALS),
    "casework:team": Address("page", Right.SEE_TEAM),
    "casework:norm": Address("form", Right.REASSIGN),
    "casework:member": Address("page", Right.SEE_TEAM, lambda world: [world.cast.counsellor.pk]),
    "casework:deviations": Address("page", Right.SEE_TEAM),
    "casework:reads": Address("page", Right.SEE_LOG),
    "casework:reads_of": Address("page", Right.SEE_LOG, person, "person"),
    "pathway:household": Address("page", Right.SEE_CASE, household, "person"),
    "pathway:lay": Address("act", Right.STEER, household, "person"),
    "pathway:add_step": Address("form", Right.STEER, household, "person"),
    "pathway:step": Address("page", Right.SEE_CASE, step, "person"),
    "pathway:begin": Address("act", Right.STEER, step, "person"),
    "pathway:finish": Address("act", Right.STEER, step, "person"),
    "pathway:drop": Address("form", Right.STEER, step, "person"),
    "pathway:reopen": Address("form", Right.STEER, step, "person"),
    "pathway:due": Address("form", Right.STEER, step, "person"),
    "pathway:owner": Address("form", Right.STEER, step, "person"),
    "pathway:override": Address("form", Right.STEER, lambda world: [world.wait.step_id, world.wait.pk], "person"),
    "pathway:preconditions": Address("page", Right.SEE_CASE, person, "person"),
    "pathway:precondition": Address("form", Right.STEER, lambda world: [world.person.pk, world.kind.pk], "person"),
    "pathway:kinds": Address("form", Right.TEMPLATES),
    "pathway:kind": Address("form", Right.TEMPLATES, lambda world: [world.kind.pk]),
    "pathway:templates": Address("page", Right.TEMPLATES),
    "pathway:start_with_default": Address("act", Right.TEMPLATES),
    "pathway:template": Address("form", Right.TEMPLATES, template),
    "pathway:template_copy": Address("form", Right.TEMPLATES, template),
    "pathway:template_default": Address("act", Right.TEMPLATES, template),
    "pathway:template_add_step": Address("form", Right.TEMPLATES, template),
    "pathway:template_step": Address(
        "form", Right.TEMPLATES, lambda world: [world.template.pk, world.template.steps.first().pk]
    ),
    "pathway:template_remove_step": Address(
        "form", Right.TEMPLATES, lambda world: [world.template.pk, world.template.steps.last().pk]
    ),
    "assessment:changes": Address("page", Right.SEE_CASE),
    "assessment:cause": Address("page", Right.SEE_CASE, cause, "person"),
    "assessment:accept": Address("act", Right.STEER, cause, "person"),
    "assessment:deadlines": Address("page", Right.SEE_CASE),
    "assessment:history": Address("page", Right.SEE_CASE, person, "person"),
    "assessment:fact": Address("form", Right.EDIT, person, "person"),
    "assessment:replays": Address("form", Right.REPLAY),
    "assessment:draft": Address("form", Right.REPLAY),
    "assessment:replay": Address("page", Right.REPLAY, replay),
    "assessment:export": Address("file", Right.REPLAY, lambda world: [world.replay.pk, "csv"]),
    "lawbook:rules": Address("page", Right.LAW),
    "lawbook:rule": Address("page", Right.LAW, lambda world: ["entitlement"]),
    "lawbook:what_if": Address("form", Right.LAW, lambda world: ["entitlement"]),
    "lawbook:sections": Address("page", Right.LAW),
    "lawbook:parameters": Address("page", Right.LAW),
    "lawbook:parameter": Address("page", Right.LAW, lambda world: ["basic_amount"]),
    "lawbook:readings": Address("page", Right.LAW),
    "lawbook:choose": Address("form", Right.READINGS, lambda world: ["age_55_boundary"]),
    "lawbook:document": Address("file", Right.LAW),
    "lawbook:explain": Address("page", Right.SEE_CASE, lambda world: [world.person.pk, "entitlement"], "person"),
    "lawbook:of_plan": Address("page", Right.SEE_CASE, lambda world: [world.plan.pk, "duration"], "person"),
    "lawbook:of_decision": Address("page", Right.SEE_CASE, lambda world: [world.decision.pk, "duration"], "person"),
    "lawbook:of_change": Address("page", Right.SEE_CASE, lambda world: [world.change.pk], "person"),
    "settlement:imports": Address("page", Right.IMPORT),
    "settlement:upload": Address("form", Right.IMPORT),
    "settlement:example": Address("file", Right.IMPORT, lambda world: ["csv"]),
    "settlement:preview": Address("page", Right.IMPORT, lambda world: [world.listed.pk]),
    "settlement:confirm": Address("act", Right.IMPORT, lambda world: [world.listed.pk]),
    "settlement:choose": Address("act", Right.IMPORT, lambda world: [world.listed.pk]),
    "settlement:put_away": Address("act", Right.IMPORT, lambda world: [world.listed.pk]),
    "settlement:household": Address("page", Right.SEE_CASE, household, "person"),
    "settlement:answer": Address("act", Right.STEER, household, "person"),
    "settlement:day": Address("act", Right.STEER, household, "person"),
    "settlement:dwelling": Address("act", Right.STEER, household, "person"),
    "settlement:moved_in": Address("act", Right.STEER, household, "person"),
    "competence:mapping": Address("page", Right.MAP, person, "person"),
    "competence:done": Address("act", Right.MAP, person, "person"),
    "competence:profile": Address("page", Right.SEE_CASE, person, "person"),
    "competence:phase": Address("form", Right.MAP, person, "person"),
    "competence:track": Address("form", Right.MAP, person, "person"),
    "competence:add": Address("form", Right.MAP, lambda world: [world.person.pk, world.mapped[0]], "person"),
    "competence:add_step": Address("form", Right.MAP, lambda world: [world.guidance.pk], "person"),
    "competence:change": Address("form", Right.MAP, lambda world: [world.mapped[0], world.mapped[1].pk], "person"),
    "competence:remove": Address("act", Right.MAP, lambda world: [world.mapped[0], world.mapped[1].pk], "person"),
    "competence:restore": Address("act", Right.MAP, lambda world: [world.mapped[0], world.mapped[1].pk], "person"),
    "competence:forget_language": Address("act", Right.MAP, lambda world: [world.language.pk], "person"),
    "competence:occupations": Address("act", Right.MAP),
    "interpreting:record": Address("page", Right.SEE_CASE, person, "person"),
    "interpreting:add": Address("form", Right.EDIT, person, "person"),
    "interpreting:change": Address("form", Right.EDIT, lambda world: [world.use.pk], "person"),
    "interpreting:strike": Address("form", Right.EDIT, lambda world: [world.use.pk], "person"),
    "programme:plan": Address("page", Right.SEE, person, "person"),
    "programme:begin": Address("act", Right.PLAN, person, "person"),
    "programme:version": Address("page", Right.SEE_CASE, plan, "person"),
    "programme:sitting": Address("form", Right.PLAN, lambda world: [world.draft.pk, 2], "person"),
    "programme:autosave": Address("act", Right.PLAN, lambda world: [world.draft.pk, 2], "person"),
    "programme:reading": Address("act", Right.PLAN, lambda world: [world.draft.pk], "person"),
    "programme:submit": Address("act", Right.PLAN, plan, "person"),
    "programme:take_into_use": Address("act", Right.PLAN, plan, "person"),
    "programme:withdraw": Address("act", Right.PLAN, plan, "person"),
    "programme:new_version": Address("act", Right.PLAN, plan, "person"),
    "programme:review": Address("act", Right.PLAN, plan, "person"),
    "programme:approve": Address("form", Right.APPROVE, plan, "person"),
    "programme:catalogue": Address("form", Right.TEMPLATES),
    "programme:close_measure": Address("act", Right.TEMPLATES, lambda world: [world.measure.pk]),
    "decisions:to_approve": Address("page", Right.APPROVE),
    "decisions:decision": Address("page", Right.SEE_CASE, decision, "person"),
    "decisions:approve": Address("act", Right.APPROVE, decision, "person"),
    "decisions:send_back": Address("act", Right.APPROVE, decision, "person"),
    "decisions:preview": Address("file", Right.SEE_CASE, decision, "person"),
    "decisions:document": Address("file", Right.SEE_CASE, lambda world: [world.document.pk], "person"),
    "decisions:translations": Address("page", Right.TRANSLATE),
    "decisions:translation": Address("form", Right.TRANSLATE, lambda world: ["uk"]),
}
ALL = OPEN | ANYBODY | ADDRESSES
