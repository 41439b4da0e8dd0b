"""Holds the people, their households, relations, permits, languages and needs."""

import datetime as dt

from django.conf import settings
from django.db import models

from samlop.core.calendar import age_on
from samlop.core.models import MunicipalRow, Sourced
from samlop.people.visibility import HouseholdRows, PersonRows, RowsOfPerson


class Protection(models.TextChoices):
    """Address protection as the population register grades it."""

    NONE = "", "Ingen"
    CONFIDENTIAL = "confidential", "Fortrolig adresse"
    STRICT = "strict", "Strengt fortrolig adresse"
    STRICT_ABROAD = "strict_abroad", "Strengt fortrolig adresse, utlandet"


class Route(models.TextChoices):
    """How a household comes to the municipality."""

    RECEPTION = "reception", "Fra mottak"
    QUOTA = "quota", "Overføringsflyktning"
    SELF_SETTLED = "self_settled", "Avtalt selvbosetting"
    FAMILY = "family", "Familieinnvandring"
    MINOR = "minor", "Enslig mindreårig"


class Household(MunicipalRow):
    """People who are settled together, each with her own case."""

    name = models.CharField("husstand", max_length=120)
    route = models.CharField("kommer", max_length=16, choices=Route.choices)
    requested_on = models.DateField("anmodet", null=True, blank=True)
    accepted_on = models.DateField("svart ja", null=True, blank=True)
    settles_on = models.DateField("flytter inn", null=True, blank=True, help_text="Avtalt eller faktisk bosettingsdag")
    contact = models.ForeignKey("Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    address = models.CharField("adresse", max_length=200, blank=True)
    # True when any member is protected: the whole household is then hidden, or the child would give the mother away.
    guarded = models.BooleanField(default=False)
    # As `Person.sources`: {"settles_on": {"source": "settlement_list", "known_on": "2026-10-01"}, ...}.
    sources = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    objects = HouseholdRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["municipality", "settles_on"], name="household_arrivals")]

    def __str__(self) -> str:
        return self.name


class Education(models.TextChoices):
    """Schooling from before, as the act divides it (integreringsloven §§ 13 and 14). Codes as in the law cases."""

    BELOW = "below_upper_secondary", "Ikke fullført videregående"
    UPPER = "upper_secondary_or_higher", "Videregående eller høyere"


class Person(MunicipalRow):
    """One person. Birth date and sex are stored, never read out of a number."""

    class Sex(models.TextChoices):
        WOMAN = "woman", "Kvinne"
        MAN = "man", "Mann"

        def said_of(self, born: dt.date | None, on: dt.date) -> str:
            """The word one uses: a child is a girl or a boy."""
            if born is None or age_on(born, on) >= 18:
                return self.label
            return "Jente" if self is Person.Sex.WOMAN else "Gutt"

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    given_name = models.CharField("fornavn", max_length=80)
    family_name = models.CharField("etternavn", max_length=80)
    birth_date = models.DateField("født")
    sex = models.CharField("kjønn", max_length=5, choices=Sex.choices)
    duf = models.CharField("DUF-nummer", max_length=12, blank=True)
    identity_number = models.CharField("fødselsnummer eller D-nummer", max_length=11, blank=True)
    citizenship = models.CharField("statsborgerskap", max_length=2, blank=True, help_text="ISO 3166")
    language = models.CharField("språk hun foretrekker", max_length=8, help_text="BCP 47")
    interpreter_needed = models.BooleanField("trenger tolk", default=True)
    protection = models.CharField("adressebeskyttelse", max_length=14, choices=Protection.choices, blank=True)
    guarded = models.BooleanField(default=False)
    unaccompanied_minor = models.BooleanField("enslig mindreårig", default=False)
    arrived_on = models.DateField("kom til Norge", null=True, blank=True)
    settled_on = models.DateField("bosatt", null=True, blank=True)
    settled_by_agreement = models.BooleanField("bosatt etter avtale", default=True)
    education = models.CharField("skolegang", max_length=26, choices=Education.choices, blank=True)
    job_hours_per_week = models.DecimalField(
        "timer i jobb per uke", max_digits=4, decimal_places=1, null=True, blank=True
    )
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    team = models.ForeignKey("access.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    # {"birth_date": {"source": "settlement_list", "known_on": "2026-10-01"}, ...}: where each column was learnt.
    sources = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    objects = PersonRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "duf"], condition=~models.Q(duf=""), name="person_duf_once"
            ),
            models.UniqueConstraint(
                fields=["municipality", "identity_number"],
                condition=~models.Q(identity_number=""),
                name="person_number_once",
            ),
            models.CheckConstraint(condition=models.Q(birth_date__gte="1900-01-01"), name="person_born_after_1900"),
        ]
        indexes = [
            # Beside the partial unique ones: SQLite uses those only when the number stands in the query as text.
            models.Index(fields=["municipality", "duf"], name="person_duf"),
            models.Index(fields=["municipality", "identity_number"], name="person_number"),
            models.Index(fields=["municipality", "counsellor"], name="person_counsellor"),
            models.Index(fields=["municipality", "team"], name="person_team"),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class NameKey(models.Model):
    """A key to find a person by: each part of her name as written and as it sounds. Kept by `actions.index_names`."""

    municipality = models.ForeignKey("core.Municipality", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="name_keys")
    written = models.CharField(max_length=80)
    sound = models.CharField(max_length=24)

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "sound"], name="name_sound"),
            # The operator class lets PostgreSQL answer "begins with" from the index in any locale; SQLite ignores it.
            models.Index(
                fields=["municipality", "written"], name="name_written", opclasses=["int8_ops", "varchar_pattern_ops"]
            ),
        ]


