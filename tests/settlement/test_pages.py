"""The pages for lists: who gets in, what they say, and what happens when buttons are pressed twice."""

import itertools
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samlop.access.models import Role
from samlop.audit.models import Read
from samlop.people.models import Household, Person
from samlop.settlement.models import Import
from tests.given import a_household, a_person
from tests.settlement.lists import MB, a_child, a_row, as_csv, as_xlsx, read_in, sent_in

pytestmark = pytest.mark.django_db

UPLOAD = reverse("settlement:upload")
OTHERS = [role for role in Role if role != "coordinator"]


def send(client, content: bytes, name="liste.csv", **fields):
    return client.post(
        UPLOAD, {"file": SimpleUploadedFile(name, content), "dated_on": "16.11.2026", "once": name, **fields}
    )


def page_of(response) -> str:
    return response.content.decode()


def seen_in(page: str) -> str:
    return re.search(r'name="seen" value="(\w+)"', page)[1]


@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_are_turned_away_from_every_page_of_lists(cast, as_, role):
    listed = sent_in(cast, a_row())
    client = as_(role)
    for name, args in (("imports", ()), ("upload", ()), ("example", ("csv",)), ("preview", (listed.pk,))):
        assert client.get(reverse(f"settlement:{name}", args=args)).status_code == 403
    for name in ("confirm", "choose", "put_away"):
        assert client.post(reverse(f"settlement:{name}", args=(listed.pk,))).status_code == 403
    assert send(client, as_csv(a_row())).status_code == 403
    assert Import.objects.get().state == "preview"


def test_the_signed_out_are_sent_to_sign_in(client, db):
    assert client.get(reverse("settlement:imports")).status_code == 302


def test_another_coordinators_preview_does_not_exist(cast, as_):
    listed = sent_in(cast, a_row())
    client = as_(cast.user("coordinator"))
    assert client.get(reverse("settlement:preview", args=(listed.pk,))).status_code == 404
    for name in ("confirm", "choose", "put_away"):
        assert client.post(reverse(f"settlement:{name}", args=(listed.pk,))).status_code == 404
    assert f"lister/{listed.pk}/" not in page_of(client.get(reverse("settlement:imports")))


def test_a_list_goes_from_file_to_people(cast, as_):
    client = as_("coordinator")
    sent = send(
        client, as_xlsx(a_row(Husstand="1", Rolle="hovedperson"), a_child(Husstand="1", Rolle="barn")), "liste.xlsx"
    )
    assert sent.status_code == 302
    page = page_of(client.get(sent.url))
    assert "Salma Nasser" in page
    assert not Person.objects.exists()
    done = client.post(sent.url + "les-inn/", {"seen": seen_in(page), "once": "a"})
    assert done.status_code == 302
    assert Person.objects.count() == 2
    assert "Lista er lest inn" in page_of(client.get(done.url))


def test_the_button_pressed_twice_and_the_back_button_read_in_once(cast, as_):
    client = as_("coordinator")
    listed = sent_in(cast, a_row())
    url = reverse("settlement:preview", args=(listed.pk,))
    seen = seen_in(page_of(client.get(url)))
    for key in ("a", "a", "b"):  # a double click sends the same key; a page from the back button after a reload another
        assert client.post(url + "les-inn/", {"seen": seen, "once": key}).status_code == 302
    assert Person.objects.count() == 1


def test_the_same_upload_sent_twice_makes_one_preview(cast, as_):
    client = as_("coordinator")
    first, second = (send(client, as_csv(a_row())) for _ in range(2))
    assert (first.status_code, first.url) == (302, second.url)
    assert Import.objects.count() == 1


def test_a_stale_preview_is_shown_again_and_writes_nothing(cast, as_):
    client = as_("coordinator")
    person = a_person(cast, given_name="Salma", family_name="Nasser", citizenship="")
    listed = sent_in(cast, a_row())
    url = reverse("settlement:preview", args=(listed.pk,))
    seen = seen_in(page_of(client.get(url)))
    Person.objects.filter(pk=person.pk).update(citizenship="TR")
    answer = client.post(url + "les-inn/", {"seen": seen, "once": "a"})
    assert answer.status_code == 409
    assert "Noe er endret siden du så på lista" in page_of(answer)
    assert Person.objects.get().citizenship == "TR"
    assert client.post(url + "les-inn/", {"seen": seen_in(page_of(answer)), "once": "b"}).status_code == 302


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "tom"),
        (b"Fornavn;Etternavn\nA;B\n", "Disse mangler"),
        (as_csv(a_row()).split(b"\r\n")[0], "ingen personer"),
        (as_xlsx(a_row())[:1000], "skadet"),
        (b"\x00\x01\x02", "tekstfil"),
        (b"x" * (50 * MB), "for stor"),
    ],
    ids=["empty", "wrong headings", "headings only", "truncated", "binary", "50 MB"],
)
def test_a_file_that_cannot_be_read_is_explained_and_what_was_typed_is_kept(cast, as_, content, words):
    answer = send(as_("coordinator"), content, dated_on="17.11.2026", team=cast.team.pk)
    assert answer.status_code == 422
    page = page_of(answer)
    assert words in page
    assert 'value="17.11.2026"' in page
    assert f'<option value="{cast.team.pk}" selected>' in page
    assert not Import.objects.exists()


