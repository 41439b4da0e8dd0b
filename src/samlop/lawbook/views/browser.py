"""Shows the law as the product has it: rules, sections, rates with their versions, and the document of it all. Holds no people."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samlop.access.fetch import needs
from samlop.access.policy import Right
from samlop.law.parameters import parameter_names
from samlop.law.rule import RULES
from samlop.lawbook import index
from samlop.lawbook.queries import browser
from samlop.readings import queries as municipal


@require_GET
@needs(Right.LAW)
def rules(request):
    """Every rule by theme, or those that have the words."""
    words = request.GET.get("sok", "")[:80].strip()
    themes = browser.by_theme(words)
    count = sum(len(rows) for _, _, rows in themes)
    return render(request, "lawbook/rules.html", {"themes": themes, "words": words, "count": count, "all": len(RULES)})


@require_GET
@needs(Right.LAW)
def rule(request, question: str):
    """One rule: what it rests on, its versions, its open questions, and the cases that test it."""
    if question not in RULES:
        raise Http404
    read = index.whole(question)
    cases, count = browser.cases_of(read)
    context = {
        "read": read,
        "rule": read.rule,
        "theme": index.THEMES[read.theme],
        "kind": browser.kind_of(read.verification),
        "sections": browser.sections_of(read),
        "parameters": [browser.parameter_page(name, request.today) for name in read.parameters],
        "questions": browser.open_questions(read),
        "chosen": municipal.chosen(request.user.municipality_id, request.today),
        "cases": cases,
        "case_count": count,
        "described": " ".join((read.rule.__doc__ or "").split()),
    }
    return render(request, "lawbook/rule.html", context)


@require_GET
@needs(Right.LAW)
def sections(request):
    """Every section the rules rest on, in our words, with the rules."""
    return render(request, "lawbook/sections.html", {"acts": browser.by_section()})


@require_GET
@needs(Right.LAW)
def parameters(request):
    """Every amount, limit and date with what holds today."""
    return render(request, "lawbook/parameters.html", {"themes": browser.parameters(request.today)})


@require_GET
@needs(Right.LAW)
def parameter(request, name: str):
    """One parameter with all its versions, and the rules that read it."""
    if name not in parameter_names():
        raise Http404
    page = browser.parameter_page(name, request.today)
    return render(
        request, "lawbook/parameter.html", {"page": page, "rules": browser.lines(index.rules_by_parameter()[name])}
    )


@require_GET
@needs(Right.LAW)
def document(request):
    """The whole law of the product as one PDF."""
    from samlop.lawbook.document import render as rendered

    made = rendered(at=request.now)
    answer = HttpResponse(made.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="regelverket-i-samlop-{request.today.isoformat()}.pdf"'
    return answer
