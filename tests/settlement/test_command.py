"""`samlop import` says the same as the page, and writes nothing unless the list is clean."""

import pytest

from samlop.config.cli import main
from samlop.people.models import CaseAccess, Person
from samlop.settlement.models import Import
from tests.given import Cast, a_person
from tests.settlement.lists import a_row, as_csv, as_xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path, capsys):
    """Runs the command on a file; gives (exit code, what was printed, what was printed as an error)."""

    def running(content: bytes | None, *options: str, name: str = "liste.csv"):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        code = main(["import", str(path), *options])
        out = capsys.readouterr()
        return code, out.out, out.err

    return running


@pytest.mark.parametrize("role", ["counsellor", "team_leader", "teacher", "translator", "administrator", "auditor"])
def test_it_reads_in_for_nobody_who_may_not(cast, run, role):
    code, _, err = run(as_csv(a_row()), "--as", getattr(cast, role).username)
    assert code == 2
    assert "lese inn bosettingslister" in err
    assert not Person.objects.exists()


@pytest.mark.parametrize("content", [as_csv(a_row()), as_xlsx(a_row())])
def test_a_clean_list_is_read_in(cast, run, content):
    code, out, _ = run(content, "--as", cast.coordinator.username, "--municipality", "4003")
    assert code == 0
    assert "1 nye personer" in out
    assert Person.objects.get().household.steps.exists()
    assert Import.objects.get().by == cast.coordinator


def test_a_dry_run_tells_and_writes_nothing(cast, run):
    code, out, _ = run(as_csv(a_row(Språk="")), "--dry-run")
    assert code == 0
    assert "Rad 2, Språk. Se over: Det står ikke hvilket språk" in out
    assert "1 rader: 1 nye" in out
    assert not Person.objects.exists()
    assert not Import.objects.exists()


def test_a_list_with_mistakes_gives_one_and_leaves_nothing(cast, run):
    code, out, err = run(as_csv(a_row(), a_row(Fornavn="Bo", Fødselsdato="31.02.1990")))
    assert code == 1
    assert "Rad 3, Fødselsdato. Må rettes: «31.02.1990» er ikke en dato som finnes." in out
    assert "Ingenting er lest inn" in err
    assert not Person.objects.exists()
    assert not Import.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"Fornavn;Alder\nA;3\n"])
def test_a_file_that_cannot_be_read_gives_one(cast, run, content):
    code, _, err = run(content)
    assert code == 1
    assert err.strip()


def test_a_file_over_the_limit_gives_one_without_being_read(cast, run, settings):
    settings.MAX_UPLOAD_BYTES = 100
    code, _, err = run(as_csv(a_row()))
    assert code == 1
    assert "høyst" in err


def test_the_same_file_twice_gives_one_the_second_time(cast, run):
    assert run(as_csv(a_row()))[0] == 0
    code, _, err = run(as_csv(a_row()))
    assert code == 1
    assert "ble lest inn" in err


def test_changes_are_told_with_what_stands(cast, run):
    a_person(cast, given_name="Salma", family_name="Nasser", citizenship="TR")
    code, out, _ = run(as_csv(a_row()), "--dry-run", "--dated", "2026-11-20")
    assert code == 0
    assert "Rad 2, Statsborgerskap: Tyrkia blir Syria." in out


@pytest.mark.parametrize(
    "options",
    [["--as", "ingen"], ["--municipality", "9999"], ["--municipality", "0301", "--as", "USER"]],
)
def test_a_wrong_use_gives_two(cast, run, options):
    Cast(number="0301", name="En annen kommune")
    code, _, err = run(as_csv(a_row()), *(cast.coordinator.username if o == "USER" else o for o in options))
    assert code == 2
    assert err.strip()
    assert not Person.objects.exists()


def test_with_two_municipalities_one_must_be_named(cast, run):
    Cast(number="0301", name="En annen kommune")
    assert run(as_csv(a_row()))[0] == 2
    assert run(as_csv(a_row()), "--municipality", "0301")[0] == 0
    assert Person.objects.get().municipality.number == "0301"


def test_a_file_that_is_not_there_gives_two(cast, run):
    assert run(None)[0] == 2


def test_bad_options_give_two(cast, run):
    for options in (["--dated", "21.11.2026"], ["--tull"]):
        with pytest.raises(SystemExit) as stopped:
            run(as_csv(a_row()), *options)
        assert stopped.value.code == 2


def test_the_machine_sees_no_protected_person(cast, run):
    a_person(cast, given_name="Salma", family_name="Nasser", protection="strict", citizenship="TR")
    code, out, _ = run(as_csv(a_row()))
    assert code == 1
    assert "Tyrkia" not in out
    assert "Vi kan ikke avgjøre" in out


def test_protected_people_are_read_in_only_for_somebody_who_answers_for_them(cast, run):
    content = as_csv(a_row(Adressebeskyttelse="fortrolig"))
    code, _, err = run(content)
    assert code == 1
    assert "--as" in err
    assert not Person.objects.exists()
    assert run(content, "--as", cast.coordinator.username)[0] == 0
    assert CaseAccess.objects.get().user == cast.coordinator
