"""The forms of the decisions room."""

from django import forms

from samlop.decisions.queries import ToTranslate
from samlop.decisions.translating import Written
from samlop.web.forms import Form


class SendBackForm(Form):
    """What must be mended."""

    reason = forms.CharField(
        label="Hva må endres?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Den som laget utkastet, ser det du skriver her.",
    )


class TranslationsForm:
    """All phrases of one language on one page. Not a Django form: its fields are as many as the phrases."""

    def __init__(self, rows: list[ToTranslate], data=None):
        self.rows = rows
        self.data = data
        self.problems: dict[str, str] = {}

    def text(self, row: ToTranslate) -> str:
        """What stands in the field: what was typed, else what is kept."""
        return row.phrase.text if self.data is None else self.data.get(f"text-{row.phrase.key}", row.phrase.text)

    def ticked(self, row: ToTranslate) -> bool:
        """Whether the box of approval is ticked."""
        return row.phrase.approved if self.data is None else f"ok-{row.phrase.key}" in self.data

    def version(self, row: ToTranslate) -> int:
        """The version the translator saw when she began to write."""
        try:
            return (
                int(self.data.get(f"version-{row.phrase.key}", row.version)) if self.data is not None else row.version
            )
        except ValueError:
            return -1

    def written(self, *, all_approved: bool) -> list[Written]:
        """What came back, phrase by phrase. A phrase that did not come back is left alone."""
        return [
            Written(row.phrase.key, self.text(row), all_approved or self.ticked(row), self.version(row))
            for row in self.rows
            if f"text-{row.phrase.key}" in self.data
        ]
