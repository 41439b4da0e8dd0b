"""The forms of settlement."""

from django import forms
from django.conf import settings

from samlop.access.models import Team
from samlop.core.models import Source
from samlop.settlement.models import Dwelling
from samlop.web.forms import DateField, Form

TOO_LARGE = (
    "Fila er for stor. Den kan være høyst {mb} MB. Del lista i flere filer, og ta bort bilder og ark som ikke trengs."
)


class UploadForm(Form):
    """A settlement list to look over."""

    file = forms.FileField(
        label="Bosettingslista",
        help_text="CSV eller Excel (.xlsx), én rad for hver person. Ingenting lagres om personene før du har sett gjennom.",
        error_messages={
            "required": "Velg en fil.",
            "empty": "Fila er tom. Sjekk at du valgte riktig fil, og at den er lagret.",
        },
    )
    dated_on = DateField(
        label="Lista er datert",
        help_text="Dagen opplysningene ble hentet. Det som er yngre hos oss, blir stående.",
        error_messages={"required": "Skriv dagen lista ble laget."},
    )
    team = forms.ModelChoiceField(
        label="Nye personer går til", queryset=Team.objects.none(), required=False, empty_label="Ingen ennå"
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["file"].widget.attrs["accept"] = ".csv,.txt,.xlsx"
        self.fields["team"].queryset = Team.objects.filter(municipality=request.user.municipality_id).order_by("name")
        self.fields["dated_on"].widget.attrs["class"] = "ds-input short"

    def clean(self) -> dict:
        """Says that a file was too large, which the one that was never kept cannot say itself."""
        if getattr(self.request, "file_too_large", False):
            self.errors.pop("file", None)
            self.add_error("file", TOO_LARGE.format(mb=settings.MAX_UPLOAD_BYTES // 1048576))
        return self.cleaned_data


class AnswerForm(Form):
    """Yes or no to a request."""

    yes = forms.TypedChoiceField(
        label="Svar",
        choices=[("ja", "Ja, vi tar imot husstanden"), ("nei", "Nei")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "ja",
        error_messages={"required": "Velg ja eller nei."},
    )
    on = DateField(label="Svart den")
    reason = forms.CharField(
        label="Begrunnelse", required=False, max_length=280, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Må fylles ut når svaret er nei. Skriv ikke helseopplysninger.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict:
        """A no needs a reason; said at the field, before the act refuses it."""
        said = self.cleaned_data
        if said.get("yes") is False and not (said.get("reason") or "").strip():
            self.add_error("reason", "Skriv hvorfor kommunen svarer nei.")
        return said


class DayForm(Form):
    """The agreed day."""

    on = DateField(label="Avtalt bosettingsdag")
    source = forms.ChoiceField(
        label="Avtalt med",
        choices=[
            (Source.RECEPTION, "mottaket"),
            (Source.PERSON, "familien selv"),
            (Source.SETTLEMENT_LIST, "staten (bosettingslista)"),
            (Source.CASEWORKER, "andre"),
        ],
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class DwellingForm(Form):
    """A dwelling."""

    kind = forms.ChoiceField(label="Slags bolig", choices=[("", "Velg"), *Dwelling.Kind.choices])
    address = forms.CharField(
        label="Adresse", required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    from_on = DateField(label="Ledig fra", required=False)
    fits_needs = forms.TypedChoiceField(
        label="Passer boligen til behovene?",
        choices=[("", "Ikke vurdert ennå"), ("ja", "Ja"), ("nei", "Nei, ikke uten endringer")],
        required=False,
        coerce=lambda value: value == "ja",
        empty_value=None,
    )
    note = forms.CharField(label="Merknad", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, strict: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if strict:
            del self.fields["address"]


class MovedInForm(Form):
    """The day each member moved in. One field for each member; an empty one is somebody who has not come."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = {f"day_{member.pk}": member for member in members}
        for name, member in self.members.items():
            field = DateField(label=f"{member.given_name} flyttet inn", required=False)
            field.widget.attrs["class"] = "ds-input short"
            self.fields[name] = field
        self.fields["source"] = forms.ChoiceField(
            label="Hvem bekrefter det",
            choices=[
                (Source.CASEWORKER, "jeg var der, eller en kollega"),
                (Source.PERSON, "familien selv"),
                (Source.RECEPTION, "mottaket"),
                (Source.POPULATION_REGISTER, "Folkeregisteret"),
            ],
        )
        self.fields["source"].widget.attrs.setdefault("class", "ds-input")

    @property
    def days(self) -> dict:
        """The days that were filled in, by the members' numbers."""
        return {
            member.pk: self.cleaned_data[name] for name, member in self.members.items() if self.cleaned_data.get(name)
        }
