"""Opens the trace of one answer: about a person today, in a plan, frozen in a decision, or in a difference a night found."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samlop.access.fetch import get_for, needs
from samlop.access.policy import Right
from samlop.assessment.caseload import steps_done
from samlop.assessment.models import Change
from samlop.core.calendar import long_date
from samlop.core.languages import country_name
from samlop.decisions.models import Decision
from samlop.law.english import date_en
from samlop.law.explain import ExplainedFact
from samlop.law.explain import explain as explained
from samlop.law.rule import RULES
from samlop.law.whatif import what_if
from samlop.lawbook.forms import DayForm
from samlop.lawbook.queries import frozen, judging
from samlop.lawbook.words import EXPLAIN, language_of
from samlop.people.models import Person
from samlop.programme.facts import picture
from samlop.programme.models import Plan

SCREEN = "Hvorfor loven svarer slik"
_MOST_NEIGHBOURS = 12


@needs(Right.SEE_CASE)
def explain(request, pk: int, question: str):
    """Why the law answers as it does about one person. Another day is posted: it could be somebody's birthday."""
    row = get_for(request, Person, pk, Right.SEE_CASE, screen=SCREEN)
    known(question)
    form = DayForm(request.POST or None)
    on, status = request.today, 200
    if request.method == "POST":
        if form.is_valid():
            on = form.cleaned_data["dag"] or request.today
        else:
            status = 422
    children = judging.visible_children(row, request.user)
    seen = judging.case(row, children, judging.plans_of(row), on, steps_done([pk])[pk])
    language = language_of(request.POST or request.GET)
    found = seen.finding(question)
    context = {
        "form": form,
        "problems": seen.problems,
        "trace": None,
        "neighbours": (),
        "is_today": on == request.today,
    }
    if found is not None:
        context["trace"] = explained(
            found, sources=seen.sources.of_all(item.name for item in found.inputs), chosen_by=seen.chosen_by,
            language=language,
        )  # fmt: skip
        near = what_if(question, seen.facts, on, seen.readings)
        context["neighbours"] = [each.says(language) for each in near[:_MOST_NEIGHBOURS]]
    return _page(request, context, person=row, question=question, language=language, on=on, status=status)


@require_GET
@needs(Right.SEE_CASE)
def of_plan(request, pk: int, question: str):
    """Why the law answers as it does in a plan, as the plan stands."""
    plan = get_for(request, Plan, pk, Right.SEE_CASE, screen=SCREEN)
    known(question)
    seen = picture(plan, request.today)
    found = next((finding for finding in seen.findings if finding.question == question), None)
    if found is None:
        raise Http404
    language = language_of(request.GET)
    sources = judging.Sources(plan.person, [], plan).of_all(
        item.name for item in found.inputs if item.name != "children"
    )
    by = judging.chosen_by(seen.municipal, plan)
    context = {"trace": explained(found, sources=sources, chosen_by=by, language=language)}
    near = what_if(question, seen.facts, request.today, seen.readings)
    context["neighbours"] = [each.says(language) for each in near[:_MOST_NEIGHBOURS]]
    return _page(request, context, person=plan.person, question=question, language=language, on=request.today)


@require_GET
@needs(Right.SEE_CASE)
def of_decision(request, pk: int, question: str):
    """What was frozen with a decision: the answer, the facts and the readings of that day."""
    row = get_for(request, Decision, pk, Right.SEE_CASE, screen=SCREEN)
    kept = frozen.of_decision(row, question)
    if kept is None:
        raise Http404
    found, language = frozen.finding_of(kept), language_of(request.GET)
    context = {"frozen": True, "decision": row, "kept": frozen.in_short(kept), "trace": None}
    if found is not None:
        context["trace"] = explained(
            found, sources=frozen.sources(row, found), chosen_by=frozen.chosen_by(row), language=language
        )
    return _page(request, context, person=row.person, question=question, language=language, on=row.submitted_on)


@require_GET
@needs(Right.SEE_CASE)
def of_change(request, pk: int):
    """Why an answer became another one: what the night found, frozen."""
    row = get_for(request, Change, pk, Right.SEE_CASE, screen=SCREEN)
    # A question that is not asked any more has no answer now: then only the two answers in words are shown.
    kept, language = row.finding or {}, language_of(request.GET)
    found = frozen.finding_of(kept)
    context = {"frozen": True, "change": row, "kept": frozen.in_short(kept) if kept else None, "trace": None}
    if found is not None:
        context["trace"] = explained(found, language=language)
    return _page(request, context, person=row.person, question=row.question, language=language, on=row.applies_on)


def known(question: str):
    """The rule of a question, or 404."""
    if question not in RULES:
        raise Http404
    return RULES[question]


def _page(request, context: dict, *, person, question: str, language: str, on, status: int = 200):
    base = {
        "form": None, "problems": (), "neighbours": (), "is_today": True, "frozen": False, "kept": None, "decision": None,
        "change": None,
    }  # fmt: skip
    about = {
        "person": person,
        "question": question,
        "title": RULES[question].title if question in RULES else "",
        "language": language,
        "on": on,
        "on_words": date_en(on) if language == "en" else long_date(on),
        "day": (lambda day: date_en(day)) if language == "en" else long_date,
        "words": EXPLAIN[language],
        "in_browser": question in RULES,
    }
    if trace := context.get("trace"):
        context = context | {"trace": replace(trace, facts=tuple(_named(fact) for fact in trace.facts))}
    return render(request, "lawbook/explain.html", base | about | context, status=status)


def _named(fact: ExplainedFact) -> ExplainedFact:
    """The country by its name: the law knows codes only."""
    return replace(fact, value=country_name(fact.value)) if fact.name == "citizenship" else fact
