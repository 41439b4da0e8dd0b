"""Shows the mapping page, its small forms, and the profile."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.competence import actions, queries
from samlop.competence.forms import (
    KINDS,
    DoneForm,
    FactForm,
    Kind,
    PhaseForm,
    TrackForm,
    begins_with_background,
    begins_with_spoken,
    occupation_hits,
)
from samlop.competence.models import GuidanceResult, LanguageLevel, Mapping
from samlop.competence.words import RECOGNITION_GUIDE, phase_in_words
from samlop.core.errors import Conflict, Incomplete, Refused
from samlop.core.models import Source
from samlop.people import actions as people
from samlop.people.models import Person, SpokenLanguage


@require_GET
@needs(Right.MAP)
def mapping(request, pk: int):
    """Everything mapped about one person, section by section, with what was told before."""
    person = get_for(request, Person, pk, Right.MAP, screen="kartlegging av kompetanse")
    return _mapping_page(request, person)


@require_POST
@needs(Right.MAP)
@once
def done(request, pk: int):
    """Marks the mapping as carried out for now."""
    person = get_for(request, Person, pk, Right.MAP, screen="kartlegging av kompetanse")
    form = DoneForm(request.POST)
    if form.is_valid():
        if _accepted(
            form, lambda: actions.finish_mapping(person=person, **form.cleaned_data, by=request.user, at=request.now)
        ):
            messages.success(request, "Kartleggingen er merket som gjennomført. Du kan fortsatt endre alt.")
            return redirect("competence:mapping", pk=person.pk)
        if form.conflict:
            form = _again(form, queries.mapping_of(person))
    return _mapping_page(request, person, done_form=form, status=422)


@require_GET
@needs(Right.SEE_CASE)
def profile(request, pk: int):
    """What the person can, on one page: strengths first."""
    person = get_for(request, Person, pk, Right.SEE_CASE, screen="kompetanseprofil")
    return render(request, "competence/profile.html", {"person": person, "profile": queries.profile(person)})


@needs(Right.MAP)
@once
def add(request, pk: int, kind: str):
    """The form for one more fact; `?fra=` begins it with what was told before, by the number of that row."""
    person = get_for(request, Person, pk, Right.MAP, screen="kartlegging av kompetanse")
    if kind == "steg":
        raise Http404  # a step belongs to a result: see add_step
    return _add(request, person, KINDS[kind], _begin(request, person, KINDS[kind]))


@needs(Right.MAP)
@once
def add_step(request, pk: int):
    """The form for one more step of a guidance result."""
    result = get_for(request, GuidanceResult.objects.standing, pk, Right.MAP, screen="karriereveiledning")
    return _add(request, result.person, KINDS["steg"], {}, extra={"result": result})


@needs(Right.MAP)
@once
def change(request, kind: str, pk: int):
    """The form for one fact. When somebody else was faster, both texts are shown."""
    about = KINDS[kind]
    fact = get_for(request, about.model.objects.standing, pk, Right.MAP, screen="kartlegging av kompetanse")
    stands = ""
    if request.method == "POST":
        form = about.form(request.POST, instance=fact)
        if not _searches(form) and form.is_valid():
            version = form.cleaned_data["version"] or 0
            if _accepted(
                form,
                lambda: actions.change_fact(
                    fact=fact, values=form.values(), version=version, by=request.user, at=request.now
                ),
            ):
                return _back(request, fact.person_id, kind)
            if form.conflict:
                now = about.model.objects.filter(pk=fact.pk).first()
                form = _again(form, now, instance=fact)
                stands = now.in_words if now.removed_at is None else "Tatt ut. Ta det tilbake før du endrer det."
    else:
        form = about.form(instance=fact)
    return _form_page(request, fact.person, about, form, about.change, stands=stands)


@require_POST
@needs(Right.MAP)
@once
def remove(request, kind: str, pk: int):
    """Takes a fact out."""
    fact = get_for(request, KINDS[kind].model, pk, Right.MAP, screen="kartlegging av kompetanse")
    actions.remove_fact(fact=fact, by=request.user, at=request.now)
    messages.info(request, "Tatt ut. Angret du? Du finner det igjen under «Tatt ut» i samme del av siden.")
    return _back(request, fact.person_id, kind)


@require_POST
@needs(Right.MAP)
@once
def restore(request, kind: str, pk: int):
    """Puts a fact back."""
    fact = get_for(request, KINDS[kind].model, pk, Right.MAP, screen="kartlegging av kompetanse")
    actions.restore_fact(fact=fact, by=request.user, at=request.now)
    return _back(request, fact.person_id, kind)


@require_POST
@needs(Right.MAP)
@once
def forget_language(request, pk: int):
    """Takes out a language that was told before and is not right."""
    spoken = get_for(request, SpokenLanguage, pk, Right.MAP, screen="kartlegging av kompetanse")
    people.forget_language(spoken=spoken, by=request.user, at=request.now)
    return _back(request, spoken.person_id, "sprak")


@needs(Right.MAP)
@once
def phase(request, pk: int):
    """Phase and strain, or that the person does not wish to answer."""
    person = get_for(request, Person, pk, Right.MAP, screen="fase og belastning")
    kept = queries.mapping_of(person)
    form = PhaseForm(request.POST or None, instance=kept or Mapping(person=person), initial={"version": _version(kept)})
    stands = ""
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("phase", "strain", "consideration", "skipped")}
        version = form.cleaned_data["version"]
        if _accepted(
            form,
            lambda: actions.record_phase(
                person=person, values=values, version=version, by=request.user, at=request.now
            ),
        ):
            return _back(request, person.pk, "fase")
        if form.conflict:
            kept = queries.mapping_of(person)
            form, stands = _again(form, kept, instance=Mapping(person=person)), phase_in_words(kept)
    return render(
        request,
        "competence/phase.html",
        {"person": person, "form": form, "stands": stands},
        status=422 if request.method == "POST" else 200,
    )


@needs(Right.MAP)
@once
def track(request, pk: int):
    """The track that people choose instead of the proposal."""
    person = get_for(request, Person, pk, Right.MAP, screen="kartlegging av kompetanse")
    kept = queries.mapping_of(person)
    form = TrackForm(
        request.POST or None,
        initial={
            "version": _version(kept),
            "track": kept.track if kept else "",
            "reason": kept.track_reason if kept else "",
        },
    )
    if request.method == "POST" and form.is_valid():
        if _accepted(
            form, lambda: actions.choose_track(person=person, **form.cleaned_data, by=request.user, at=request.now)
        ):
            return _back(request, person.pk, "spor")
        if form.conflict:
            form = _again(form, queries.mapping_of(person))
    return render(
        request,
        "competence/track.html",
        {"person": person, "form": form, "proposal": queries.profile(person).track},
        status=422 if request.method == "POST" else 200,
    )


@require_POST
@needs(Right.MAP)
def occupations(request):
    """The part of a form that lists occupations like the title typed so far. Knows no person."""
    hits = occupation_hits(request.POST.get("title", "")[:120], request.POST.get("styrk", "")[:4])
    return render(
        request,
        "competence/occupations.html",
        {
            "hits": hits,
            "picked": request.POST.get("styrk", ""),
            "searched": bool(request.POST.get("title", "").strip()),
        },
    )


def _add(request, person: Person, about: Kind, initial: dict, extra: dict | None = None):
    if request.method == "POST":
        form = about.form(request.POST)
        if not _searches(form) and form.is_valid():
            values = form.values() | (extra or {})
            if _accepted(
                form,
                lambda: actions.add_fact(
                    model=about.model, person=person, values=values, by=request.user, at=request.now
                ),
            ):
                if "en_til" in request.POST:
                    messages.success(request, "Lagret. Skriv inn den neste.")
                    return redirect(request.path)
                return _back(request, person.pk, about.slug)
    else:
        form = about.form(initial={"source": about.source, "known_on": request.today} | initial)
    return _form_page(request, person, about, form, about.add)


def _form_page(request, person: Person, about: Kind, form: FactForm, title: str, stands: str = ""):
    searching = request.method == "POST" and _searches(form)
    return render(
        request,
        "competence/fact.html",
        {
            "person": person,
            "kind": about,
            "form": form,
            "page_title": title,
            "stands": stands,
            "searching": searching,
            "guide": RECOGNITION_GUIDE if about.slug == "utdanning" else (),
            "new": form.instance.pk is None,
        },
        status=422 if request.method == "POST" and not searching else 200,
    )


def _begin(request, person: Person, about: Kind) -> dict:
    """What a new form begins with when it was opened from something told before."""
    number = request.GET.get("fra", "")
    if about.model is LanguageLevel:
        return begins_with_spoken(queries.spoken_to_begin_from(person, number))
    return begins_with_background(queries.background_to_begin_from(person, number), about.slug)


def _mapping_page(request, person: Person, *, done_form: DoneForm | None = None, status: int = 200):
    shown = queries.mapping_page(person)
    if done_form is None:
        kept = shown.mapping
        done_form = DoneForm(
            initial={
                "version": _version(kept),
                "mapped_on": kept.mapped_on if kept and kept.mapped_on else request.today,
                "source": kept.source if kept and kept.mapped_on else Source.CASEWORKER,
                "education": person.education,
                "notes": kept.notes if kept else "",
            }
        )
    return render(
        request,
        "competence/mapping.html",
        {"person": person, "page": shown, "form": done_form, "phase": phase_in_words(shown.mapping)},
        status=status,
    )


def _accepted(form, act) -> bool:
    """Does the act; a refusal becomes an error on the form, where what was typed is kept."""
    form.conflict = False
    try:
        act()
    except Incomplete as refusal:
        for name, words in refusal.fields.items():
            form.add_error(name if name in form.fields else None, words)
    except Conflict as refusal:
        form.conflict = True
        form.add_error(None, str(refusal))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def _again(form, kept, instance=None):
    """The same form with everything typed, ready to be saved over what stands now."""
    data = form.data.copy()
    data["version"] = str(_version(kept))
    again = type(form)(data, instance=instance) if instance is not None else type(form)(data)
    again.is_valid()
    for words in form.non_field_errors():
        again.add_error(None, words)
    again.conflict = True
    return again


def _searches(form) -> bool:
    return getattr(form, "searching", False)


def _version(kept) -> int:
    return kept.version if kept else 0


def _back(request, person_id: int, part: str):
    """To the part of the mapping page where the fact stands."""
    part = "veiledning" if part == "steg" else part
    return redirect(f"{reverse('competence:mapping', args=[person_id])}#{part}")
