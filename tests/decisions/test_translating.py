"""The translator: sees no people, answers for her own languages, and never touches the source."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from samlop.audit.models import Event
from samlop.core.errors import Conflict
from samlop.decisions import actions, phrases, queries, translating
from samlop.decisions.models import Translation, TranslationState
from samlop.decisions.translating import NotSaved, Written, save
from tests.decisions.test_actions import submitted
from tests.given import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def nina(cast):
    """Translates Arabic and Ukrainian."""
    cast.translator.translates = "ar, uk"
    cast.translator.save()
    return cast.translator


def draft(key: str, language: str = "ar") -> str:
    return phrases.from_file(language).phrases[key].text


def every(language: str = "ar", *, approved: bool = True) -> list[Written]:
    return [Written(p.key, p.text, approved, 0) for p in phrases.from_file(language).phrases.values()]


@pytest.mark.parametrize("role", ["administrator", "teacher", "auditor", "coordinator", "counsellor", "team_leader"])
def test_other_roles_open_no_translations(as_, cast, role):
    assert as_(role).get(reverse("decisions:translations")).status_code == 403
    assert as_(role).get(reverse("decisions:translation", args=["ar"])).status_code == 403
    assert as_(role).post(reverse("decisions:translation", args=["ar"]), {}).status_code == 403
    assert not Translation.objects.exists()


def test_a_language_she_does_not_translate_is_closed(as_, nina, now):
    assert as_(nina).get(reverse("decisions:translation", args=["ti"])).status_code == 403
    with pytest.raises(PermissionDenied):
        save(language="ti", written=every("ti"), by=nina, at=now)


@pytest.mark.parametrize("language", ["nb", "fr", "xx"])
def test_neither_the_source_nor_an_unknown_language_can_be_translated(cast, now, language):
    cast.translator.translates = f"{language},ar"
    with pytest.raises(PermissionDenied):
        save(language=language, written=[Written("heading", "x", True, 0)], by=cast.translator, at=now)


def test_the_translators_pages_name_no_people(as_, cast, nina, now):
    decision = submitted(cast, now)
    for name, args in (("translations", []), ("translation", ["ar"])):
        page = as_(nina).get(reverse(f"decisions:{name}", args=args)).content.decode()
        assert decision.person.family_name not in page
        assert "Søk etter navn" not in page


def test_approving_a_draft_keeps_who_and_when_and_the_source_untouched(nina, now):
    assert save(language="ar", written=[Written("heading", draft("heading"), True, 0)], by=nina, at=now) == 1
    row = Translation.objects.get()
    assert (row.state, row.approved_by, row.approved_at) == (TranslationState.APPROVED, nina, now)
    assert row.source == phrases.from_file("nb").phrases["heading"].text
    assert queries.phrasebook(nina.municipality_id, "nb").phrases["heading"].text == row.source
    event = Event.objects.get(act="endret oversettelser")
    assert event.person_id is None


def test_a_change_without_approval_is_a_draft_again(nina, now):
    save(language="ar", written=every(), by=nina, at=now)
    save(language="ar", written=[Written("heading", "ملخص قصير", False, 1)], by=nina, at=now)
    phrase = queries.phrasebook(nina.municipality_id, "ar").phrases["heading"]
    assert (phrase.text, phrase.approved) == ("ملخص قصير", False)


def test_what_is_unchanged_is_not_written(nina, now):
    assert save(language="ar", written=every(approved=False), by=nina, at=now) == 0
    assert not Translation.objects.exists()
    assert not Event.objects.filter(act="endret oversettelser").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "kan ikke være tom"),
        ("يبدأ البرنامج", r"\{dato\}"),
        ("{dato} {dato}", r"\{dato\}"),
        ("{dato.__class__}", r"\{dato\}"),
        ("{dato} {tall}", r"\{dato\}"),
        ("{dato} {", r"\{dato\}"),
        ("{dato} 😀", "😀"),
        ("{dato} " + "x" * 1000, "for lang"),
    ],
)
def test_a_text_that_would_break_the_letter_is_refused_and_nothing_is_saved(nina, now, text, words):
    rows = [Written("start", text, True, 0), Written("heading", "ملخص", True, 0)]
    with pytest.raises(NotSaved, match=words) as refused:
        save(language="ar", written=rows, by=nina, at=now)
    assert list(refused.value.problems) == ["start"]
    assert not Translation.objects.exists()


def test_two_translators_on_the_same_phrase_is_a_conflict(cast, nina, now):
    save(language="ar", written=[Written("heading", "ملخص", False, 0)], by=nina, at=now)
    other = cast.user("translator")
    other.translates = "ar"
    with pytest.raises(Conflict):
        save(language="ar", written=[Written("heading", "خلاصة", True, 0)], by=other, at=now)
    assert Translation.objects.get().text == "ملخص"


def test_a_new_source_text_makes_the_phrase_a_draft_again(nina, now):
    save(language="ar", written=every(), by=nina, at=now)
    Translation.objects.filter(phrase="heading").update(source="Noe kommunen skrev før", text="قديم")
    phrase = queries.phrasebook(nina.municipality_id, "ar").phrases["heading"]
    assert (phrase.text, phrase.approved) == (draft("heading"), False)


def test_another_municipality_has_its_own_words(nina, now):
    save(language="ar", written=every(), by=nina, at=now)
    abroad = Cast(number="0301", name="En annen kommune")
    assert not queries.phrasebook(abroad.municipality.pk, "ar").phrases["heading"].approved


def test_the_mark_of_the_machine_goes_when_everything_is_approved(cast, nina, now):
    from samlop.decisions.documents import summary

    decision = submitted(cast, now)

    def warnings():
        return summary.write(decision.plan, queries.books_for(cast.municipality.pk, "ar"))[0].warnings

    assert len(warnings()) == 2
    save(language="ar", written=every(), by=nina, at=now)
    assert warnings() == ()
    before = actions.preview(decision=decision, at=now)
    Translation.objects.filter(phrase="complain").delete()
    assert actions.preview(decision=decision, at=now) != before


def test_the_database_refuses_an_approval_by_nobody(nina, now):
    save(language="ar", written=[Written("heading", "ملخص", False, 0)], by=nina, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Translation.objects.update(state=TranslationState.APPROVED)


def form(page: str) -> dict[str, str]:
    """What a browser would send back from the page, unchanged."""
    import html

    data = {n: html.unescape(v) for n, v in re.findall(r'name="(once|version-[a-z_]+)" value="([^"]*)"', page)}
    data |= {n: html.unescape(t) for n, t in re.findall(r'name="(text-[a-z_]+)"[^>]*>(.*?)</textarea>', page, re.S)}
    return data | dict.fromkeys(re.findall(r'name="(ok-[a-z_]+)" checked', page), "on")


def test_the_whole_page_by_keyboard_and_without_scripts(as_, nina):
    client, url = as_(nina), reverse("decisions:translation", args=["ar"])
    page = client.get(url).content.decode()
    assert 'dir="rtl"' in page
    data = form(page)
    assert client.post(url, data | {"save": "some"}, follow=True).content.decode().count("Ingenting var endret.") == 1
    data = form(client.get(url).content.decode())
    done = client.post(url, data | {"save": "all"}, follow=True).content.decode()
    assert "Alle tekstene er godkjent." in done
    assert "er lagret" in done
    assert Translation.objects.filter(state=TranslationState.APPROVED).count() == len(every())


def test_a_mistake_keeps_everything_that_was_typed(as_, nina):
    client, url = as_(nina), reverse("decisions:translation", args=["ar"])
    data = form(client.get(url).content.decode())
    data |= {"text-start": "uten hull", "text-heading": "<b>ملخص جديد</b>"}
    answer = client.post(url, data | {"save": "some"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "uten hull" in page
    assert "&lt;b&gt;ملخص جديد&lt;/b&gt;" in page
    assert "{dato}" in page
    assert not Translation.objects.exists()
    corrected = form(page) | {"text-start": draft("start"), "save": "some"}
    assert client.post(url, corrected).status_code == 302


def test_a_conflict_shows_what_stands_now_beside_what_was_typed(as_, cast, nina, now):
    client, url = as_(nina), reverse("decisions:translation", args=["ar"])
    data = form(client.get(url).content.decode())
    save(language="ar", written=[Written("heading", "كلمات الزميل", False, 0)], by=nina, at=now)
    answer = client.post(url, data | {"text-heading": "كلماتي", "save": "some"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "كلماتي" in page
    assert "كلمات الزميل" in page
    again = client.post(url, form(page) | {"save": "some"})
    assert again.status_code == 302
    assert Translation.objects.get().text == "كلماتي"


def test_a_translator_without_languages_is_told_whom_to_ask(as_, cast):
    assert "Spør administratoren" in as_("translator").get(reverse("decisions:translations")).content.decode()


def test_every_phrase_has_the_same_holes_in_every_language():
    for language in phrases.LANGUAGES:
        for phrase in phrases.from_file(language).phrases.values():
            phrases.check_holes(phrase.source, phrase.text)
            assert phrase.text
            assert not phrase.approved
    assert translating.languages_of(None) == []
