"""How a file becomes cells, and what is said when it cannot."""

import io
import zipfile

import pytest

from samlop.settlement.intake.remarks import Unreadable
from tests.settlement.lists import MB, a_row, as_csv, as_xlsx, read

NORWEGIAN = a_row(Fornavn="Åse", Etternavn="Bjørnsæther")


def names(sheet):
    return [(row.cells["given_name"], row.cells["family_name"]) for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_letters_survive_every_encoding_and_mark(encoding, mark):
    assert names(read(as_csv(NORWEGIAN, mark=mark, encoding=encoding))) == [("Åse", "Bjørnsæther")]


def test_it_is_told_how_the_file_was_read():
    assert read(as_csv(NORWEGIAN, encoding="cp1252")).how == "CSV, Windows-tegnsett (cp1252), semikolon mellom feltene"


def test_the_mark_that_excel_writes_to_itself_is_understood():
    assert names(read(b"sep=,\r\n" + as_csv(NORWEGIAN, mark=","))) == [("Åse", "Bjørnsæther")]


def test_excel_dates_numbers_and_truths_become_text():
    import datetime as dt

    sheet = read(
        as_xlsx(a_row() | {"Fødselsdato": dt.date(1995, 5, 1), "DUF-nummer": 202600012345, "Trenger tolk": True})
    )
    assert sheet.rows[0].cells["birth_date"] == "1995-05-01"
    assert sheet.rows[0].cells["duf"] == "202600012345"
    assert sheet.rows[0].cells["interpreter_needed"] == "ja"


def test_rows_keep_the_number_the_spreadsheet_gives_them():
    assert [row.number for row in read(as_csv(a_row(), {"Fornavn": ""}, a_row())).rows] == [2, 4]


def test_headings_are_known_in_any_order_case_and_by_other_names():
    content = as_csv({"KJØNN": "k", "Født": "01.01.1990", "Last name": "B", "fornavn*": "A"})
    assert read(content).rows[0].cells == {
        "sex": "k",
        "birth_date": "01.01.1990",
        "family_name": "B",
        "given_name": "A",
    }


def refused(content: bytes, **more) -> str:
    with pytest.raises(Unreadable) as why:
        read(content, **more)
    return str(why.value)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"   \r\n"])
def test_an_empty_file_is_said_to_be_empty(content):
    assert "tom" in refused(content)


def test_a_file_with_headings_only_is_said_to_have_no_people():
    assert "ingen personer" in refused(as_csv(a_row()).split(b"\n")[0] + b"\n")


def test_missing_headings_are_named():
    why = refused(as_csv({"Fornavn": "A", "Alder": "31"}))
    assert "Etternavn, Fødselsdato, Kjønn" in why
    assert "«Alder»" in why


def test_two_columns_of_the_same_meaning_are_refused():
    assert "To kolonner" in refused(as_csv(a_row() | {"Født": "01.01.1990"}))


def test_an_unknown_column_is_left_out_and_said():
    sheet = read(as_csv(a_row(Fornamnet="x") | {"Hobby": "sjakk"}))
    assert [r.level for r in sheet.remarks] == ["warning", "warning"]
    assert "Mente du «Fornavn»?" in sheet.remarks[0].text


def test_five_thousand_rows_are_read_and_one_more_is_refused():
    line = as_csv(a_row()).split(b"\r\n")
    assert len(read(line[0] + b"\n" + (line[1] + b"\n") * 5000).rows) == 5000
    assert "5\xa0000" in refused(line[0] + b"\n" + (line[1] + b"\n") * 5001)


def test_a_file_over_the_limit_is_refused_by_its_size():
    assert "50 MB" in refused(b"x" * (50 * MB))


def test_a_file_of_the_very_limit_is_read_and_one_byte_more_is_not():
    content = as_csv(a_row())
    assert read(content, max_bytes=len(content)).rows
    assert "kan være høyst" in refused(content, max_bytes=len(content) - 1)


def test_bytes_that_are_no_text_are_refused():
    assert "tekstfil" in refused(b"Fornavn;\x00\x01\x02")
    assert "bokstavene" in refused("Fornavn;Etternavn\nÅ;".encode() + b"\x81\x8d\n")


