"""Signs users in at the measured database and prints, as JSON, who asks for which page."""

import json

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.urls import reverse  # noqa: E402

from samlop.access.models import Role, User  # noqa: E402
from samlop.people.models import NameKey, Person  # noqa: E402


def session_of(user: User) -> str:
    """A signed-in session, as the sign-in page would have made it."""
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY], store[HASH_SESSION_KEY] = (
        str(user.pk),
        settings.AUTHENTICATION_BACKENDS[0],
        user.get_session_auth_hash(),
    )
    store.create()
    return store.session_key


def main() -> None:
    """Prints the seats."""
    largest = Person.objects.values("municipality").annotate(n=Count("id")).order_by("-n").first()
    staff = User.objects.filter(municipality=largest["municipality"])
    coordinator = staff.filter(role=Role.COORDINATOR).first()
    counsellor = staff.filter(role=Role.COUNSELLOR).annotate(n=Count("people")).order_by("-n").first()
    person = Person.objects.filter(counsellor=counsellor, standing__isnull=False).order_by("id").first()
    name = (
        NameKey.objects.filter(municipality=largest["municipality"])
        .values("written")
        .annotate(n=Count("id"))
        .order_by("-n")
        .first()["written"]
    )
    whole, own = session_of(coordinator), session_of(counsellor)
    print(
        json.dumps(
            {
                "people": Person.objects.count(),
                "municipalities": Person.objects.values("municipality").distinct().count(),
                "largest": largest["n"],
                "csrf": "a" * 32,
                "pages": {
                    "my people, coordinator of the largest": {
                        "path": reverse("casework:my_people") + "?vis=alle",
                        "plain": "/plain/",
                        "session": whole,
                    },
                    "my people, counsellor": {
                        "path": reverse("casework:my_people"),
                        "plain": "/plain/",
                        "session": own,
                    },
                    "search, coordinator of the largest": {
                        "path": reverse("casework:search"),
                        "plain": "/plain/search/",
                        "body": f"q={name}",
                        "session": whole,
                    },
                    "person": {"path": reverse("casework:person", args=[person.pk]), "session": own},
                },
            }
        )
    )


if __name__ == "__main__":
    main()
