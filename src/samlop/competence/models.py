"""Holds what is mapped about a person: schooling, work, skills, languages, wishes, guidance, phase and strain."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samlop.core.languages import country_name, language_name
from samlop.core.models import Sourced
from samlop.people.visibility import RowsOfPerson


class Facts(RowsOfPerson):
    """Facts of people. One that is taken out stays in the database with the day, and can be put back."""

    def standing(self) -> "Facts":
        """Those that have not been taken out."""
        return self.filter(removed_at=None)

    def removed(self) -> "Facts":
        """Those that have been taken out, the last one first."""
        return self.exclude(removed_at=None).order_by("-removed_at", "-id")


class Fact(Sourced):
    """One fact about one person, with its source and date."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="mapped_%(class)ss")
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = Facts.as_manager()

    class Meta:
        abstract = True


class Level(models.IntegerChoices):
    """Level of education after NUS2000 (Statistics Norway), in words. Checked by hand; the full list is not open here."""

    NONE = 0, "Ingen skolegang"
    PRIMARY = 1, "Barneskole"
    LOWER_SECONDARY = 2, "Ungdomsskole"
    UPPER_BASIC = 3, "Videregående, begynt (1 eller 2 år)"
    UPPER_FINAL = 4, "Videregående, til og med siste år"
    POST_SECONDARY = 5, "Fagskole eller påbygging etter videregående"
    BACHELOR = 6, "Universitet eller høgskole, til og med bachelor (1 til 4 år)"
    MASTER = 7, "Universitet eller høgskole, master (5 år eller mer)"
    DOCTORATE = 8, "Doktorgrad"


class Recognition(models.TextChoices):
    """Where a recognition case stands."""

    NOT_ASKED = "", "Ikke søkt"
    NOT_RELEVANT = "not_relevant", "Ikke aktuelt"
    PREPARING = "preparing", "Samler papirer"
    SENT = "sent", "Søknad sendt"
    ANSWERED = "answered", "Svar mottatt"


class RecognitionOutcome(models.TextChoices):
    """What the answer was."""

    FULL = "full", "Godkjent"
    PARTIAL = "partial", "Delvis godkjent"
    REFUSED = "refused", "Ikke godkjent"
    NOT_ASSESSED = "not_assessed", "Kunne ikke vurderes"


class Education(Fact):
    """One schooling or education, and the recognition of it as a track of its own."""

    level = models.PositiveSmallIntegerField("nivå", choices=Level.choices)
    field = models.CharField("fag eller retning", max_length=120, blank=True)
    country = models.CharField("land", max_length=2, blank=True)
    from_year = models.PositiveSmallIntegerField("fra år", null=True, blank=True)
    to_year = models.PositiveSmallIntegerField("til år", null=True, blank=True)
    completed = models.BooleanField("fullført", default=False)
    documented = models.BooleanField("har papirer på den", default=False)
    recognition = models.CharField("godkjenning", max_length=12, choices=Recognition.choices, blank=True)
    recognition_body = models.CharField("hvem godkjenner", max_length=80, blank=True)
    sent_on = models.DateField("sendt", null=True, blank=True)
    answered_on = models.DateField("svar", null=True, blank=True)
    outcome = models.CharField("resultat", max_length=12, choices=RecognitionOutcome.choices, blank=True)

    class Meta:
        ordering = ["-level", "-to_year", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(level__lte=8), name="education_level_known"),
            models.CheckConstraint(
                condition=Q(from_year=None) | Q(to_year=None) | Q(to_year__gte=models.F("from_year")),
                name="education_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(recognition="answered") | (Q(answered_on__isnull=False) & ~Q(outcome="")),
                name="education_answer_whole",
            ),
            models.CheckConstraint(
                condition=~Q(recognition__in=["sent", "answered"]) | Q(sent_on__isnull=False),
                name="education_sent_has_date",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(sent_on=None) | Q(answered_on__gte=models.F("sent_on")),
                name="education_answered_after_sent",
            ),
        ]

    @property
    def in_words(self) -> str:
        """`Universitet eller høgskole …: bygg, Syria, 2009–2013`."""
        return _joined(
            self.get_level_display(), self.field, _country(self.country), _span(self.from_year, self.to_year)
        )


