"""Whatever is sent in: a page with words, never a fault, never something half written."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samlop.people.models import Household, Person
from samlop.settlement.intake.columns import COLUMNS
from samlop.settlement.models import Import
from tests.settlement.lists import a_row, as_csv, as_xlsx
from tests.settlement.test_pages import page_of, seen_in

pytestmark = pytest.mark.django_db

UPLOAD = reverse("settlement:upload")
CALM = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
WHOLE = as_xlsx(a_row(), a_row(Fornavn="Bo"))

words = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "ja", "nei", "k", "mann", "asyl", "P-28", "§ 34", "31.02.2020", "01.05.1995", "2026-01-01", "0001-01-01", "99999", "1", "2", "forelder til 2", "barn av 1 og 3",
         "ektefelle til 2; forelder til 2", "asyl 01.01.2020–01.01.2021", "arabisk (morsmål)", "tigrinja B1;;", "rullestol: rampe", "fortrolig", "202600012345", "=1+1", "<b>",
         "\x00", "\ud800".encode("utf-8", "replace").decode(), "\u202e", "A" * 5000, "hovedperson", "barn", "familieinnvandring", "statsløs", "12.11.2026", "18.01.2027"]
    ),
)  # fmt: skip
row = st.dictionaries(st.sampled_from([column.heading for column in COLUMNS]), words, max_size=len(COLUMNS))


def survives(client, content: bytes, name: str) -> None:
    """Sends the file, and reads it in when it may be; nothing half written whatever happens."""
    Import.objects.filter(state="preview").delete()
    people, households = Person.objects.count(), Household.objects.count()
    sent = client.post(UPLOAD, {"file": SimpleUploadedFile(name, content), "dated_on": "16.11.2026"})
    assert sent.status_code in (302, 422)
    assert (Person.objects.count(), Household.objects.count()) == (people, households)
    if sent.status_code == 422:
        assert not Import.objects.filter(state="preview").exists()
        return
    shown = client.get(sent.url + "?vis=alle")
    assert shown.status_code == 200
    page = page_of(shown)
    if "les-inn" not in page:
        assert client.post(sent.url + "les-inn/", {"seen": ""}).status_code == 409
        assert Person.objects.count() == people
        return
    new = Import.objects.latest("pk").row_count
    done = client.post(sent.url + "les-inn/", {"seen": seen_in(page)})
    assert done.status_code == 302
    result = Import.objects.latest("pk").result
    assert sum(result[key] for key in ("nye personer", "endrede personer", "uten endring")) == new
    assert Person.objects.count() == people + result["nye personer"]
    assert not Person.objects.filter(household__contact=None).exists()


@given(content=st.binary(max_size=400))
@CALM
def test_any_bytes(cast, as_, content):
    survives(as_("coordinator"), content, "liste.csv")


@given(rows=st.lists(row.map(lambda cells: a_row() | cells), min_size=1, max_size=5), mark=st.sampled_from(";,\t"))
@CALM
def test_any_cells_in_a_csv(cast, as_, rows, mark):
    survives(as_("coordinator"), as_csv(*rows, mark=mark, encoding="utf-8"), "liste.csv")


@given(
    cells=st.dictionaries(
        st.sampled_from(["Fornavn", "Etternavn", "Arbeidserfaring", "Utdanning", "Husstand", "Nr"]),
        st.text(min_size=1, max_size=40),
    )
)
@CALM
def test_any_text_in_the_names(cast, as_, cells):
    survives(as_("coordinator"), as_csv(a_row() | cells), "liste.csv")


@given(where=st.integers(0, len(WHOLE) - 1), what=st.binary(min_size=1, max_size=8))
@CALM
def test_a_workbook_with_some_bytes_changed(cast, as_, where, what):
    survives(as_("coordinator"), WHOLE[:where] + what + WHOLE[where + len(what) :], "liste.xlsx")


@given(data=st.data())
@CALM
def test_a_workbook_with_one_part_changed(cast, as_, data):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = data.draw(st.sampled_from(names))
        for name in names:
            content = old.read(name)
            if name == chosen:
                at = data.draw(st.integers(0, len(content)))
                content = (
                    content[:at] + data.draw(st.binary(max_size=20)) + content[at + data.draw(st.integers(0, 40)) :]
                )
            new.writestr(name, content)
    survives(as_("coordinator"), out.getvalue(), "liste.xlsx")
