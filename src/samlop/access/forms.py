"""The sign-in form."""

from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """User name and password, with an error that does not tell which of them was wrong."""

    error_messages = {
        "invalid_login": "Brukernavnet og passordet passer ikke sammen. Prøv igjen, eller spør administratoren.",
        "inactive": "Brukernavnet og passordet passer ikke sammen. Prøv igjen, eller spør administratoren.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Brukernavn"
        self.fields["password"].label = "Passord"
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"

    def clean_username(self) -> str:
        return self.cleaned_data["username"].strip().lower()
