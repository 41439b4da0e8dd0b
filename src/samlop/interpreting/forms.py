"""The form for one talk with or without an interpreter. What must be answered is decided in `actions`."""

from django import forms as django_forms

from samlop.core.languages import language_choices
from samlop.interpreting.models import InterpreterUse, Mode, Occasion, Qualification
from samlop.web.forms import DateField, Form

_YES_NO = (("ja", "Ja"), ("nei", "Nei"))


def _languages() -> list[tuple[str, str]]:
    return [("", "Velg språk"), *(pair for pair in language_choices() if pair[0] not in ("nb", "no", "nn"))]


class YesNo(django_forms.TypedChoiceField):
    """A question with two answers, none of them given beforehand by the browser."""

    def __init__(self, **kwargs):
        super().__init__(choices=_YES_NO, coerce=lambda value: value == "ja", widget=django_forms.RadioSelect, **kwargs)
        self.error_messages["required"] = "Svar ja eller nei."

    def prepare_value(self, value):
        return {True: "ja", False: "nei"}.get(value, value) if isinstance(value, bool) else value


class UseForm(Form):
    """One talk."""

    occasion = django_forms.ChoiceField(label="Hvilken samtale", choices=[("", "Velg samtale"), *Occasion.choices])
    occasion_note = django_forms.CharField(
        label="Hva gjaldt det", max_length=120, required=False, help_text="Trengs bare når du har valgt «Annet»."
    )
    held_on = DateField(label="Dato for samtalen")
    needed = YesNo(label="Trengtes tolk?")
    booked = YesNo(label="Er tolk bestilt?")
    language = django_forms.ChoiceField(label="Språk", choices=_languages, required=False)
    mode = django_forms.ChoiceField(
        label="Hvordan er tolken med", choices=[("", "Velg"), *Mode.choices], required=False
    )
    qualification = django_forms.ChoiceField(
        label="Kategori i tolkeregisteret", choices=[("", "Velg kategori"), *Qualification.choices], required=False
    )
    why = django_forms.CharField(
        label="Hvis nei eller ikke i registeret: hvorfor",
        max_length=300,
        required=False,
        widget=django_forms.Textarea(attrs={"rows": 2}),
        help_text="For eksempel «ingen ledig tolk i tigrinja, forsøkte tre steder», «haster».",
    )
    version = django_forms.IntegerField(widget=django_forms.HiddenInput, required=False)

    @classmethod
    def of(cls, use: InterpreterUse) -> "UseForm":
        """The form with what stands on record."""
        return cls(initial={name: getattr(use, name) for name in cls.base_fields})

    def values(self) -> dict:
        """What was typed, for the action."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class StrikeForm(Form):
    """Why a record is struck out."""

    reason = django_forms.CharField(label="Hvorfor strykes linja", max_length=200)
