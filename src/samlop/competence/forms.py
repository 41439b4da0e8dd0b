"""The small forms of the mapping page: one fact each. Whether a fact can be is decided in `actions`."""

from dataclasses import dataclass

from django import forms as django_forms
from django.db.models import BLANK_CHOICE_DASH

from samlop.competence.models import (
    Cefr,
    Education,
    Fact,
    GuidanceResult,
    GuidanceStep,
    LanguageLevel,
    Mapping,
    Skill,
    Track,
    Wish,
    WorkExperience,
)
from samlop.competence.occupations import Occupation, all_occupations, search
from samlop.core.languages import country_choices, language_choices
from samlop.core.models import Source
from samlop.people.models import Background, SpokenLanguage
from samlop.people.models import Education as Schooling
from samlop.web.forms import DateField, Form, ModelForm

SEARCH = "sok_yrke"
_SOURCES = [(value, label) for value, label in Source.choices if value != Source.DEMO]
# Asked for by name in the standard lists of Norwegian languages, which babel calls `nb`.
_BOKMAL = ("nb", "norsk")


def _languages() -> list[tuple[str, str]]:
    return [("", "Velg språk"), _BOKMAL, *(pair for pair in language_choices() if pair[0] not in ("nb", "no", "nn"))]


def _countries() -> list[tuple[str, str]]:
    return [("", "Ikke oppgitt"), *country_choices()]


class _Typed(ModelForm):
    """Reads what was typed and leaves the row alone: `actions` decides whether it can be, and writes it."""

    def _post_clean(self) -> None:
        pass


