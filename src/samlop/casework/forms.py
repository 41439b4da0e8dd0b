"""Forms of the working day."""

import datetime as dt

from django import forms
from django.forms import widgets

from samlop.access.models import Role, User
from samlop.casework.models import CaseloadNorm, CaseWeight, View
from samlop.core import identity
from samlop.core.languages import country_choices, is_country, is_language, language_choices
from samlop.core.models import Source
from samlop.people.models import Permit, Person, Route
from samlop.web.forms import DateField, Form, ModelForm

_ANY = ("", "Alle")


def _known(code: str, is_known) -> str:
    if code and not is_known(code):
        raise forms.ValidationError("Velg et av alternativene i lista.")
    return code


class FilterForm(Form):
    """A way to look that is kept: a name, and choices from lists only."""

    name = forms.CharField(
        label="Navn på filteret",
        max_length=40,
        help_text="Skriv hva filteret viser, for eksempel «Ukrainsk, uten plan». Ikke navn eller nummer på personer.",
    )
    vis = forms.ChoiceField(label="Vis", choices=View.choices)
    omfang = forms.ChoiceField(
        label="Hvem sine saker", choices=[("", "Mine"), ("team", "Hele teamets")], required=False
    )
    sprak = forms.ChoiceField(label="Språk", required=False)
    rute = forms.ChoiceField(label="Kommer", choices=[_ANY, *Route.choices], required=False)
    steg = forms.ChoiceField(label="Steg som står åpent", required=False)

    def __init__(self, *args, steps=(), team: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sprak"].choices = [_ANY, *language_choices()]
        self.fields["steg"].choices = [_ANY, *steps]
        if not team:
            del self.fields["omfang"]

    def codes(self) -> dict[str, str]:
        """What is chosen, without the name and without what is left open."""
        return {name: value for name, value in self.cleaned_data.items() if name != "name" and value}


class SourceForm(Form):
    """Where a fact was learnt, and when. Comes with every form that changes facts."""

    source = forms.ChoiceField(label="Hvor vet du det fra?", choices=[("", "Velg"), *Source.choices])
    known_on = DateField(label="Når fikk du vite det?")

    def __init__(self, *args, today: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["source"].choices = [pair for pair in self.fields["source"].choices if pair[0] != Source.DEMO]

    def clean_known_on(self) -> dt.date:
        day = self.cleaned_data["known_on"]
        if day > self.today:
            raise forms.ValidationError("Datoen er fram i tid. Skriv dagen du fikk vite det.")
        return day


class PersonForm(ModelForm):
    """The facts on one person. Which of them changed decides what is written."""

    birth_date = DateField(label="Født")
    arrived_on = DateField(label="Kom til Norge", required=False)
    settled_on = DateField(label="Bosatt", required=False, help_text="Dagen hun flyttet inn i kommunen")
    version = forms.IntegerField(widget=widgets.HiddenInput)

    class Meta:
        model = Person
        fields = [
            "given_name", "family_name", "birth_date", "sex", "citizenship", "language", "interpreter_needed", "duf",
            "identity_number", "arrived_on", "settled_on", "settled_by_agreement", "unaccompanied_minor", "education",
            "job_hours_per_week", "protection",
        ]  # fmt: skip
        localized_fields = ["job_hours_per_week"]
        labels = {"language": "Språk", "protection": "Adressebeskyttelse", "citizenship": "Statsborgerskap"}
        help_texts = {
            "language": "",
            "citizenship": "",
            "duf": "Tolv sifre, årstallet først",
            "protection": "Skjuler hele husstanden for alle andre enn rådgiveren og dem som har fått innsyn.",
            "education": "Skolegang fra før, slik integreringsloven deler den",
        }

    def __init__(self, *args, test_data: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.test_data = test_data
        self.fields["citizenship"].widget = forms.Select(
            choices=[("", "Ikke kjent"), *country_choices()], attrs={"class": "ds-input"}
        )
        self.fields["language"].widget = forms.Select(choices=language_choices(), attrs={"class": "ds-input"})
        self.fields["education"].choices = [("", "Ikke kjent"), *self.fields["education"].choices[1:]]

    def clean_duf(self) -> str:
        text = "".join(self.cleaned_data["duf"].split())
        if text and (problem := identity.duf_problem(text)):
            raise forms.ValidationError(problem)
        return text

    def clean_identity_number(self) -> str:
        text = "".join(self.cleaned_data["identity_number"].split())
        if text and (problem := identity.problem_with(text, test_data=self.test_data)):
            raise forms.ValidationError(problem)
        return text

    def clean_language(self) -> str:
        return _known(self.cleaned_data["language"], is_language)

    def clean_citizenship(self) -> str:
        return _known(self.cleaned_data["citizenship"], is_country)

    def _get_validation_exclusions(self) -> set[str]:
        # Left to the action: words about a number that is taken must not tell that a protected person has it, and the
        # database's own words for a broken rule are not for people.
        return super()._get_validation_exclusions() | {"duf", "identity_number", "birth_date"}

    def changes(self) -> dict:
        """The columns that are different from what was shown."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "version"}


class PermitForm(ModelForm):
    """One more residence permit."""

    granted_on = DateField(label="Innvilget")
    ended_on = DateField(
        label="Gjelder til",
        required=False,
        help_text="Første dag den ikke gjelder lenger. La stå tomt når den ikke er avsluttet.",
    )
    applied_on = DateField(label="Søkt", required=False)
    reference_settled_on = DateField(label="Personen hun er gjenforent med, ble bosatt", required=False)
    replaces = forms.BooleanField(label="Den nye tillatelsen avløser den som gjelder nå", required=False)

    class Meta:
        model = Permit
        fields = [
            "kind", "granted_on", "ended_on", "replaces", "applied_on", "applied_from_abroad", "reference_permit",
            "reference_settled_on",
        ]  # fmt: skip
        labels = {"kind": "Oppholdsgrunnlag", "reference_permit": "Grunnlaget til den hun er gjenforent med"}

    field_order = ["kind", "granted_on", "ended_on", "replaces"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Velg"), *self.fields["kind"].choices[1:]]
        self.fields["reference_permit"].choices = [("", "Ikke aktuelt"), *self.fields["reference_permit"].choices[1:]]

    def _get_validation_exclusions(self) -> set[str]:
        # Left to the action, which says it in words.
        return super()._get_validation_exclusions() | {"granted_on", "ended_on"}


class ReassignForm(Form):
    """To whom a case is moved, and why."""

    counsellor = forms.ModelChoiceField(label="Ny rådgiver", queryset=User.objects.none(), empty_label="Velg")
    whole_household = forms.BooleanField(
        label="Flytt alle i husstanden som har samme rådgiver", required=False, initial=True
    )
    reason = forms.CharField(
        label="Hvorfor flyttes saken?",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Deltakeren kan få lese dette.",
    )

    def __init__(self, *args, by, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["counsellor"].queryset = (
            User.objects.filter(municipality=by.municipality_id, role=Role.COUNSELLOR, is_active=True)
            .exclude(pk=person.counsellor_id)
            .order_by("name", "id")
        )


class AccessForm(Form):
    """Who is let into one case, and why."""

    user = forms.ModelChoiceField(label="Hvem", queryset=User.objects.none(), empty_label="Velg")
    reason = forms.CharField(
        label="Hvorfor trenger hun innsyn?", max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = (
            User.objects.filter(municipality=by.municipality_id, is_active=True)
            .exclude(role__in=[Role.ADMINISTRATOR, Role.TRANSLATOR])
            .order_by("name", "id")
        )
        self.fields["user"].label_from_instance = lambda user: f"{user.name} ({Role(user.role).label.lower()})"


class WeightForm(Form):
    """How much follow-up a case takes."""

    kind = forms.ChoiceField(label="Hvor mye oppfølging", choices=CaseWeight.Kind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="Hvorfor", max_length=200, required=False, help_text="Hva som tar tid. Ikke helse.")


class NormForm(ModelForm):
    """The municipality's own measure of a caseload."""

    version = forms.IntegerField(widget=widgets.HiddenInput)

    class Meta:
        model = CaseloadNorm
        fields = ["cases", "simple", "ordinary", "complex", "fresh", "fresh_days"]
        localized_fields = ["simple", "ordinary", "complex", "fresh"]


class DayForm(Form):
    """Another day to judge on."""

    dag = DateField(label="Vis loven slik den var eller blir denne dagen", required=False)
