"""Holds the municipality, which every other row belongs to, and where a fact comes from."""

from django.db import models


class Municipality(models.Model):
    """The tenant. Every row of a case carries it, and unique keys include it."""

    number = models.CharField("kommunenummer", max_length=4, unique=True)
    name = models.CharField("navn", max_length=80)

    class Meta:
        verbose_name = "kommune"

    def __str__(self) -> str:
        return self.name


class MunicipalRow(models.Model):
    """A row that belongs to one municipality."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Source(models.TextChoices):
    """Where a fact was learnt. Shown beside the fact, with its date."""

    SETTLEMENT_LIST = "settlement_list", "bosettingslista"
    RECEPTION = "reception", "mottaket"
    POPULATION_REGISTER = "population_register", "Folkeregisteret"
    PERSON = "person", "personen selv"
    DOCUMENT = "document", "framlagt dokument"
    COUNTY = "county", "karrieresenteret"
    SCHOOL = "school", "voksenopplæringen"
    CASEWORKER = "caseworker", "rådgiver"
    DEMO = "demo", "oppdiktet"


class Sourced(models.Model):
    """A fact that keeps its source and date."""

    source = models.CharField("kilde", max_length=24, choices=Source.choices)
    known_on = models.DateField("kjent fra")

    class Meta:
        abstract = True