class FactForm(_Typed):
    """One fact, with where it was learnt and the version it was read at."""

    source = django_forms.ChoiceField(label="Hvem har sagt eller vist det", choices=_SOURCES)
    known_on = DateField(label="Fra hvilken dag vet vi det")
    version = django_forms.IntegerField(widget=django_forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            choices = list(getattr(field, "choices", ()))
            if choices[:1] == BLANK_CHOICE_DASH:
                field.choices = [("", "Velg" if field.required else "Ikke oppgitt"), *choices[1:]]
        if self.instance.pk:
            stands = self.instance
            self.initial |= {"source": stands.source, "known_on": stands.known_on, "version": stands.version}

    def values(self) -> dict:
        """What was typed, for the action."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class PicksOccupation:
    """A free title, and the occupation in the list that it is most like. Search, see the list, choose.

    Searching is not saving: the form comes back with everything typed, the hits, and no complaints.
    """

    @property
    def searching(self) -> bool:
        return SEARCH in self.data

    def full_clean(self) -> None:
        if self.is_bound and self.searching:
            self._errors, self.cleaned_data = django_forms.utils.ErrorDict(), {}
            return
        super().full_clean()

    def clean_styrk(self) -> str:
        code = self.cleaned_data["styrk"]
        if code and code not in all_occupations():
            raise django_forms.ValidationError("Dette yrket finnes ikke i lista. Søk på nytt og velg.")
        return code

    @property
    def picked(self) -> str:
        return self["styrk"].value() or ""

    @property
    def hits(self) -> list[Occupation]:
        """What the title fits, with the one picked first. Empty before anything is typed."""
        return occupation_hits(self["title"].value() or "", self.picked)


def occupation_hits(title: str, picked: str) -> list[Occupation]:
    """The hits for a title; the picked one stays first in the list whatever the title is."""
    found = search(title)
    chosen = all_occupations().get(picked)
    return [chosen, *(o for o in found if o.code != picked)] if chosen else found


class EducationForm(FactForm):
    country = django_forms.ChoiceField(label="Land", choices=_countries, required=False)
    sent_on = DateField(label="Søknaden ble sendt", required=False)
    answered_on = DateField(label="Svaret kom", required=False)
    completed = django_forms.BooleanField(label="Fullført", required=False)
    documented = django_forms.BooleanField(label="Har papirer på den", required=False)

    class Meta:
        model = Education
        fields = [
            "level", "field", "country", "from_year", "to_year", "completed", "documented",
            "recognition", "recognition_body", "sent_on", "answered_on", "outcome",
        ]  # fmt: skip


class WorkForm(PicksOccupation, FactForm):
    country = django_forms.ChoiceField(label="Land", choices=_countries, required=False)
    years = django_forms.DecimalField(
        label="Antall år",
        max_digits=3,
        decimal_places=1,
        required=False,
        localize=True,
        widget=django_forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="Omtrent holder. Skriv 0,5 for et halvt år.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.years:  # as people write it: 6, not 6,0
            self.initial["years"] = f"{float(self.instance.years):g}".replace(".", ",")

    class Meta:
        model = WorkExperience
        fields = ["title", "styrk", "employer", "country", "years", "last_year", "tasks"]
        widgets = {"tasks": django_forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "title": "Skriv det slik personen sier det. Søk så i yrkeslista.",
            "tasks": "Hva gjorde personen på en vanlig dag? Maskiner, kunder, ansvar.",
        }


class SkillForm(FactForm):
    class Meta:
        model = Skill
        fields = ["name", "kind", "evidence", "evidence_note"]
        widgets = {"kind": django_forms.RadioSelect}
        help_texts = {
            "name": "Én ferdighet om gangen: «kjører truck», «syr gardiner», «fører regnskap».",
            "evidence_note": "For eksempel hvem som er referanse, eller hvor praksisen var.",
        }


class LanguageForm(FactForm):
    language = django_forms.ChoiceField(label="Språk", choices=_languages)
    tested = django_forms.BooleanField(label="Nivået er vist med prøve", required=False)

    class Meta:
        model = LanguageLevel
        fields = ["language", "oral", "listening", "reading", "writing", "tested"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # another language is another fact
            self.fields["language"].disabled = True


class WishForm(PicksOccupation, FactForm):
    class Meta:
        model = Wish
        fields = ["kind", "title", "styrk"]
        widgets = {"kind": django_forms.RadioSelect}
        help_texts = {"title": "Med personens egne ord. Er det et yrke, kan du søke det opp i yrkeslista."}


class GuidanceForm(FactForm):
    given_on = DateField(label="Dato for veiledningen")

    class Meta:
        model = GuidanceResult
        fields = ["given_on", "goal", "recommendation", "timing"]
        help_texts = {
            "goal": "Målet slik det skal stå i planen.",
            "recommendation": "Hva karriereveilederen anbefaler av arbeid eller utdanning, og hvorfor.",
            "timing": "Spør personen.",
        }


class StepForm(FactForm):
    by_on = DateField(label="Innen", required=False)

    class Meta:
        model = GuidanceStep
        fields = ["title", "missing", "by_on"]
        help_texts = {"missing": "For eksempel «norsk B1», «førerkort», «vitnemål på engelsk»."}


class PhaseForm(_Typed):
    """Phase and strain. May be skipped by the person, and then says so."""

    version = django_forms.IntegerField(widget=django_forms.HiddenInput)
    skipped = django_forms.BooleanField(label="Personen ønsker ikke å svare på dette", required=False)

    class Meta:
        model = Mapping
        fields = ["skipped", "phase", "strain", "consideration"]
        widgets = {"phase": django_forms.RadioSelect, "strain": django_forms.RadioSelect}
        labels = {
            "phase": "Hvor er personen nå?",
            "strain": "Hvordan går det nå, med personens egne ord?",
            "consideration": "Hva skal vi ta hensyn til?",
        }
        help_texts = {"consideration": "Skriv hva vi gjør, ikke hvorfor. Aldri diagnoser eller hendelser."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("phase", "strain"):
            field = self.fields[name]
            field.choices = [*(pair for pair in field.choices if pair[0]), ("", "Vet ikke")]


class TrackForm(Form):
    """The track people choose, and why."""

    track = django_forms.ChoiceField(
        label="Spor", choices=[("", "Følg forslaget"), *Track.choices], required=False, widget=django_forms.RadioSelect
    )
    reason = django_forms.CharField(label="Hvorfor", max_length=300, required=False)
    version = django_forms.IntegerField(widget=django_forms.HiddenInput)


class DoneForm(Form):
    """The mapping is carried out for now."""

    mapped_on = DateField(label="Kartleggingen ble gjort")
    source = django_forms.ChoiceField(
        label="Hvem gjorde den",
        choices=[
            (Source.CASEWORKER, "rådgiver i kommunen"),
            (Source.RECEPTION, "mottaket, før bosetting"),
            (Source.SCHOOL, "voksenopplæringen"),
            (Source.COUNTY, "karrieresenteret"),
        ],
    )
    education = django_forms.ChoiceField(
        label="Skolegang i vedtaket", choices=Schooling.choices, widget=django_forms.RadioSelect
    )
    notes = django_forms.CharField(
        label="Merknader til kartleggingen",
        max_length=1500,
        required=False,
        widget=django_forms.Textarea(attrs={"rows": 3}),
        help_text="Bare det som trengs for planen. Andre rådgivere kan lese det.",
    )
    version = django_forms.IntegerField(widget=django_forms.HiddenInput)


def begins_with_spoken(told: SpokenLanguage | None) -> dict:
    """What a language form begins with: the language as told before, with its source."""
    if told is None:
        return {}
    return {
        "language": told.language,
        "oral": told.level if told.level in Cefr.values else "",
        "reading": Cefr.NONE if told.reads is False else "",
        "source": told.source,
        "known_on": told.known_on,
    }


def begins_with_background(told: Background | None, slug: str) -> dict:
    """What a form begins with: her own words from before, with their source."""
    if told is None:
        return {}
    name, longest = {"arbeid": ("title", 120), "utdanning": ("field", 120), "onske": ("title", 200)}.get(slug, ("", 0))
    return {name: told.text[:longest], "source": told.source, "known_on": told.known_on} if name else {}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact: its address, its rows, its form, and its words."""

    slug: str
    model: type[Fact]
    form: type[FactForm]
    title: str
    add: str
    change: str
    source: str = Source.PERSON


KINDS = {
    kind.slug: kind
    for kind in (
        Kind("ferdighet", Skill, SkillForm, "Ferdigheter", "Legg til ferdighet", "Endre ferdighet"),
        Kind("arbeid", WorkExperience, WorkForm, "Arbeid", "Legg til arbeid", "Endre arbeid"),
        Kind("utdanning", Education, EducationForm, "Utdanning", "Legg til utdanning", "Endre utdanning"),
        Kind("sprak", LanguageLevel, LanguageForm, "Språk", "Legg til språk", "Endre språknivå"),
        Kind("onske", Wish, WishForm, "Ønsker", "Legg til ønske", "Endre ønske"),
        Kind("veiledning", GuidanceResult, GuidanceForm, "Karriereveiledning", "Skriv inn resultatet",
             "Endre resultatet", Source.COUNTY),
        Kind("steg", GuidanceStep, StepForm, "Steg", "Legg til steg", "Endre steg", Source.COUNTY),
    )
}  # fmt: skip