class Employer(models.TextChoices):
    """For whom the work was done. Work without pay counts as experience too."""

    PRIVATE = "private", "Privat arbeidsgiver"
    PUBLIC = "public", "Offentlig arbeidsgiver"
    OWN = "own", "Egen virksomhet"
    FAMILY = "family", "Familiens gård eller virksomhet"
    INFORMAL = "informal", "Småjobber uten kontrakt"
    VOLUNTARY = "voluntary", "Frivillig arbeid eller tillitsverv"


class WorkExperience(Fact):
    """Work of any kind, with the occupation from STYRK-08 when it was found there."""

    title = models.CharField("yrke eller arbeid", max_length=120)
    styrk = models.CharField("yrke i yrkeslista", max_length=4, blank=True)
    employer = models.CharField("arbeidet for", max_length=12, choices=Employer.choices, blank=True)
    country = models.CharField("land", max_length=2, blank=True)
    years = models.DecimalField("antall år", max_digits=3, decimal_places=1, null=True, blank=True)
    last_year = models.PositiveSmallIntegerField("sist i år", null=True, blank=True)
    tasks = models.CharField("oppgaver med egne ord", max_length=400, blank=True)

    class Meta:
        ordering = ["-last_year", "id"]

    @property
    def in_words(self) -> str:
        """`Baker, 6 år, Syria, sist i 2022`."""
        length = f"{float(self.years):g} år".replace(".", ",") if self.years else ""
        return _joined(self.title, length, _country(self.country), f"sist i {self.last_year}" if self.last_year else "")


class Evidence(models.TextChoices):
    """What shows that she can. Her own word is evidence too, and is named as such."""

    OWN_WORD = "own_word", "personens egne ord"
    REFERENCE = "reference", "referanse"
    PHOTO = "photo", "bilder av arbeid"
    PRACTICE = "practice", "praksis"
    DOCUMENT = "document", "papirer"


class Skill(Fact):
    """Something the person can do, learnt in a course, at work or in life."""

    class Kind(models.TextChoices):
        FORMAL = "formal", "Formell (kurs, fagbrev, sertifikat)"
        INFORMAL = "informal", "Uformell (lært i arbeid eller hjemme)"

    name = models.CharField("ferdighet", max_length=120)
    kind = models.CharField("slag", max_length=8, choices=Kind.choices, default=Kind.INFORMAL)
    evidence = models.CharField("hva viser det", max_length=10, choices=Evidence.choices, default=Evidence.OWN_WORD)
    evidence_note = models.CharField("mer om det", max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "name", "id"]

    @property
    def in_words(self) -> str:
        """`Kjører truck (papirer)`."""
        return f"{self.name} ({self.get_evidence_display()})"


class Cefr(models.TextChoices):
    """Levels of a language, as people.SpokenLanguage codes them."""

    NONE = "A0", "A0 – kan ikke ennå"
    A1 = "A1", "A1 – noen ord og setninger"
    A2 = "A2", "A2 – enkel hverdag"
    B1 = "B1", "B1 – klarer seg i kjente situasjoner"
    B2 = "B2", "B2 – uttrykker seg fritt"
    C1 = "C1", "C1 – avansert"
    C2 = "C2", "C2 – nær morsmål"
    NATIVE = "native", "Morsmål"


# (column, words): the four skills of a language, in the order they are asked for.
LANGUAGE_SKILLS = (("oral", "snakker"), ("listening", "forstår"), ("reading", "leser"), ("writing", "skriver"))


def _level_field(words: str) -> models.CharField:
    return models.CharField(words, max_length=6, choices=Cefr.choices, blank=True)


class LanguageLevel(Fact):
    """How well the person speaks, understands, reads and writes one language. Which languages: people.SpokenLanguage."""

    language = models.CharField("språk", max_length=8)
    oral = _level_field("snakker")
    listening = _level_field("forstår")
    reading = _level_field("leser")
    writing = _level_field("skriver")
    tested = models.BooleanField("vist med prøve", default=False)

    class Meta:
        ordering = ["language", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "language"], condition=Q(removed_at=None), name="language_level_once"
            )
        ]

    @property
    def levels(self) -> tuple[tuple[str, str], ...]:
        """(`snakker`, `B1`) for each skill that is known."""
        known = ((words, getattr(self, column)) for column, words in LANGUAGE_SKILLS)
        return tuple((words, "morsmål" if level == Cefr.NATIVE else level) for words, level in known if level)

    @property
    def in_words(self) -> str:
        """`Arabisk: snakker morsmål, leser B1`."""
        levels = ", ".join(f"{words} {level}" for words, level in self.levels)
        return f"{language_name(self.language).capitalize()}{': ' + levels if levels else ''}"


