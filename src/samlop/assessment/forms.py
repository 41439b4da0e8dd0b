"""The forms of the room: a fact the law asks for, a draft rule set, a replay."""

import datetime as dt

from django import forms
from django.conf import settings

from samlop.core.models import Source
from samlop.law.drafts import shipped
from samlop.people.facts import statable
from samlop.web.forms import DateField, DateInput, Form

SHIPPED = "eksempel:"
KINDS = {
    "day": "en dato, for eksempel 03.11.2026",
    "flag": "ja eller nei",
    "whole": "et helt tall",
    "hours": "et tall, for eksempel 7,5",
}


class FactForm(Form):
    """One fact the law asks for, with where it was learnt."""

    name = forms.ChoiceField(label="Hvilken opplysning?")
    value = forms.CharField(
        label="Hva er svaret?", max_length=40,
        help_text="En dato (03.11.2026), ja eller nei, eller et tall. Hva som trengs, følger av opplysningen.",
    )  # fmt: skip
    source = forms.ChoiceField(
        label="Hvor vet du det fra?", choices=[("", "Velg"), *(c for c in Source.choices if c[0] != Source.DEMO)]
    )
    known_on = DateField(label="Når fikk du vite det?")

    def __init__(self, *args, today: dt.date, asked: tuple[str, ...] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        known = statable()
        first = [(name, known[name][0]) for name in asked if name in known]
        groups: dict[str, list[tuple[str, str]]] = {}
        for name, (label, heading, _) in known.items():
            groups.setdefault(heading, []).append((name, label))
        self.fields["name"].choices = [
            ("", "Velg"), *([("Loven spør etter nå", first)] if first else []), *groups.items(),
        ]  # fmt: skip

    def clean_known_on(self) -> dt.date:
        day = self.cleaned_data["known_on"]
        if day > self.today:
            raise forms.ValidationError("Datoen er fram i tid. Skriv dagen du fikk vite det.")
        return day

    def clean(self) -> dict:
        """Reads the value as the kind of fact it is."""
        said = self.cleaned_data
        if "name" in said and "value" in said:
            kind = statable()[said["name"]][2]
            try:
                said["read"] = _read(said["value"], kind)
            except ValueError:
                self.add_error("value", f"Denne opplysningen skal være {KINDS[kind]}.")
        return said


def _read(text: str, kind: str):
    text = text.strip().lower()
    if kind == "day":
        field = forms.DateField(input_formats=settings.DATE_INPUT_FORMATS)
        try:
            return field.clean(text).isoformat()
        except forms.ValidationError:
            raise ValueError from None
    if kind == "flag":
        return {"ja": True, "nei": False}[text] if text in ("ja", "nei") else _raise()
    if kind == "whole":
        number = int(text)
        return number if number >= 0 else _raise()
    return float(text.replace(",", "."))


def _raise():
    raise ValueError


class DraftForm(Form):
    """A draft rule set, as a file or as text. What was sent stays in the text field when it cannot be used."""

    file = forms.FileField(
        label="Fil med utkastet", required=False, help_text="En TOML-fil. Teksten i den kommer i feltet under.",
        error_messages={"empty": "Fila er tom. Sjekk at du valgte riktig fil."},
    )  # fmt: skip
    text = forms.CharField(
        label="Utkastet", required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "ds-input code"}),
    )  # fmt: skip

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["file"].widget.attrs["accept"] = ".toml,.txt"

    def clean(self) -> dict:
        """Takes the file when there is one, else the text. The file's text is then what the form shows."""
        said = self.cleaned_data
        if getattr(self.request, "file_too_large", False):
            self.add_error("file", "Fila er for stor. Et utkast er kort: bare det som skal endres, står i det.")
        elif said.get("file"):
            try:
                said["text"] = said["file"].read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", "Fila er ikke lagret som UTF-8. Lagre den på nytt som ren tekst (UTF-8).")
            else:
                self.data = self.data.copy()
                self.data[self.add_prefix("text")] = said["text"]
        if not self.errors and not (said.get("text") or "").strip():
            self.add_error("text", "Velg en fil, eller skriv utkastet her.")
        return said


class ReplayForm(Form):
    """Which draft to ask about everybody, beside what, and on which day."""

    draft = forms.ChoiceField(label="Utkast som skal prøves")
    against = forms.ChoiceField(label="Sammenlign med", required=False)
    on = DateField(
        label="Dagen det prøves på", required=False,
        help_text="Tomt felt: i dag, eller dagen utkastet begynner å gjelde når den er senere.",
        widget=DateInput(attrs={"class": "ds-input short"}),
    )  # fmt: skip

    def __init__(self, *args, drafts, **kwargs):
        super().__init__(*args, **kwargs)
        own = [(str(draft.pk), f"{draft.name} ({draft.saved_at:%d.%m.%Y})") for draft in drafts]
        examples = [(SHIPPED + name, draft.title) for name, draft in shipped().items()]
        choices = [*([("Kommunens egne", own)] if own else []), ("Følger med", examples)]
        self.fields["draft"].choices = [("", "Velg"), *choices]
        self.fields["against"].choices = [("", "Reglene slik de er i dag"), *choices]