class CaseAccess(models.Model):
    """Lets a user into one case that her role does not reach: a teacher's pupil, a protected person's trusted adviser."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="case_access")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="case_access")
    reason = models.CharField("grunn", max_length=200)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "person"], name="case_access_once")]


class RelationKind(models.TextChoices):
    """What `person` is to `other`."""

    SPOUSE = "spouse", "ektefelle til"
    COHABITANT = "cohabitant", "samboer med"
    PARENT = "parent", "forelder til"
    SIBLING = "sibling", "søsken til"
    OTHER = "other", "i slekt med"


class Relation(Sourced):
    """`person` is <kind> `other`. Spouse, cohabitant and sibling are stored once and hold both ways."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=RelationKind.choices)

    objects = RowsOfPerson.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other", "kind"], name="relation_once"),
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="relation_to_another"),
        ]


class PermitKind(models.TextChoices):
    """Residence permits by the codes of the law cases; the Immigration Act's paragraph in the label."""

    ASYLUM = "P-28", "Asyl (§ 28)"
    COLLECTIVE = "P-34", "Kollektiv beskyttelse (§ 34)"
    RESETTLED = "P-35", "Overføringsflyktning (§ 35)"
    HUMANITARIAN = "P-38", "Humanitært opphold (§ 38)"
    LIMITED_FAMILY = "P-38-5", "Begrenset opphold, barnefamilie (§ 38 femte ledd)"
    FAMILY = "P-FAM", "Familieinnvandring (kapittel 6)"
    INDEPENDENT = "P-53", "Selvstendig grunnlag (§ 53)"
    WORK_23 = "work_23", "Arbeid (§ 23)"
    WORK_25 = "work_25", "Arbeid (§ 25)"
    STUDY = "study", "Studier"
    PERMANENT = "permanent", "Permanent oppholdstillatelse"
    EEA = "eea_registration", "EØS-registrering"
    EEA_FAMILY = "eea_family", "Familie til EØS-borger"
    OTHER = "other", "Annen tillatelse"


class Permit(Sourced):
    """One residence permit, from the day it was granted until it ran out or was replaced (`ended_on`, exclusive)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="permits")
    kind = models.CharField("grunnlag", max_length=16, choices=PermitKind.choices)
    granted_on = models.DateField("innvilget")
    ended_on = models.DateField("gjelder til", null=True, blank=True)
    applied_on = models.DateField("søkt", null=True, blank=True)
    applied_from_abroad = models.BooleanField("søkt fra utlandet", default=False)
    reference_permit = models.CharField(
        "referansepersonens grunnlag", max_length=16, choices=PermitKind.choices, blank=True
    )
    reference_settled_on = models.DateField("referansepersonen bosatt", null=True, blank=True)

    objects = RowsOfPerson.as_manager()

    class Meta:
        ordering = ["granted_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gt=models.F("granted_on")),
                name="permit_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_on__isnull=True), name="permit_one_open"
            ),
        ]


class StatedFact(Sourced):
    """A fact the law asks for that has no column of its own: the day she asked for a programme, days of leave.

    `name` and `value` are in the law's own words; the law checks them.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stated_facts")
    name = models.CharField("opplysning", max_length=60)
    value = models.JSONField("verdi")

    objects = RowsOfPerson.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="stated_fact_once")]


class SpokenLanguage(Sourced):
    """A language the person knows, with levels when they are known (CEFR A0-C2, `native`)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField("språk", max_length=8)
    level = models.CharField("nivå", max_length=6, blank=True)
    reads = models.BooleanField("leser", null=True)

    objects = RowsOfPerson.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "language"], name="language_once")]


class Need(Sourced):
    """Something to arrange before or after arrival: what to do, never why."""

    class Kind(models.TextChoices):
        WHEELCHAIR = "wheelchair", "Rullestol eller trinnfri bolig"
        HEALTH = "health", "Helsetjenesten må følge opp"
        HEARING = "hearing", "Nedsatt hørsel"
        SIGHT = "sight", "Nedsatt syn"
        LITERACY = "literacy", "Leser og skriver ikke"
        CARE = "care", "Trenger daglig hjelp"
        SAFETY = "safety", "Trygghet må avklares"
        OTHER = "other", "Annet"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField("behov", max_length=12, choices=Kind.choices)
    what_to_do = models.CharField("hva som skal gjøres", max_length=300, blank=True)

    objects = RowsOfPerson.as_manager()


class Background(Sourced):
    """What somebody told before she came here, in her own words: never asked twice, and only a start for mapping."""

    class Topic(models.TextChoices):
        SCHOOLING = "schooling", "Skole og utdanning"
        WORK = "work", "Arbeid og erfaring"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="background")
    topic = models.CharField("tema", max_length=12, choices=Topic.choices)
    text = models.CharField("fortalt", max_length=2000)

    objects = RowsOfPerson.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="background_topic_once")]
