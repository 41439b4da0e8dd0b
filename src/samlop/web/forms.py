"""Gives forms the look of Designsystemet and says what went wrong in words."""

from django import forms
from django.forms import widgets

MESSAGES = {
    "required": "Fyll ut dette feltet.",
    "invalid": "Dette kan ikke leses. Sjekk hva som er skrevet.",
    "invalid_choice": "Velg et av alternativene i lista.",
    "max_length": "Teksten er for lang. Den kan ha høyst %(limit_value)d tegn, og har %(show_value)d.",
}


class DateInput(forms.DateInput):
    """A date as people write it: dag.måned.år. A text field, since the browser's own date field fails screen readers."""

    def __init__(self, attrs=None):
        super().__init__(
            attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd.mm.åååå", **(attrs or {})},
            format="%d.%m.%Y",
        )


class DateField(forms.DateField):
    """A date. An impossible one is refused with its own words."""

    widget = DateInput
    default_error_messages = {
        "invalid": "Dette er ikke en dato som finnes. Skriv dag.måned.år, for eksempel 03.11.2026."
    }


def _own_words(field: forms.Field, code: str):
    """The message the form itself gave the field, or None when it is Django's own."""
    given = field.error_messages.get(code)
    usual = next(
        (
            c.default_error_messages[code]
            for c in type(field).__mro__
            if code in getattr(c, "default_error_messages", {})
        ),
        None,
    )
    return None if given == usual else given


class _Styled:
    """Puts the right class on each widget. Mixed into the two form bases below."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            for code, text in MESSAGES.items():
                # A field has no message of its own for length; Django then uses the validator's.
                known = code in field.error_messages or (code == "max_length" and isinstance(field, forms.CharField))
                if known and not (isinstance(field, forms.DateField) and code == "invalid"):
                    field.error_messages[code] = _own_words(field, code) or text
            if not isinstance(field.widget, (widgets.CheckboxSelectMultiple, widgets.RadioSelect)):
                field.widget.attrs.setdefault("class", "ds-input")

    def items(self):
        """(bound field, errors) for an error summary."""
        return [(field, field.errors) for field in self if field.errors]


class Form(_Styled, forms.Form):
    """The base of every form of ours."""


class ModelForm(_Styled, forms.ModelForm):
    """The base of every form of ours that writes one row."""

    class Meta:
        abstract = True