def test_a_file_that_says_it_is_small_and_is_not_never_reaches_the_disk(cast, as_, settings):
    settings.MAX_UPLOAD_BYTES = 1000
    answer = send(as_("coordinator"), b"x" * 50_000)
    assert answer.status_code == 422
    assert "for stor" in page_of(answer)


@pytest.mark.parametrize("day", ["", "31.02.2026", "22.11.2026", "i går"])
def test_a_list_needs_a_possible_date(cast, as_, day):
    assert send(as_("coordinator"), as_csv(a_row()), dated_on=day).status_code == 422
    assert not Import.objects.exists()


def test_another_municipalitys_team_cannot_be_chosen(cast, as_):
    from tests.given import Cast

    other = Cast(number="0301", name="En annen kommune")
    assert send(as_("coordinator"), as_csv(a_row()), team=other.team.pk).status_code == 422


def test_the_same_file_a_second_time_says_when_it_was_read_in(cast, as_):
    read_in(cast, a_row())
    answer = send(as_("coordinator"), as_csv(a_row()))
    assert answer.status_code == 422
    assert "21. november 2026" in page_of(answer)


def test_html_and_formulas_in_names_are_shown_as_text(cast, as_):
    client = as_("coordinator")
    name = "<script>alert(1)</script>"
    listed = sent_in(cast, a_row(Fornavn=name, Etternavn="=1+1"))
    page = page_of(client.get(reverse("settlement:preview", args=(listed.pk,))))
    assert name not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    client.post(reverse("settlement:confirm", args=(listed.pk,)), {"seen": seen_in(page), "once": "a"})
    assert str(Person.objects.get()) == f"{name} =1+1"
    for url in (reverse("settlement:imports"), reverse("settlement:household", args=(Household.objects.get().pk,))):
        assert name not in page_of(client.get(url))


def test_a_list_with_mistakes_has_no_button_to_read_it_in(cast, as_):
    client = as_("coordinator")
    listed = sent_in(cast, a_row(Fødselsdato="31.02.1995"))
    page = page_of(client.get(reverse("settlement:preview", args=(listed.pk,))))
    assert "ikke en dato som finnes" in page
    assert "les-inn" not in page
    answer = client.post(reverse("settlement:confirm", args=(listed.pk,)), {"seen": "", "once": "a"})
    assert answer.status_code == 409
    assert not Person.objects.exists()


def test_what_changes_about_somebody_we_know_is_shown_with_source_and_the_look_is_logged(cast, as_):
    person = a_person(cast, given_name="Salma", family_name="Nasser", citizenship="TR")
    listed = sent_in(cast, a_row())
    page = page_of(as_("coordinator").get(reverse("settlement:preview", args=(listed.pk,))))
    assert "Kjent igjen på navn og fødselsdato" in page
    assert re.search(r"Statsborgerskap:</b>.*Tyrkia.*Syria", page, re.DOTALL)
    assert [person.pk] in list(Read.objects.values_list("shown", flat=True))


def test_a_choice_is_kept_and_a_forged_one_refused(cast, as_):
    a_person(cast, given_name="Salma", family_name="Nasser")
    listed = sent_in(cast, a_row(Fornavn="Selma"))
    client, url = as_("coordinator"), reverse("settlement:choose", args=(listed.pk,))
    assert "Nei, en ny person" in page_of(client.get(reverse("settlement:preview", args=(listed.pk,))))
    for row, choice in (("2", "999999"), ("x", "new"), ("9" * 50, "new"), ("", "")):
        assert client.post(url, {"row": row, "choice": choice, "once": row + choice}).status_code == 409
    assert client.post(url, {"row": "2", "choice": "new", "once": "z"}).status_code == 302
    listed.refresh_from_db()
    assert listed.choices == {"2": "new"}