def test_a_csv_with_an_open_quotation_mark_does_not_swallow_people():
    content = as_csv(a_row(), a_row(Fornavn="Bo")).replace(b"\r\nSalma", b'\r\n"Salma', 1)
    assert "anførselstegn" in refused(content)


def test_a_csv_cut_in_the_middle_of_a_row_is_refused():
    content = as_csv(a_row(), a_row(Fornavn="Bo"))
    assert "kuttet av" in refused(content[: content.rindex(b";kvinne")])


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_xlsx_is_said_to_be_broken(share):
    content = as_xlsx(a_row())
    assert "skadet" in refused(content[: int(len(content) * share)])


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def changed(content: bytes, name: str, change) -> bytes:
    """The workbook with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(old.read(part)) if part.filename == name else old.read(part))
    return out.getvalue()


BOMB = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_an_xml_bomb_is_not_opened(part):
    content = changed(as_xlsx(a_row()), part, lambda xml: BOMB + xml.split(b"?>")[-1])
    assert "hører ikke hjemme" in refused(content).replace("ikke hører hjemme", "hører ikke hjemme")


def test_an_xml_bomb_behind_a_long_comment_is_not_opened_either():
    def hide(xml: bytes) -> bytes:
        return b"<!--" + b"x" * 9000 + b"-->" + BOMB.split(b"?>")[1] + xml.split(b"?>")[-1]

    refused(changed(as_xlsx(a_row()), "xl/worksheets/sheet1.xml", hide))


def test_a_zip_that_unpacks_to_far_more_than_a_list_is_not_opened():
    content = zipped(xl__workbook_xml=b"", **{"xl/workbook.xml": b"<a/>", "xl/big.bin": b"\0" * (151 * MB)})
    assert len(content) < MB
    assert "blir ikke åpnet" in refused(content)


def test_a_zip_that_is_no_workbook_is_refused():
    assert "ikke en Excel-arbeidsbok" in refused(zipped(readme=b"hei"))


@pytest.mark.parametrize(("start", "words"), [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "passord"), (b"%PDF-1.7", "PDF")])
def test_other_kinds_of_file_are_named(start, words):
    assert words in refused(start + b"x" * 100)


def test_the_sheet_with_our_headings_is_found():
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(a_row())))
    book.create_sheet("Forside", 0).append(["Kommunen skriver her"])
    out = io.BytesIO()
    book.save(out)
    sheet = read(out.getvalue())
    assert len(sheet.rows) == 1
    assert "«Sheet»" in sheet.how


def test_a_workbook_that_lies_about_its_size_is_read_as_it_is():
    def lie(xml: bytes) -> bytes:
        import re

        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', xml)

    assert len(read(changed(as_xlsx(a_row()), "xl/worksheets/sheet1.xml", lie)).rows) == 1


def test_signs_that_hide_text_are_taken_out_and_told():
    sheet = read(as_csv(a_row(Fornavn="Sal\u202ema\x07")))
    assert sheet.rows[0].cells["given_name"] == "Salma"
    assert [(r.column, r.level) for r in sheet.remarks] == [("given_name", "warning")]


def test_a_number_of_real_shape_never_gets_past_the_door_of_a_test_installation():
    from samlop.core import identity

    # Made here and never written down: an ordinary-looking number is a living person's.
    ordinary = next(n for n in (f"010190{i:05d}" for i in range(10**5)) if identity.parse(n))
    for column in ("Fødselsnummer", "Arbeidserfaring", "Fornavn", "Behov"):
        sheet = read(as_csv(a_row() | {column: f"{ordinary[:6]} {ordinary[6:]}"}))
        assert ordinary[6:] not in str(sheet.rows)
        assert [r.level for r in sheet.remarks] == ["error"]
        assert ordinary not in sheet.remarks[0].text
    assert ordinary in str(read(as_csv(a_row(Fødselsnummer=ordinary)), test_data=False).rows)


def test_a_row_wider_than_the_headings_must_be_mended():
    content = as_csv(a_row()).rstrip() + b";ekstra\r\n"
    assert [r.level for r in read(content).remarks] == ["error"]
