"""The forms of the room: another day to explain for, and a reading chosen by the municipality."""

import datetime as dt

from django import forms

from samlop.law.readings import OpenQuestion
from samlop.web.forms import DateField, DateInput, Form

LEFT_OPEN = "left-open"


class DayForm(Form):
    """The day to assess for; empty is today."""

    dag = DateField(
        label="Vis svaret for en annen dag", required=False, widget=DateInput(attrs={"class": "ds-input short"})
    )

    def clean_dag(self) -> dt.date | None:
        day = self.cleaned_data["dag"]
        if day and not dt.date(1990, 1, 1) <= day < dt.date(2100, 1, 1):
            raise forms.ValidationError("Velg en dag mellom 1990 og 2099.")
        return day


class ChooseForm(Form):
    """How the municipality reads one open question, why, and from which day. `seen` is the newest choice that was shown."""

    option = forms.ChoiceField(label="Slik leser kommunen loven", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Hvorfor?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Begrunnelsen følger vedtakene som bygger på valget. Skriv ikke noe om enkeltpersoner.",
    )  # fmt: skip
    from_on = DateField(
        label="Gjelder fra", widget=DateInput(attrs={"class": "ds-input short"}),
        help_text="Svar for dager før denne blir som de var. Vedtak som er fattet, endres ikke.",
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, asked: OpenQuestion, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = [
            *(
                (id, f"{text} (forslaget fra Samløp)" if id == asked.default else text)
                for id, text in asked.options.items()
            ),
            (LEFT_OPEN, "La spørsmålet stå åpent. Da blir svaret «må vurderes» der måtene gir ulike svar."),
        ]
