"""Forms that anybody may send: programs are stopped, people lose nothing."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django import forms
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from wagtail_hjelp.collecting.guard import (
    GuardedForm,
    address_of,
    allowed,
    limit_size,
    too_large,
)
from wagtail_hjelp.collecting.steps import steps_of
from wagtail_hjelp.conf import problems

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
IN_GOOD_TIME = timedelta(seconds=3)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


class SayForm(GuardedForm):
    name = forms.CharField(label="Name")
    text = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    short = forms.CharField(label="Short", required=False, max_length=5)
    email = forms.EmailField(label="E-mail", required=False)
    kinds = forms.MultipleChoiceField(label="Kinds", required=False, choices=[("a", "A")])


def opened(at: datetime = NOW, form=SayForm, **kwargs) -> str:
    """The stamp of a form that was opened then."""
    with time_machine.travel(at, tick=False):
        return str(form(**kwargs)["hjelp_stamp"].value())


def sent(after: timedelta = IN_GOOD_TIME, **fields):
    """The form as it was sent so long after it was opened."""
    data = {"name": "Kari", "hjelp_stamp": opened(), "hjelp_more": "", **fields}
    with time_machine.travel(NOW + after, tick=False):
        form = SayForm(MultiValueDict({key: [value] for key, value in data.items()}))
        form.is_valid()
        return form


def shown(form, name: str):
    return form[name].value()


# --- Traps --------------------------------------------------------------------------------


def test_person_who_takes_their_time_is_let_through():
    form = sent()
    assert form.errors == {}
    assert form.cleaned_data == {
        "name": "Kari",
        "text": "",
        "short": "",
        "email": "",
        "kinds": [],
        "hjelp_stamp": "",
        "hjelp_more": "",
    }


def test_quick_sender_is_asked_to_send_again_and_may_with_the_same_form():
    form = sent(timedelta(seconds=2), text="Langt og møysommelig")
    assert form.errors == {
        "__all__": ["That was quicker than we expect of people. Wait a moment, and send it again."]
    }
    assert shown(form, "text") == "Langt og møysommelig"
    again = dict(form.data.items())
    with time_machine.travel(NOW + timedelta(seconds=5), tick=False):
        assert SayForm(again).is_valid()


@pytest.mark.parametrize(
    "stamp",
    ["", "1", "eyJ9:abc:def", "x" * 90, "\x00", "æøå:æ:ø"],
)
def test_stamp_that_is_not_ours_gets_a_new_one_and_nothing_is_lost(stamp):
    form = sent(hjelp_stamp=stamp, text="Tekst")
    assert form.errors == {
        "__all__": ["The form had been open for a long time. Look through it, and send it again."]
    }
    assert (shown(form, "name"), shown(form, "text")) == ("Kari", "Tekst")
    with time_machine.travel(NOW + timedelta(seconds=7), tick=False):
        assert SayForm(dict(form.data.items())).is_valid()


@pytest.mark.parametrize(
    ("after", "is_valid"),
    [
        (timedelta(hours=24), True),
        (timedelta(hours=24, seconds=1), False),
        (timedelta(seconds=-1), False),
    ],
    ids=["a day", "longer", "from the future"],
)
def test_stamp_is_good_for_a_day(after, is_valid):
    form = sent(after)
    assert form.is_valid() is is_valid
    if not is_valid:
        with time_machine.travel(NOW + after + IN_GOOD_TIME, tick=False):
            assert SayForm(dict(form.data.items())).is_valid()


def test_stamp_of_another_site_is_not_ours(settings):
    stamp = opened()
    settings.SECRET_KEY = "another"
    assert sent().errors == {}
    assert list(sent(hjelp_stamp=stamp).errors) == ["__all__"]


def test_field_that_nobody_sees_stops_who_fills_it_in_and_is_empty_again():
    form = sent(hjelp_more="https://spam.example", text="Tekst")
    assert form.errors == {
        "__all__": [
            "A field that is not for people was filled in, perhaps by your browser. It is "
            "empty again. Send the form once more."
        ]
    }
    assert (shown(form, "hjelp_more"), shown(form, "text")) == ("", "Tekst")


def test_trap_is_no_field_for_people():
    form = SayForm()
    assert [field.name for field in form.shown_fields] == [
        "name",
        "text",
        "short",
        "email",
        "kinds",
    ]
    widget = str(form["hjelp_more"])
    assert 'autocomplete="off"' in widget and 'tabindex="-1"' in widget
    assert form["hjelp_more"].label == "Leave this empty"


# --- Text ---------------------------------------------------------------------------------


def test_what_was_typed_is_cleaned_before_anybody_looks_at_it_and_shown_cleaned():
    form = sent(name="Ka\x00ri\r\nBcc: x@y.no\u202e", text="en\r\nto\x07\u200b", email=" a@b.no\n")
    assert form.errors == {}
    assert form.cleaned_data["name"] == shown(form, "name") == "Kari Bcc: x@y.no"
    assert form.cleaned_data["text"] == shown(form, "text") == "en\nto"
    assert form.cleaned_data["email"] == "a@b.no"


def test_lengths_are_limited_also_where_the_field_does_not_say():
    form = sent(name="x" * 201, text="\n".join(["y" * 99] * 60), short="123456")
    assert set(form.errors) == {"name", "text", "short"}
    assert shown(form, "name") == "x" * 201
    assert 'maxlength="200"' in str(SayForm()["name"])
    assert 'maxlength="5000"' in str(SayForm()["text"])
    assert 'maxlength="5"' in str(SayForm()["short"])
    assert sent(text="\r\n" * 5000).errors == {}


def test_classes_and_other_forms_are_left_as_they_are():
    sent()
    assert SayForm.base_fields["name"].max_length is None
    assert len(SayForm.base_fields["name"].validators) == 1


def test_what_is_missing_or_wrong_is_said_in_plain_words():
    form = sent(name=" \u200b ", email="a@b.no, c@d.no")
    assert form.errors == {
        "name": ["This must be filled in."],
        "email": ["This is not an e-mail address. Write one, such as name@example.no."],
    }
    assert [field.name for field in form.fields_with_errors] == ["name", "email"]


def test_html_is_text():
    form = sent(name="<script>alert(1)</script>")
    assert form.cleaned_data["name"] == "<script>alert(1)</script>"
    assert "<script>" not in str(form["name"])


def test_with_a_prefix_too():
    stamp = opened(prefix="one")
    data = {"one-name": "Ka\x00ri", "one-hjelp_stamp": stamp, "one-hjelp_more": ""}
    with time_machine.travel(NOW + IN_GOOD_TIME, tick=False):
        form = SayForm({**data, "one-kinds": ["a"], "two-name": "Ola"}, prefix="one")
        assert form.is_valid()
        assert (form.cleaned_data["name"], form.cleaned_data["kinds"]) == ("Kari", ["a"])


# --- Who, and how much --------------------------------------------------------------------


def request(remote: str = "10.0.0.1", forwarded: str | None = None, **more):
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=remote, **headers, **more)


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "expected"),
    [
        (0, "10.0.0.1", "1.2.3.4", "10.0.0.1"),
        (1, "10.0.0.1", "1.2.3.4", "1.2.3.4"),
        (1, "10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        # It came past the proxies.
        (2, "9.9.9.9", "6.6.6.6", "9.9.9.9"),
        (1, "9.9.9.9", None, "9.9.9.9"),
        (1, "10.0.0.1", "1.2.3.4:5678", "1.2.3.4"),
        (1, "10.0.0.1", "[2001:db8::1]:5678", "2001:db8::1"),
        (1, "10.0.0.1", "<script>", ""),
        (1, "10.0.0.1", "unknown", ""),
        (0, "", None, ""),
        (0, "::ffff:1.2.3.4", None, "1.2.3.4"),
        (0, "fe80::1%eth0", None, "fe80::1"),
        (0, "unix:", None, ""),
    ],
)
def test_address_is_that_of_the_visitor_as_far_as_the_site_may_believe_it(
    settings, proxies, remote, forwarded, expected
):
    settings.WAGTAIL_HJELP = {"TRUSTED_PROXIES": proxies}
    assert address_of(request(remote, forwarded)) == expected


@pytest.fixture
def few(settings, site):
    settings.WAGTAIL_HJELP = {"FORMS_PER_ADDRESS_PER_HOUR": 2, "FORMS_PER_SITE_PER_HOUR": 5}


def test_limit_of_an_address_and_of_the_site(few):
    assert [allowed(request("10.0.0.1"), "report") for _ in range(3)] == [True, True, False]
    assert [allowed(request("10.0.0.2"), "report") for _ in range(3)] == [True, True, False]
    # What an address was refused was not taken from the site.
    assert [allowed(request("10.0.0.3"), "report") for _ in range(2)] == [True, False]
    assert allowed(request("10.0.0.1"), "submission")


def test_header_that_anybody_can_write_makes_nobody_another(few):
    answers = [allowed(request("10.0.0.1", f"1.1.1.{n}"), "report") for n in range(3)]
    assert answers == [True, True, False]


def test_household_is_one_sender_however_many_addresses_it_has(few):
    answers = [allowed(request(f"2001:db8:1:1::{n}"), "report") for n in range(3)]
    assert answers == [True, True, False]
    assert allowed(request("2001:db8:1:2::1"), "report")


def test_sender_without_an_address_is_limited_with_all_of_the_site(few):
    assert [allowed(request(""), "report") for _ in range(6)] == [True] * 5 + [False]


def test_log_says_what_to_do_behind_a_proxy_and_nobodys_address(few, caplog):
    for _ in range(3):
        allowed(request("10.0.0.1", "1.2.3.4"), "report")
    assert [record.getMessage() for record in caplog.records] == [
        "A form was refused: too many from one address, which is that of a proxy. Set "
        "TRUSTED_PROXIES in WAGTAIL_HJELP, or all visitors share one limit."
    ]


def test_large_request_is_not_read(settings):
    settings.WAGTAIL_HJELP = {"FORM_MAX_BYTES": 100}

    @limit_size
    def view(request):
        return HttpResponse(request.POST["text"])

    small = RequestFactory().post("/", "text=x", content_type="application/x-www-form-urlencoded")
    large = RequestFactory().post(
        "/", "text=" + "x" * 100, content_type="application/x-www-form-urlencoded"
    )
    assert (too_large(small), too_large(large)) == (False, True)
    assert view(small).content == b"x"
    response = view(large)
    assert (response.status_code, response["Content-Type"]) == (413, "text/plain; charset=utf-8")
    assert not hasattr(large, "_post")
    assert not too_large(request(CONTENT_LENGTH=""))
    assert not too_large(request(CONTENT_LENGTH="x"))


@pytest.mark.parametrize(
    ("name", "value", "expects"),
    [
        ("FORMS_PER_ADDRESS_PER_HOUR", 0, "a whole number above 0"),
        ("FORMS_PER_SITE_PER_HOUR", "500", "a whole number above 0"),
        ("FORM_MAX_BYTES", -1, "a whole number of bytes above 0"),
        ("TRUSTED_PROXIES", -1, "a whole number, 0 or above"),
        ("TRUSTED_PROXIES", True, "a whole number, 0 or above"),
    ],
)
def test_settings_that_cannot_be_used_are_reported(settings, name, value, expects):
    settings.WAGTAIL_HJELP = {name: value}
    assert list(problems()) == [(name, expects)]


def test_numbers_and_addresses_are_written_from_the_left_in_languages_from_the_right():
    with override("ar"):
        form = steps_of("activity")[2].form(record={"phone": "+4770000110"})
        found = {field.name: 'dir="ltr"' in str(field) for field in form.shown_fields}
    assert found == {
        "place": False,
        "street": False,
        "postcode": True,
        "town": False,
        "online_url": True,
        "phone": True,
        "email": True,
        "web": True,
    }
