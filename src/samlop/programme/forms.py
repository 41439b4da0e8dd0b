"""Reads what is typed in the sitting. Nothing is demanded here: what is missing is named beside, and holds back only sending."""

import datetime as dt
from decimal import Decimal, InvalidOperation

from django import forms

from samlop.law.words import say
from samlop.planning import week
from samlop.programme.actions.drafts import FIELDS
from samlop.programme.catalogue import DAYS, Kind, LoadBasis, ProgrammeType
from samlop.programme.models import Element, Measure, Plan
from samlop.web.forms import DateField, Form, ModelForm

_LONGEST_MONTHS = 72
_EARLIEST, _LATEST = dt.date(2015, 1, 1), dt.date(2060, 1, 1)
_HOURS_IN_WEEK = 60


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": 4000})


class _DayField(DateField):
    """A date in the years a programme can touch."""

    def clean(self, value):
        day = super().clean(value)
        if day and not _EARLIEST <= day < _LATEST:
            raise forms.ValidationError(f"Året må være mellom {_EARLIEST.year} og {_LATEST.year - 1}. Sjekk datoen.")
        return day


class HoursField(forms.Field):
    """Hours as people write them: `12`, `2,5`."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 4})

    def __init__(self, *, most: int = _HOURS_IN_WEEK, **options):
        self.most = most
        super().__init__(required=False, **options)

    def prepare_value(self, value):
        return f"{float(value):g}".replace(".", ",") if isinstance(value, Decimal | float | int) else value

    def to_python(self, value):
        text = str(value or "").strip().replace(",", ".").removesuffix("t").strip()
        if not text:
            return None
        try:
            hours = Decimal(text).quantize(Decimal("0.1"))
        except InvalidOperation:
            raise forms.ValidationError("Skriv timer som et tall, for eksempel 12 eller 2,5.") from None
        if not 0 <= hours <= self.most:
            raise forms.ValidationError(f"Skriv et tall fra 0 til {self.most}.")
        return hours


class _StepForm(ModelForm):
    """One step of the sitting. `law` names, by field, the questions whose answers stand beside it."""

    law: dict[str, tuple[str, ...]] = {}

    def values(self) -> dict:
        """What was typed, for the action."""
        return {name: self.cleaned_data[name] for name in self.fields}


class MeetingForm(_StepForm):
    """1 Det jeg kan."""

    class Meta:
        model = Plan
        fields = FIELDS[1]
        field_classes = {"meeting_on": _DayField}
        widgets = {"present": _area(3), "own_words": _area(3), "resources": _area(6)}
        help_texts = {
            "present": "Én person på hver linje: navn, komma, rolle.",
            "own_words": "Det deltakeren selv sier at hun eller han vil.",
            "resources": "Dette kommer øverst i planen. Ta bort det som ikke skal stå der.",
        }


class GoalForm(_StepForm):
    """2 Mål. Only the end goals the law allows are offered."""

    law = {
        "end_goal": ("allowed_end_goals",),
        "listening": ("proposed_norwegian_goal",),
        "starts_on": ("latest_start_and_decision",),
        "duration_months": ("duration",),
    }

    class Meta:
        model = Plan
        fields = FIELDS[2]
        field_classes = {"offer_on": _DayField, "starts_on": _DayField}
        widgets = {
            "goal_reason": _area(), "norwegian_reason": _area(2), "long_term_goal": _area(), "late_reason": _area(2),
            "duration_reason": _area(2), "end_goal": forms.RadioSelect,
            "duration_months": forms.TextInput(attrs={"inputmode": "numeric", "size": 3}),
        }  # fmt: skip
        help_texts = {
            "end_goal_detail": "For eksempel yrke, bransje eller utdanning.",
            "long_term_goal": "Det deltakeren vil nå etter programmet.",
            "offer_on": "Dagen deltakeren får tilbudet, ikke dagen programmet starter.",
        }

    def __init__(self, *args, goals: tuple[str, ...] = (), **kwargs):
        super().__init__(*args, **kwargs)
        # A goal chosen before the law's answer changed stays to be seen; that it is not allowed is named beside.
        offered = list(goals) or [code for code, _ in Plan._meta.get_field("end_goal").choices]
        if self.instance.end_goal and self.instance.end_goal not in offered:
            offered.append(self.instance.end_goal)
        self.fields["end_goal"].choices = [(code, say(code).capitalize()) for code in offered]
        for name in ("listening", "reading", "writing", "oral"):
            self.fields[name].choices = [("", "Velg"), *self.fields[name].choices[1:]]

    def clean_duration_months(self) -> int | None:
        months = self.cleaned_data["duration_months"]
        if months is not None and not 1 <= months <= _LONGEST_MONTHS:
            raise forms.ValidationError(f"Skriv hele måneder, fra 1 til {_LONGEST_MONTHS}.")
        return months


class WeekForm(_StepForm):
    """3 Uka: what is said about the week as a whole."""

    class Meta:
        model = Plan
        fields = FIELDS[3]
        widgets = {"strengthens": _area(), "load_reason": _area(2), "programme_type": forms.RadioSelect}
        help_texts = {
            "strengthens": "Hvordan tiltakene styrker muligheten for arbeid eller utdanning, og norskmålet.",
            "load_reason": "Fylles ut bare når uka er kortere enn full tid, eller har for få arbeidsrettede timer.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme_type"].choices = ProgrammeType.choices
        self.fields["programme_type"].label = "Full tid"
        self.fields["load_basis"].choices = [("", "Velg hjemmel"), *LoadBasis.choices]


class AgreementForm(_StepForm):
    """4 Gjensidig avtale."""

    class Meta:
        model = Plan
        fields = FIELDS[4]
        field_classes = {"review_on": _DayField}
        widgets = {"municipality_duties": _area(6), "participant_duties": _area(6)}
        help_texts = {
            "municipality_duties": "Én setning på hver linje. Kommunens faste tekst står her fra før.",
            "participant_duties": "Én setning på hver linje.",
        }


FORMS: dict[int, type[_StepForm]] = {1: MeetingForm, 2: GoalForm, 3: WeekForm, 4: AgreementForm}


class ElementForm(ModelForm):
    """One row of the week. Hours are counted from the times when only times are written."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    hours_per_week = HoursField(label="Timer i uka")
    total_hours = HoursField(label="Timer i alt", most=3000)
    last_on = _DayField(label="Til og med", required=False)
    remove = forms.BooleanField(label="Ta bort", required=False)

    class Meta:
        model = Element
        fields = ("kind", "title", "place", "reason", "from_on", *(day for day, _ in DAYS))
        field_classes = {"from_on": _DayField}
        widgets = {"reason": _area(2)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = self.instance
        self.fields["kind"].required = False
        self.fields["kind"].choices = [("", "Velg tiltak"), *Element._meta.get_field("kind").choices]
        if kept.pk:
            self.initial |= {
                "id": kept.pk, "hours_per_week": kept.hours_per_week, "total_hours": kept.total_hours,
                "last_on": kept.to_on - dt.timedelta(days=1) if kept.to_on else None,
            }  # fmt: skip
        self.fields["title"].widget.attrs["list"] = "tiltak"  # the municipality's own measures, where it has any
        for day, _ in DAYS:
            attrs = self.fields[day].widget.attrs
            attrs["autocomplete"] = "off"

    def days(self):
        """(name, bound field) for Monday to Friday."""
        return [(name, self[day]) for day, name in DAYS]

    def clean(self):
        data = super().clean()
        if data.get("remove") or not data.get("kind"):
            return data
        timed, counted = [], Decimal(0)
        for day, _ in DAYS:
            try:
                slots = week.slots(data.get(day) or "")
            except week.UnreadableTime as unreadable:
                self.add_error(day, str(unreadable))
                continue
            data[day] = ", ".join(slot.words for slot in slots)
            timed += slots
            counted += sum((slot.hours for slot in slots), Decimal(0))
        hours = data.get("hours_per_week")
        if hours is None and timed:
            data["hours_per_week"] = counted.quantize(Decimal("0.1"))
        elif hours is not None and counted > hours:
            words = f"{float(counted):g}".replace(".", ",")
            self.add_error("hours_per_week", f"Klokkeslettene blir {words} timer. Rett timene eller klokkeslettene.")
        first, last = data.get("from_on"), data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", "Siste dag er før første dag. Rett en av dem.")
        return data

    @property
    def wanted(self) -> bool:
        """Whether the row says anything that is to be kept."""
        return bool(self.cleaned_data.get("kind")) and not self.cleaned_data.get("remove")

    def row(self) -> dict:
        """The row for the action."""
        data = self.cleaned_data
        names = ("id", "kind", "title", "place", "reason", "total_hours", "from_on", *(day for day, _ in DAYS))
        last = data.get("last_on")
        return {name: data.get(name) for name in names} | {
            "hours_per_week": data.get("hours_per_week") or Decimal(0),
            "to_on": last + dt.timedelta(days=1) if last else None,
        }


class LoadStepForm(Form):
    """One stretch with a shorter week."""

    from_on = _DayField(label="Fra", required=False)
    last_on = _DayField(label="Til og med", required=False)
    hours_per_week = HoursField(label="Timer i uka")

    def clean(self):
        data = super().clean()
        given = [data.get("from_on"), data.get("last_on"), data.get("hours_per_week")]
        if any(v is not None for v in given) and not any(self.errors) and None in given:
            raise forms.ValidationError("Fyll ut fra, til og med og timer, eller tøm hele linja.")
        if not any(self.errors) and None not in given and given[1] < given[0]:
            self.add_error("last_on", "Siste dag er før første dag. Rett en av dem.")
        return data

    @property
    def wanted(self) -> bool:
        """Whether the row is filled in."""
        return self.cleaned_data.get("from_on") is not None

    def row(self) -> dict:
        """The row for the action."""
        data = self.cleaned_data
        return {
            "from_on": data["from_on"],
            "until_on": data["last_on"] + dt.timedelta(days=1),
            "hours_per_week": data["hours_per_week"],
        }


class ReadingForm(Form):
    """How an open question of the law is read here, and why."""

    question = forms.CharField(widget=forms.HiddenInput)
    option = forms.ChoiceField(label="Slik leser vi loven her", widget=forms.RadioSelect)
    why = forms.CharField(label="Hvorfor", widget=_area(2), max_length=600, help_text="Begrunnelsen følger vedtaket.")

    def __init__(self, *args, options=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = options


class SendBackForm(Form):
    """What must be mended before the decision can be made."""

    reason = forms.CharField(
        label="Hva må endres",
        widget=_area(3),
        max_length=1000,
        help_text="Rådgiveren ser dette øverst når planen åpnes.",
    )


class ContractTextForm(Form):
    """The municipality's standing sentences for every contract."""

    municipality = forms.CharField(label="Kommunen lover", widget=_area(8), max_length=4000)
    participant = forms.CharField(label="Deltakeren lover", widget=_area(8), max_length=4000)


class MeasureForm(ModelForm):
    """A measure the municipality has."""

    hours_per_week = HoursField(label="Vanlige timer i uka")

    class Meta:
        model = Measure
        fields = ("kind", "title", "place", "hours_per_week")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Velg slag"), *Kind.choices]
