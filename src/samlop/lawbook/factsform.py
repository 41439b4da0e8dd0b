"""Makes a form out of the facts a rule reads, and reads it back as facts. Nothing that is written in it is stored."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields as fields_of
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms

from samlop.law import OPEN_QUESTIONS, Facts, FactsError, fact_labels
from samlop.law.facts import checks
from samlop.law.facts.checks import Group, codes_of
from samlop.law.words import say
from samlop.web.forms import DateField, DateInput, Form

_NUMBERS = (checks.hours, checks.credits, checks.percent)
_YES_NO = [("", "ikke oppgitt"), ("yes", "ja"), ("no", "nei")]
_LONGEST = 200
_NO_CHILDREN = "ingen"  # that there are none is known; an empty field is not known
OPEN = ""  # of a reading: no choice, every reading is tried


@cache
def _about() -> Mapping[str, tuple[Any, Group]]:
    return {item.name: (item.metadata["check"], item.metadata["group"]) for item in fields_of(Facts)}


def can_be_asked(name: str) -> bool:
    """Whether a fact has a field of its own in a form. Lists of rows have not."""
    return name in _about() and _field(name) is not None


def _field(name: str) -> forms.Field | None:
    check, _ = _about()[name]
    label = fact_labels()[name]
    short = {"attrs": {"class": "ds-input short"}}
    if check is checks.flag:
        return forms.ChoiceField(label=label, choices=_YES_NO, required=False)
    if check is checks.day:
        return DateField(label=label, required=False, widget=DateInput(**short))
    if codes := codes_of(check):
        return forms.ChoiceField(label=label, choices=[("", "ikke oppgitt"), *_said(codes)], required=False)
    if each := getattr(check, "allowed_each", None):
        choices = _said(each() if callable(each) else each)
        return forms.MultipleChoiceField(
            label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )
    if name.endswith("_ore"):
        return forms.DecimalField(label=f"{label}, i kroner", min_value=0, decimal_places=2, max_digits=12, required=False, localize=True)  # fmt: skip
    if check in (checks.whole, checks.year):
        return forms.IntegerField(label=label, min_value=0, max_value=10**9, required=False)
    if check in _NUMBERS:
        return forms.DecimalField(
            label=label, min_value=0, decimal_places=2, max_digits=8, required=False, localize=True
        )
    if check is checks.text:
        return forms.CharField(label=label, max_length=_LONGEST, required=False)
    if check is checks.child_rows:
        return forms.CharField(
            label=f"{label}: fødselsdatoer", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Én dato på hver linje, for eksempel 03.11.2020. Skriv «ingen» når det ikke er barn.",
        )  # fmt: skip
    return None


def _said(codes: Iterable[str]) -> list[tuple[str, str]]:
    words = [(code, say(code)) for code in codes]
    return [(code, text.replace("_", " ") if text.isidentifier() else text) for code, text in words]


class FactsForm(Form):
    """The facts a rule reads, by heading, the day, and how the open questions are read. `rest`: facts without a field."""

    def __init__(
        self,
        *args,
        names: Iterable[str],
        questions: Iterable[str] = (),
        rest: Mapping[str, Any] | None = None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.rest = dict(rest or {})
        self.names = [name for name in dict.fromkeys(names) if can_be_asked(name)]
        self.questions = list(questions)
        self.fields["on"] = DateField(
            label="Dagen det vurderes for", widget=DateInput(attrs={"class": "ds-input short"})
        )
        for name in self.names:
            self.fields[name] = field = _field(name)
            field.widget.attrs.setdefault("class", "ds-input")
        for name in self.questions:
            asked = OPEN_QUESTIONS[name]
            self.fields[f"reading-{name}"] = forms.ChoiceField(
                label=asked.text, required=False, choices=[(OPEN, "åpent: alle måter prøves"), *asked.options.items()]
            )
            self.fields[f"reading-{name}"].widget.attrs.setdefault("class", "ds-input")
        for field in self.fields.values():
            field.error_messages["required"] = "Fyll ut dette feltet."
        self.facts: Facts | None = None

    @property
    def groups(self) -> Iterator[tuple[str, list, bool]]:
        """(heading, fields, whether anything stands in them), in the order of the law."""
        for group in Group:
            bound = [self[name] for name in self.names if _about()[name][1] is group]
            if bound:
                yield str(group.value), bound, any(f.value() not in (None, "", []) for f in bound)

    @property
    def reading_fields(self) -> list:
        """The open questions, as fields."""
        return [self[f"reading-{name}"] for name in self.questions]

    @property
    def on(self) -> dt.date:
        return self.cleaned_data["on"]

    @property
    def readings(self) -> dict[str, str]:
        """The readings that were chosen in the form."""
        chosen = {name: self.cleaned_data.get(f"reading-{name}") for name in self.questions}
        return {name: option for name, option in chosen.items() if option}

    def clean(self) -> dict:
        """Reads the facts. What cannot be true is said with the words of the fields."""
        said = self.cleaned_data
        given = dict(self.rest)
        for name in self.names:
            try:
                value = _value(name, said.get(name))
            except ValueError as wrong:
                self.add_error(name, str(wrong))
                continue
            if value is not None:
                given[name] = value
        if self.errors:
            return said
        try:
            self.facts = Facts.from_mapping(given)
        except FactsError as wrong:
            for problem in wrong.problems:
                self.add_error(None, _in_words(problem))
        if self.facts and self.facts.birth_date and said["on"] < self.facts.birth_date:
            self.add_error("on", "Dagen er før personen ble født. Rett en av datoene.")
        return said


def initial_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a form out of facts as the law's own mapping has them."""
    return {name: _shown(name, value) for name, value in facts.items() if can_be_asked(name)}


def rest_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that have no field, and are kept as they are."""
    return {name: value for name, value in facts.items() if not can_be_asked(name)}


def _shown(name: str, value: Any) -> Any:
    check, _ = _about()[name]
    if check is checks.flag:
        return "yes" if value else "no"
    if check is checks.day:
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
    if name.endswith("_ore"):
        return Decimal(value).scaleb(-2)
    if check is checks.child_rows:
        days = [row["birth_date"] for row in value]
        if not days:
            return _NO_CHILDREN
        return "\n".join((d if isinstance(d, dt.date) else dt.date.fromisoformat(d)).strftime("%d.%m.%Y") for d in days)
    return value


def _value(name: str, said: Any) -> Any:
    """A field as a fact; None when nothing stands in it."""
    check, _ = _about()[name]
    if said is None or said == "" or said == []:
        return None
    if check is checks.flag:
        return said == "yes"
    if name.endswith("_ore"):
        return int(said.scaleb(2))
    if check is checks.child_rows:
        if said.strip().casefold() == _NO_CHILDREN:
            return []
        return [{"birth_date": _a_day(line)} for line in said.splitlines() if line.strip()]
    if isinstance(said, Decimal):
        return float(said)
    return said


def _a_day(text: str) -> dt.date:
    try:
        return forms.DateField(input_formats=["%d.%m.%Y"]).clean(text.strip())
    except forms.ValidationError:
        raise ValueError("Skriv én dato på hver linje, som dag.måned.år.") from None


def _in_words(problem: str) -> str:
    for name, label in fact_labels().items():
        problem = problem.replace(f"«{name}»", f"«{label}»")
    return problem
