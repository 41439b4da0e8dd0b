"""Holds who may sign in: users with one role each, in teams, in one municipality."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from samlop.core.models import MunicipalRow


class Role(models.TextChoices):
    """What a user is here to do. What each may see and do stands in `policy.py`, as one table."""

    COUNSELLOR = "counsellor", "Programrådgiver"
    COORDINATOR = "coordinator", "Flyktningkoordinator"
    TEAM_LEADER = "team_leader", "Teamleder"
    TEACHER = "teacher", "Lærer"
    TRANSLATOR = "translator", "Oversetter"
    ADMINISTRATOR = "administrator", "Administrator"
    AUDITOR = "auditor", "Revisor (bare lese)"


class Team(MunicipalRow):
    """Counsellors who share a caseload and a leader."""

    name = models.CharField("navn", max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="team_name_once")]

    def __str__(self) -> str:
        return self.name


class Users(BaseUserManager):
    """Makes users; `get_by_natural_key` is what signing in asks for."""

    def create_user(self, username: str, *, password: str | None = None, **fields) -> "User":
        user = self.model(username=username.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A member of staff. Never a participant: her own page has its own way in."""

    municipality = models.ForeignKey("core.Municipality", on_delete=models.PROTECT, related_name="+")
    username = models.CharField("brukernavn", max_length=80, unique=True)
    name = models.CharField("navn", max_length=120)
    role = models.CharField("rolle", max_length=16, choices=Role.choices)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="members")
    translates = models.CharField("oversetter til", max_length=40, blank=True, help_text="Språkkoder, skilt med komma")
    is_active = models.BooleanField(default=True)

    objects = Users()
    USERNAME_FIELD = "username"
    SHAPE_FIELDS = ("role", "is_active")  # what decides how a query about her cases is written (`core.compiled`)
    REQUIRED_FIELDS = ["name", "role"]

    def __str__(self) -> str:
        return self.name


class Submission(models.Model):
    """One sending of one form. The same key sent again (a double click, the back button) gives the first answer."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    at = models.DateTimeField()
    went_to = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="submission_once")]