def test_nothing_about_somebody_hidden_reaches_the_page(cast, as_):
    hidden = a_person(
        cast, given_name="Salma", family_name="Nasser", protection="strict", duf="202600012345", citizenship="TR"
    )
    listed = sent_in(cast, a_row(Fornavn="Sara", **{"DUF-nummer": "202600012345"}))
    page = page_of(as_("coordinator").get(reverse("settlement:preview", args=(listed.pk,))))
    for words in ("Salma", "Tyrkia", "strengt", "fortrolig", "skjermet", f'value="{hidden.pk}"'):
        assert words not in page
    assert not Read.objects.filter(person_id=hidden.pk).exists()
    assert not any(hidden.pk in shown for shown in Read.objects.values_list("shown", flat=True))


def test_a_strange_view_or_page_number_is_no_error(cast, as_):
    listed = sent_in(cast, a_row())
    url = reverse("settlement:preview", args=(listed.pk,))
    for query in ("?vis=tull", "?side=99", "?side=-1", "?side=x", "?vis=rett"):
        assert as_("coordinator").get(url + query).status_code == 200


def test_long_lists_come_in_pages(cast, as_):
    listed = sent_in(
        cast,
        *(
            a_row(Fornavn=name)
            for name in [
                "Ada",
                "Bo",
                "Cy",
                "Dag",
                "Eva",
                "Finn",
                "Gro",
                "Hans",
                "Ida",
                "Jon",
                "Kai",
                "Liv",
                "Mia",
                "Nils",
                "Ole",
                "Pia",
                "Qi",
                "Ragna",
                "Siv",
                "Tor",
                "Una",
                "Vidar",
                "Wei",
                "Xi",
                "Yrsa",
                "Zoe",
            ]
        ),
    )
    page = page_of(as_("coordinator").get(reverse("settlement:preview", args=(listed.pk,)) + "?vis=alle"))
    assert "Side 1 av 2" in page


def test_requests_that_wait_stand_first_with_the_days_they_have_waited(cast, as_):
    import datetime as dt

    asked = a_household(cast, name="Familien Haddad", requested_on=dt.date(2026, 11, 1), settles_on=None)
    a_person(cast, household=asked, settled_on=None)
    here = a_household(cast, name="Bor her alt", requested_on=dt.date(2026, 11, 1))
    a_person(cast, household=here)
    family = a_household(cast, name="Kommer til sine", route="family")
    a_person(cast, household=family, settled_on=None)
    page = page_of(as_("coordinator").get(reverse("settlement:imports")))
    assert "Familien Haddad" in page
    assert re.search(r"<b>20</b> <span>dager", page)
    assert "Bor her alt" not in page
    assert "Kommer til sine" not in page


def test_a_protected_household_is_not_among_those_that_wait(cast, as_):
    a_person(cast, household=a_household(cast, name="Skjult familie"), settled_on=None, protection="strict")
    assert "Skjult familie" not in page_of(as_("coordinator").get(reverse("settlement:imports")))


def test_there_are_words_when_there_is_nothing(cast, as_):
    page = page_of(as_("coordinator").get(reverse("settlement:imports")))
    assert "Ingen husstander venter på svar" in page
    assert "Ingen lister er lest inn ennå" in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_example_can_be_fetched_and_read_in_as_it_is(cast, as_, kind):
    client = as_("coordinator")
    content = b"".join(client.get(reverse("settlement:example", args=(kind,))).streaming_content)
    sent = send(client, content, f"eksempel.{kind}")
    page = page_of(client.get(sent.url))
    done = client.post(sent.url + "les-inn/", {"seen": seen_in(page), "once": "a"})
    assert done.status_code == 302
    assert Person.objects.count() == 8


def test_the_preview_takes_few_queries(cast, as_, django_assert_max_num_queries):
    listed = sent_in(
        cast, *(a_row(Fornavn=name) for name in ["Ada", "Bo", "Cy", "Dag", "Eva", "Finn", "Gro", "Hans", "Ida", "Jon"])
    )
    client = as_("coordinator")
    with django_assert_max_num_queries(14):
        client.get(reverse("settlement:preview", args=(listed.pk,)))


def test_every_page_has_one_main_heading_and_skips_no_level(cast, as_):
    client = as_("coordinator")
    a_person(cast, given_name="Salma", family_name="Nasser", citizenship="TR")
    waiting = sent_in(cast, a_row(Fornavn="Selma"), a_child(Fødselsdato="31.02.2018"))
    done = read_in(cast, a_row(Fornavn="Bo", Behov="syn: lupe"))
    household = Household.objects.get(name="Bo Nasser")
    for name, args in (
        ("imports", ()),
        ("upload", ()),
        ("preview", (waiting.pk,)),
        ("preview", (done.pk,)),
        ("household", (household.pk,)),
    ):
        page = page_of(client.get(reverse(f"settlement:{name}", args=args)))
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
        assert levels.count(1) == 1
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), (name, levels)
