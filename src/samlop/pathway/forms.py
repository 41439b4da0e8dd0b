"""Takes in what is typed about steps, waits, preconditions and templates."""

from django import forms

from samlop.access.models import Role, User
from samlop.pathway.models import Anchor, Lane, Precondition, PreconditionKind, Template, TemplateStep
from samlop.web.forms import DateField, Form, ModelForm

FOLLOWERS = [(r.value, r.label) for r in (Role.COUNSELLOR, Role.COORDINATOR, Role.TEAM_LEADER, Role.TEACHER)]
_LONG = forms.Textarea(attrs={"rows": 3})


class ReasonForm(Form):
    """A reason, for an act that must be explained."""

    reason = forms.CharField(label="Begrunnelse", max_length=300, widget=_LONG)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, label: str = "Begrunnelse", help_text: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text


class FinishForm(Form):
    """The day a step was done, when that was not today."""

    on = DateField(label="Ferdig dag", required=False, help_text="Tom betyr i dag.")


class DueForm(Form):
    """A new date and why."""

    due_on = DateField(label="Ny frist")
    reason = forms.CharField(
        label="Hvorfor flyttes fristen?", max_length=200, widget=_LONG, help_text="Vises ved siden av den nye fristen."
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OwnerForm(Form):
    """Who does a step, and who follows it up."""

    office = forms.CharField(
        label="Hvem gjør det?",
        max_length=60,
        help_text="Kontoret eller personen, slik folk sier det: «Barnehagekontoret».",
    )
    owner_role = forms.ChoiceField(label="Følges opp av", choices=FOLLOWERS)
    owner = forms.ModelChoiceField(
        label="Bestemt person", queryset=User.objects.none(), required=False, empty_label="Ingen bestemt"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, municipality, **kwargs):
        super().__init__(*args, **kwargs)
        roles = [value for value, _ in FOLLOWERS]
        self.fields["owner"].queryset = User.objects.filter(
            municipality=municipality, is_active=True, role__in=roles
        ).order_by("name")


class AddStepForm(Form):
    """A step made by hand."""

    title = forms.CharField(label="Hva skal gjøres?", max_length=80)
    person = forms.TypedChoiceField(label="For hvem?", coerce=int, required=False, empty_value=None)
    office = forms.CharField(label="Hvem gjør det?", max_length=60, help_text="Slik folk sier det: «Boligkontoret».")
    owner_role = forms.ChoiceField(label="Følges opp av", choices=FOLLOWERS)
    due_on = DateField(label="Frist", required=False)
    due_reason = forms.CharField(label="Hvorfor denne fristen?", max_length=200, required=False)
    duration_days = forms.IntegerField(label="Tar vanligvis, dager", min_value=1, max_value=1000, initial=7)
    waits_for = forms.TypedMultipleChoiceField(
        label="Venter på", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    holds_back = forms.TypedMultipleChoiceField(
        label="Skal være ferdig før", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, members=(), ahead=(), behind=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Hele husstanden"), *members]
        self.fields["waits_for"].choices = ahead
        self.fields["holds_back"].choices = behind

    def clean(self):
        data = super().clean()
        if data.get("due_on") and not data.get("due_reason"):
            self.add_error("due_reason", "Skriv hvorfor fristen er satt, så den kan forklares senere.")
        return data


class PreconditionForm(Form):
    """How one precondition stands."""

    status = forms.ChoiceField(
        label="Hvordan står det til?", choices=Precondition.Status.choices, widget=forms.RadioSelect
    )
    owner = forms.CharField(label="Hvem ordner det?", max_length=60, required=False)
    due_on = DateField(label="Innen", required=False)
    note = forms.CharField(
        label="Merknad", max_length=300, required=False, widget=_LONG, help_text="Hva som skal gjøres, aldri hvorfor."
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class KindForm(ModelForm):
    """A kind of precondition."""

    class Meta:
        model = PreconditionKind
        fields = ["name", "help"]


class TemplateForm(ModelForm):
    """What a template is called and when it is used."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Template
        fields = ["name", "purpose"]


class TemplateStepForm(ModelForm):
    """One step of a template and what it waits for."""

    lane = forms.ChoiceField(label="For hvem?", choices=Lane.choices)
    owner_role = forms.ChoiceField(label="Følges opp av", choices=FOLLOWERS)
    anchor = forms.ChoiceField(label="Fristen regnes fra", choices=Anchor.choices)
    offset_days = forms.IntegerField(
        label="Dager fra",
        min_value=-730,
        max_value=1825,
        initial=0,
        help_text="Minus for dager før: -14 er to uker før.",
    )
    duration_days = forms.IntegerField(label="Tar vanligvis, dager", min_value=1, max_value=1000, initial=7)
    repeat_days = forms.IntegerField(
        label="Kommer igjen etter dager", min_value=0, max_value=730, initial=0, help_text="0 betyr bare én gang."
    )
    precondition = forms.ChoiceField(label="Forutsetning det hører til", required=False)
    waits_for = forms.TypedMultipleChoiceField(
        label="Venter på", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = TemplateStep
        fields = [
            "title", "lane", "office", "owner_role", "anchor", "offset_days", "duration_days", "why", "basis",
            "repeat_days", "precondition",
        ]  # fmt: skip

    def __init__(self, *args, others=(), kinds=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["waits_for"].choices = others
        self.fields["precondition"].choices = [("", "Ingen"), *kinds]
        self.fields["why"].widget = forms.Textarea(attrs={"rows": 2, "class": "ds-input"})
        self.fields["why"].help_text = "Vises når noen spør hvorfor fristen er der."
        self.fields["basis"].help_text = "Bare når loven setter nettopp denne dagen. Da kan fristen ikke flyttes."
