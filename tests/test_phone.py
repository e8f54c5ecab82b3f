"""Telephone numbers: what people type, what is stored, what is shown, what is dialled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_hjelp import phone


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("70 00 01 10", "+4770000110", "70 00 01 10"),
        ("+47 70000110", "+4770000110", "70 00 01 10"),
        ("0047 70 00 01 10", "+4770000110", "70 00 01 10"),
        ("(+47) 70-00-01-10", "+4770000110", "70 00 01 10"),
        ("915 08 588", "+4791508588", "915 08 588"),
        ("91 50 85 88", "+4791508588", "915 08 588"),
        ("800 33 321", "+4780033321", "800 33 321"),
        ("113", "113", "113"),
        ("1412", "1412", "1412"),
        ("116117", "116117", "116 117"),
        ("116 006", "116006", "116 006"),
        ("+47 116 117", "116117", "116 117"),
        ("02800", "02800", "02800"),
        ("08588", "08588", "08588"),
        ("+46 8 123 456 78", "+46812345678", "+46 8 123 456 78"),
        ("+380 44 123 4567", "+380441234567", "+380 44 123 4567"),
        ("٧٠ ٠٠ ٠١ ١٠", "+4770000110", "70 00 01 10"),
        ("70\u00a000\u202f01 10", "+4770000110", "70 00 01 10"),
        ("\u206670 00 01 10\u2069", "+4770000110", "70 00 01 10"),
    ],
)
def test_number_is_stored_in_one_form_and_shown_grouped(typed, stored, shown):
    assert phone.parse(typed) == stored
    assert phone.display(stored) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "33 44 55",
        "ring oss",
        "70 00 01 1",
        "70 00 01 100",
        "12345",
        "117",
        "+47",
        "70000110;ext=1",
    ],
)
def test_what_cannot_be_dialled_is_refused(typed):
    with pytest.raises(phone.InvalidNumber):
        phone.parse(typed)


def test_short_number_is_dialled_without_country_code():
    assert phone.tel_href(phone.parse("116 117")) == "tel:116117"
    assert phone.tel_href(phone.parse("70 00 01 10")) == "tel:+4770000110"


def test_text_message_codes_are_for_text_messages_only():
    assert phone.parse("2097", sms=True) == "2097"
    assert phone.sms_href("2097") == "sms:2097"
    with pytest.raises(phone.InvalidNumber):
        phone.parse("2097")


def test_in_another_country_its_own_numbers_need_no_country_code():
    assert phone.parse("08-123 456 78", "SE") == "+46812345678"
    assert phone.display("+46812345678", "SE") == "08-123 456 78"
    assert phone.display("+4770000110", "SE") == "+47 70 00 01 10"


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_is_refused_and_what_is_stored_stays_the_same(text):
    try:
        stored = phone.parse(text)
    except phone.InvalidNumber:
        return
    assert phone.parse(stored) == stored
    assert phone.parse(phone.display(stored)) == stored