class Wish(Fact):
    """What the person wants, in her own words."""

    class Kind(models.TextChoices):
        WORK = "work", "Arbeid"
        EDUCATION = "education", "Utdanning"
        DAILY_LIFE = "daily_life", "Hverdag og fritid"

    kind = models.CharField("gjelder", max_length=10, choices=Kind.choices, default=Kind.WORK)
    title = models.CharField("ønske", max_length=200)
    styrk = models.CharField("yrke i yrkeslista", max_length=4, blank=True)

    class Meta:
        ordering = ["-kind", "id"]  # work, education, daily life

    @property
    def in_words(self) -> str:
        """`Jobbe på bakeri (arbeid)`."""
        return f"{self.title} ({self.get_kind_display().lower()})"


class GuidanceResult(Fact):
    """What came out of career guidance at the county's centre: a goal and a recommendation, ready for the plan."""

    class Timing(models.TextChoices):
        TOO_EARLY = "too_early", "For tidlig"
        RIGHT = "right", "Passe"
        LATE = "late", "For sent"

    given_on = models.DateField("veiledning gitt")
    goal = models.CharField("mål", max_length=200)
    recommendation = models.TextField("anbefaling", max_length=1500, blank=True)
    timing = models.CharField("kom veiledningen til rett tid?", max_length=9, choices=Timing.choices, blank=True)

    class Meta:
        ordering = ["-given_on", "-id"]

    @property
    def in_words(self) -> str:
        return f"Mål: {self.goal}"


class GuidanceStep(Fact):
    """One step towards the goal: what to do, what is missing for it, and by when."""

    result = models.ForeignKey(GuidanceResult, on_delete=models.PROTECT, related_name="steps")
    title = models.CharField("steg", max_length=160)
    missing = models.CharField("hva mangler", max_length=200, blank=True)
    by_on = models.DateField("innen", null=True, blank=True)

    class Meta:
        ordering = ["by_on", "id"]

    @property
    def in_words(self) -> str:
        return f"{self.title}{' – mangler: ' + self.missing if self.missing else ''}"


class Phase(models.TextChoices):
    """Where a person stands after flight (T18-09). No default: nobody is the average refugee."""

    RUPTURE = "rupture", "Brudd: det gamle livet er borte, mye er uklart"
    REORIENTATION = "reorientation", "Nyorientering: finner ut hvordan ting er her"
    REESTABLISHMENT = "reestablishment", "Nyetablering: bygger et liv her"


class Strain(models.TextChoices):
    """How heavy life is now, in her own words. Never a diagnosis."""

    LIGHT = "light", "Går greit"
    SOME = "some", "Noe tungt"
    HEAVY = "heavy", "Tungt nå"


class Track(models.TextChoices):
    """Tracks by schooling (T18-11). A proposal that people change, never a score."""

    ONE = "1", "Spor 1"
    TWO = "2", "Spor 2"
    THREE = "3", "Spor 3"


class Mapping(Sourced):
    """The mapping as a whole: one per person. Phase and strain may be skipped, and then say so."""

    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="mapping")
    phase = models.CharField("fase", max_length=16, choices=Phase.choices, blank=True)
    strain = models.CharField("belastning", max_length=6, choices=Strain.choices, blank=True)
    consideration = models.CharField("hva vi tar hensyn til", max_length=300, blank=True)
    skipped = models.BooleanField("personen ønsker ikke å svare", default=False)
    asked_on = models.DateField("snakket om fase og belastning", null=True, blank=True)
    mapped_on = models.DateField("kartlagt", null=True, blank=True)
    notes = models.TextField("merknader", max_length=1500, blank=True)
    track = models.CharField("spor", max_length=1, choices=Track.choices, blank=True)
    track_reason = models.CharField("hvorfor dette sporet", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RowsOfPerson.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(skipped=False) | Q(phase="", strain="", consideration=""), name="mapping_skipped_is_empty"
            ),
            models.CheckConstraint(condition=Q(track="") | ~Q(track_reason=""), name="mapping_track_has_reason"),
        ]


def _joined(head: str, *rest: str) -> str:
    return ", ".join([head, *(part for part in rest if part)])


def _country(code: str) -> str:
    return country_name(code) if code else ""


def _span(start: int | None, end: int | None) -> str:
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    return f"fra {start}" if start else f"til {end}" if end else ""
