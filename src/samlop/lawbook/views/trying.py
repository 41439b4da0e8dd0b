"""Lets anybody try a rule with other facts or on another day, and see both answers. Posted, never in an address, never stored."""

import datetime as dt
import json

from django.http import Http404
from django.shortcuts import render

from samlop.access.fetch import needs
from samlop.access.policy import Right
from samlop.core.calendar import long_date
from samlop.law import OPEN_QUESTIONS, Facts, FactsError, ask
from samlop.law.cases import day_of
from samlop.law.english import date_en
from samlop.law.explain import explain
from samlop.law.readings import UnknownReading
from samlop.law.rule import RULES
from samlop.law.whatif import what_if as neighbours
from samlop.lawbook import index
from samlop.lawbook.factsform import FactsForm, initial_of, rest_of
from samlop.lawbook.queries import browser
from samlop.lawbook.words import EXPLAIN, language_of
from samlop.readings import queries as municipal

_MOST_NEIGHBOURS = 12
_LONGEST = 20_000


@needs(Right.LAW)
def what_if(request, question: str):
    """The facts the rule reads, as a form; after sending, the answer before and after."""
    if question not in RULES:
        raise Http404
    read = index.whole(question)
    language = language_of(request.POST or request.GET)
    theirs = municipal.options(municipal.chosen(request.user.municipality_id, request.today))
    names = [*read.facts, *(item.name for item in Facts.__dataclass_fields__.values() if item.name in _extra(request))]
    context = {
        "read": read,
        "rule": read.rule,
        "before": None,
        "after": None,
        "near": (),
        "kept": "",
        "language": language,
    }
    status = 200
    if request.method == "POST":
        before = _before(request.POST.get("before", ""))
        form = FactsForm(
            request.POST, names=[*names, *(before["facts"] if before else ())], questions=read.questions,
            rest=rest_of(before["facts"]) if before else None,
        )  # fmt: skip
        context["before"] = _answer(question, before, language) if before else None
        context["kept"] = request.POST.get("before", "")[:_LONGEST]
        if form.is_valid():
            after = {"facts": form.facts.to_mapping(), "on": form.on.isoformat(), "readings": form.readings}
            context["after"] = _answer(question, after, language)
            near = neighbours(question, form.facts, form.on, form.readings)
            context["near"] = [each.says(language) for each in near[:_MOST_NEIGHBOURS]]
            context["kept"] = json.dumps(after)
        else:
            status = 422
    else:
        case = browser.case_named(read, request.GET.get("sak", ""))
        start = {"facts": {}, "on": request.today.isoformat(), "readings": theirs}
        facts = index.facts_of(case) if case else None
        if case and facts:
            start = {"facts": facts.to_mapping(), "on": day_of(case).isoformat(), "readings": {}}
            context["after"] = _answer(question, start, language)
            context["kept"] = json.dumps(start)
        initial = initial_of(start["facts"]) | {"on": dt.date.fromisoformat(start["on"])}
        initial |= {f"reading-{name}": option for name, option in start["readings"].items()}
        form = FactsForm(
            initial=initial, names=[*names, *start["facts"]], questions=read.questions, rest=rest_of(start["facts"])
        )
    context |= {
        "form": form,
        "words": EXPLAIN[language],
        "day": date_en if language == "en" else long_date,
        "left_out": [name for name in read.facts if name not in form.names],
    }
    return render(request, "lawbook/what_if.html", context, status=status)


def _extra(request) -> tuple[str, ...]:
    """Facts the form was sent with that the rule is not known to read: those of a case that was its beginning."""
    return tuple(name for name in request.POST if name in Facts.__dataclass_fields__)


def _before(text: str) -> dict | None:
    """What was asked the time before, as the page kept it. Anything that is not that is nothing."""
    try:
        kept = json.loads(text[:_LONGEST])
        facts = Facts.from_mapping(kept["facts"])
        readings = {str(q): str(o) for q, o in kept["readings"].items()}
        known = {q: o for q, o in readings.items() if q in OPEN_QUESTIONS and o in OPEN_QUESTIONS[q].options}
        return {"facts": facts.to_mapping(), "on": dt.date.fromisoformat(kept["on"]).isoformat(), "readings": known}
    except (ValueError, KeyError, TypeError, AttributeError, FactsError, RecursionError):
        return None


def _answer(question: str, asked: dict, language: str):
    facts, on = Facts.from_mapping(asked["facts"]), dt.date.fromisoformat(asked["on"])
    try:
        found = ask(question, facts, on, asked["readings"])
    except UnknownReading:
        found = ask(question, facts, on)
    return {"trace": explain(found, language=language), "on": date_en(on) if language == "en" else long_date(on)}
