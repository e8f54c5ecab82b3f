"""The register at the desk: its list, its form, a new consent, a withdrawal, what is taken out.

It is Sunday 22 November 2026.
"""

import csv
import html
import io
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.people.records import make_person, secrets_in
from wagtail_hjelp.models import ConsentText, ResourcePerson

pytestmark = pytest.mark.django_db

LIST = "/admin/hjelp/resource-persons/"
RESULTS = f"{LIST}results/"
TEXTS = "/admin/hjelp/consent-texts/"
RIGHTS = [
    *(f"wagtail_hjelp.{action}_resourceperson" for action in ("view", "add", "change", "delete")),
    "wagtail_hjelp.view_consenttext",
    "wagtail_hjelp.add_consenttext",
]
LATER = datetime(2026, 12, 15, 10, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.fixture
def keeper(login):
    return login(*RIGHTS)


@pytest.fixture
def text():
    return ConsentText.objects.create(text="Vi skriver ned navnet ditt.")


@pytest.fixture
def amina(text):
    return make_person(text)


@pytest.fixture
def three(text, amina):
    """Valid for long, for eight days, and run out last week."""
    bo = make_person(
        text,
        name="bo",
        languages=["fa"],
        tasks=["events"],
        availability=["daytime"],
        consent_until=date(2027, 3, 1),
    )
    with time_machine.travel(datetime(2026, 11, 1, tzinfo=ZoneInfo("Europe/Oslo"))):
        make_person(text, name="Aaron", consent_until=date(2026, 11, 15))
    return amina, bo, ResourcePerson.records.expired().get()


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def rows(client, **asked) -> list[list[str]]:
    """The list: name, languages, what for, when, consent."""
    table = body(client.get(RESULTS, asked)).partition("<tbody>")[2]
    found = []
    for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL):
        first, *rest = re.findall(r"<td.*?</td>", row, re.DOTALL)
        name = re.search(r'class="title-wrapper">(.*?)</div>', first, re.DOTALL)[1]
        found.append([plain(name), *map(plain, rest)])
    return found


def names(client, **asked) -> list[str]:
    return [row[0] for row in rows(client, **asked)]


def at(name: str, person) -> str:
    return reverse(f"hjelp_resource_persons:{name}", args=[person.pk])


def said(response) -> list[str]:
    return [
        plain(str(message).split('<span class="buttons">')[0])
        for message in get_messages(response.wsgi_request)
    ]


def logged() -> list[tuple]:
    entries = ModelLogEntry.objects.filter(content_type__model="resourceperson").order_by("pk")
    return [
        (entry.action, entry.label, entry.user.username if entry.user else None, entry.data)
        for entry in entries
    ]


FORM = {
    "name": "Yonas",
    "phone": "99 88 77 66",
    "email": "",
    "organisation": "",
    "area": "",
    "languages": ["ti"],
    "competence": "",
    "tasks": ["newcomers"],
    "availability": [],
    "availability_note": "",
    "notes": "",
    "consent_how": "phone",
    "consent_given_on": "2026-11-20",
    "consent_until": "20.11.2027",
}


# --- the list -----------------------------------------------------------------------------------


def test_list_says_who_for_what_and_how_long_and_of_an_expired_one_the_date_alone(keeper, three):
    amina, _bo, expired = three
    assert rows(keeper) == [
        [
            "Amina Warsamezzz",
            "Somali, Tigrinya",
            "Explain a culture (not interpret a language), Be a contact in a crisis",
            "Weekdays, in the evening",
            "Expires in 8 days",
        ],
        [
            "bo",
            "Persian",
            "Be there at an event",
            "Weekdays, in the daytime",
            "Valid until 1 March 2027",
        ],
        [
            f"Resource person no. {expired.pk}",
            "",
            "",
            "",
            "Consent expired, is deleted on 16 December 2026",
        ],
    ]
    # To call somebody, one opens the record, and that is logged.
    shown = body(keeper.get(LIST))
    assert secrets_in(shown) == ["Amina Warsamezzz"]
    assert [at("edit", one) in shown for one in three] == [True, True, False]
    assert [at("renew", one) in shown for one in three] == [True, True, True]
    assert [at("withdraw", one) in shown for one in three] == [True, True, True]
    assert logged() == []
    assert amina.is_readable


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ((2026, 10, 30, 12), "Valid until 30 November 2026"),
        ((2026, 10, 31, 12), "Expires in 30 days"),
        ((2026, 11, 29, 12), "Expires in 1 day"),
        ((2026, 11, 30, 23, 59), "Expires tonight"),
        ((2026, 12, 1, 0), "Consent expired, is deleted on 31 December 2026"),
        ((2026, 12, 30, 23, 59), "Consent expired, is deleted on 31 December 2026"),
    ],
)
def test_words_of_the_consent_follow_the_clock(keeper, amina, now, words):
    with time_machine.travel(datetime(*now, tzinfo=ZoneInfo("Europe/Oslo")), tick=False):
        assert [row[-1] for row in rows(keeper)] == [words]


def test_filters_find_the_readable_by_what_they_say_and_the_expired_by_that_alone(keeper, three):
    number = f"Resource person no. {three[2].pk}"
    # What the expired one speaks, does and is free at, too.
    assert names(keeper, language="so") == ["Amina Warsamezzz"]
    assert names(keeper, task="crisis") == ["Amina Warsamezzz"]
    assert names(keeper, when="evenings") == ["Amina Warsamezzz"]
    assert names(keeper, when="evenings", language="fa") == []
    assert names(keeper, consent="valid") == ["Amina Warsamezzz", "bo"]
    assert names(keeper, consent="soon") == ["Amina Warsamezzz"]
    assert names(keeper, consent="expired") == [number]
    assert names(keeper, consent="expired", language="so") == []


def test_search_is_by_name_and_place_among_the_readable(keeper, three):
    assert names(keeper, q="warsame") == ["Amina Warsamezzz"]
    assert names(keeper, q="bygda") == ["Amina Warsamezzz", "bo"]
    assert names(keeper, q="Aaron") == []
    assert names(keeper, q="99887766") == []


def test_expired_record_does_not_stand_where_its_name_would(keeper, three):
    number = f"Resource person no. {three[2].pk}"
    assert names(keeper, ordering="sort_name") == ["Amina Warsamezzz", "bo", number]
    assert names(keeper, ordering="-sort_name") == ["bo", "Amina Warsamezzz", number]
    assert names(keeper, ordering="-consent_until") == ["bo", "Amina Warsamezzz", number]


def test_queries_are_as_many_for_two_as_for_forty(keeper, three, text, django_assert_num_queries):
    keeper.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        keeper.get(LIST)
    for number in range(40):
        make_person(text, name=f"Person {number:02}")
    with django_assert_num_queries(len(asked)):
        assert body(keeper.get(LIST)).count("Person ") == 40


# --- the form -----------------------------------------------------------------------------------


def test_first_of_all_is_the_text_that_people_agree_to(keeper):
    response = keeper.get(f"{LIST}new/")
    assert (response.status_code, response.url) == (302, f"{TEXTS}new/")
    assert said(response) == ["Begin with the text that people are asked to agree to, and save it."]
    response = keeper.post(f"{TEXTS}new/", {"text": " Vi skriver ned\r\nnavnet ditt. "})
    assert (response.status_code, response.url) == (302, TEXTS)
    assert said(response)[-1] == "Version 1, from 22 November 2026 is in use."
    assert ConsentText.objects.get().text == "Vi skriver ned\nnavnet ditt."
    shown = body(keeper.get(f"{LIST}new/"))
    assert "<p>Vi skriver ned<br>navnet ditt.</p>" in shown


def test_new_text_begins_as_the_one_in_use_and_must_differ(keeper, text):
    shown = keeper.get(f"{TEXTS}new/")
    assert shown.context["form"]["text"].value() == "Vi skriver ned navnet ditt."
    response = keeper.post(f"{TEXTS}new/", {"text": "Vi skriver ned navnet ditt. "})
    assert response.context["form"].errors == {"text": ["This is what version 1 says."]}
    keeper.post(f"{TEXTS}new/", {"text": "Vi skriver <b>ned</b> navnet ditt, og språk."})
    assert list(ConsentText.objects.values_list("version", flat=True)) == [2, 1]
    read = reverse("hjelp_consent_texts:inspect", args=[ConsentText.objects.get(version=2).pk])
    assert "<p>Vi skriver &lt;b&gt;ned&lt;/b&gt; navnet ditt, og språk.</p>" in body(
        keeper.get(read)
    )


def test_form_begins_with_a_consent_for_a_year_from_today(keeper, text):
    newest = ConsentText.objects.create(text="Ny tekst.")
    form = keeper.get(f"{LIST}new/").context["form"]
    assert {name: form[name].value() for name in form.fields if "consent" in name} == {
        "consent_text": newest.pk,
        "consent_how": "",
        "consent_given_on": date(2026, 11, 22),
        "consent_until": date(2027, 11, 22),
    }
    assert form["name"].field.widget.attrs["autocomplete"] == "off"


def test_record_is_saved_with_its_consent_and_who_wrote_it_down(keeper, text):
    response = keeper.post(f"{LIST}new/", {**FORM, "consent_text": text.pk})
    assert (response.status_code, response.url) == (302, LIST)
    person = ResourcePerson.objects.get()
    assert said(response) == [f"Resource person no. {person.pk} is in the register."]
    assert (person.name, person.phone, person.languages, person.tasks) == (
        "Yonas",
        "+4799887766",
        ["ti"],
        ["newcomers"],
    )
    assert (
        person.consent_text,
        person.consent_how,
        person.consent_given_on,
        person.consent_until,
        person.consent_recorded_by.username,
        person.consent_recorded_at,
    ) == (
        text,
        "phone",
        date(2026, 11, 20),
        date(2027, 11, 20),
        "kari",
        datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("Europe/Oslo")),
    )
    assert logged() == [("wagtail.create", f"Resource person no. {person.pk}", "kari", {})]


@pytest.mark.parametrize(
    "missing", ["consent_text", "consent_how", "consent_given_on", "consent_until", "tasks", "name"]
)
def test_without_a_consent_nothing_is_saved_and_nothing_that_was_typed_is_lost(
    keeper, text, missing
):
    form = {**FORM, "consent_text": text.pk, missing: [] if missing == "tasks" else ""}
    response = keeper.post(f"{LIST}new/", form)
    assert response.status_code == 200
    assert response.context["form"].errors == {missing: ["This field is required."]}
    kept = response.context["form"]
    assert (kept["phone"].value(), kept["languages"].value()) == ("99 88 77 66", ["ti"])
    assert (ResourcePerson.records.count(), logged()) == (0, [])


def test_errors_stand_beside_their_fields(keeper, text):
    form = {
        **FORM,
        "consent_text": text.pk,
        "phone": "12",
        "languages": [],
        "consent_given_on": "2026-11-23",
        "consent_until": "2026-11-21",
    }
    response = keeper.post(f"{LIST}new/", form)
    assert sorted(response.context["form"].errors) == [
        "competence",
        "consent_given_on",
        "consent_until",
        "phone",
    ]


def test_opening_and_saving_a_record_are_logged_without_a_word_of_it(keeper, amina):
    form = keeper.get(at("edit", amina)).context["form"]
    assert form["phone"].value() == "998 87 766"
    before = amina.consent_recorded_at
    response = keeper.post(
        at("edit", amina),
        {
            **FORM,
            "name": "Amina Nyttzzz",
            "consent_text": amina.consent_text_id,
            "consent_how": "signed",
            "consent_given_on": "2026-01-10",
            "consent_until": "2026-11-30",
        },
    )
    number = f"Resource person no. {amina.pk}"
    assert said(response) == [f"{number} is saved."]
    amina.refresh_from_db()
    # The consent is as it was, and so is who wrote it down.
    assert (amina.name, amina.consent_recorded_by, amina.consent_recorded_at) == (
        "Amina Nyttzzz",
        None,
        before,
    )
    keeper.get(at("inspect", amina))
    assert logged() == [
        ("wagtail_hjelp.person_read", number, "kari", {}),
        ("wagtail.edit", number, "kari", {}),
        ("wagtail_hjelp.person_read", number, "kari", {}),
    ]
    keeper.post(at("delete", amina))
    assert logged()[-1] == ("wagtail.delete", number, "kari", {})
    everything = repr(list(ModelLogEntry.objects.values_list()))
    assert "zzz" not in everything and "99887766" not in everything
    assert not ResourcePerson.records.exists()


def test_history_says_who_has_read_and_changed_it(keeper, amina):
    keeper.get(at("edit", amina))
    shown = plain(body(keeper.get(at("history", amina))))
    assert "Read kari" in shown
    assert secrets_in(shown) == []


def test_record_is_read_in_words_by_those_who_only_look(login, amina):
    shown = plain(body(login(RIGHTS[0], name="ola").get(at("inspect", amina))))
    for words in (
        "Name Amina Warsamezzz",
        "Telephone 998 87 766",
        "Languages spoken Somali, Tigrinya",
        "Explain a culture (not interpret a language), Be a contact in a crisis",
        "How it was given Signed on paper or electronically",
        "Version 1, from 22 November 2026",
    ):
        assert words in shown


# --- a new consent ------------------------------------------------------------------------------

RENEWED = {
    "consent_how": "in_person",
    "consent_given_on": "2026-12-15",
    "consent_until": "2027-12-15",
}


def test_new_consent_brings_an_expired_record_back_as_it_was(keeper, amina):
    words = (amina.name, amina.phone, amina.languages, amina.notes)
    number = f"Resource person no. {amina.pk}"
    with time_machine.travel(LATER, tick=False):
        shown = keeper.get(at("renew", amina))
        assert (sorted(shown.context["form"].fields), secrets_in(body(shown))) == (
            ["consent_given_on", "consent_how", "consent_text", "consent_until"],
            [],
        )
        # Whatever else is sent is not taken.
        data = {**RENEWED, "consent_text": amina.consent_text_id, "name": "x", "notes": "x"}
        response = keeper.post(at("renew", amina), data)
        assert (response.status_code, response.url) == (302, LIST)
        assert said(response) == [f"The new consent of {number} is written down."]
        person = ResourcePerson.objects.get(pk=amina.pk)
        assert (person.name, person.phone, person.languages, person.notes) == words
        assert (
            person.consent_how,
            person.consent_given_on,
            person.consent_until,
            person.consent_recorded_by.username,
            person.consent_recorded_at,
        ) == ("in_person", date(2026, 12, 15), date(2027, 12, 15), "kari", LATER)
        assert names(keeper) == ["Amina Warsamezzz"]
    assert logged() == [("wagtail_hjelp.consent_renewed", number, "kari", {})]


def test_new_consent_that_is_no_consent_leaves_all_as_it_was(keeper, amina):
    data = {**RENEWED, "consent_text": amina.consent_text_id, "consent_until": "2026-12-14"}
    with time_machine.travel(LATER, tick=False):
        response = keeper.post(at("renew", amina), data)
        assert response.context["form"].errors == {
            "consent_until": ["This day is over. Ask the person again."]
        }
        assert secrets_in(body(response)) == []
        assert ResourcePerson.records.get().consent_until == date(2026, 11, 30)


# --- withdrawn ----------------------------------------------------------------------------------


@pytest.mark.parametrize("now", [LATER, datetime(2026, 11, 22, 10, tzinfo=LATER.tzinfo)])
def test_withdrawal_is_asked_once_and_deletes_the_record(keeper, amina, now):
    number = f"Resource person no. {amina.pk}"
    with time_machine.travel(now, tick=False):
        shown = body(keeper.get(at("withdraw", amina)))
        assert secrets_in(shown) == ([] if now == LATER else ["Amina Warsamezzz"])
        assert ResourcePerson.records.count() == 1
        response = keeper.post(at("withdraw", amina))
        assert (response.status_code, response.url) == (302, LIST)
        assert said(response) == [f"{number} is deleted."]
        assert ResourcePerson.records.count() == 0
        # A second click, in another window.
        again = keeper.post(at("withdraw", amina))
        assert said(again)[-1] == "The record was deleted already."
    assert logged() == [("wagtail_hjelp.consent_withdrawn", number, "kari", {})]


def test_withdrawal_takes_the_right_to_delete(login, amina):
    client = login(RIGHTS[0], RIGHTS[2], name="ola")
    assert client.get(at("withdraw", amina)).url == "/admin/"
    assert client.post(at("withdraw", amina)).url == "/admin/"
    assert ResourcePerson.objects.count() == 1
    assert at("withdraw", amina) not in body(client.get(LIST))


# --- taken out ----------------------------------------------------------------------------------

COLUMNS = [
    "number",
    "name",
    "phone",
    "email",
    "organisation",
    "area",
    "languages",
    "competence",
    "tasks",
    "availability",
    "availability_note",
    "consent_until",
]
HEADINGS = [
    "Number",
    "Name",
    "Telephone",
    "E-mail",
    "Organisation",
    "Where in the municipality",
    "Languages",
    "Cultural competence",
    "May be called on for",
    "When",
    "More about when",
    "Consent holds until",
]


def test_comma_separated_file_has_the_readable_alone_and_no_formula(keeper, three):
    amina, bo, _expired = three
    ResourcePerson.objects.filter(pk=bo.pk).update(name="=HYPERLINK()", phone="+46812345678")
    response = keeper.get(LIST, {"export": "csv"})
    found = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert found[0] == HEADINGS
    assert [row[:3] for row in found[1:]] == [
        [str(bo.pk), "'=HYPERLINK()", "'+46 8 123 456 78"],
        [str(amina.pk), "Amina Warsamezzz", "998 87 766"],
    ]
    assert found[2][6:] == [
        "Somali, Tigrinya",
        "Kulturzzz",
        "Explain a culture (not interpret a language), Be a contact in a crisis",
        "Weekdays, in the evening",
        "Naarzzz",
        "2026-11-30",
    ]
    assert logged() == [
        (
            "wagtail_hjelp.persons_exported",
            "resource persons",
            "kari",
            {"count": 2, "columns": COLUMNS, "format": "csv"},
        )
    ]


def test_workbook_has_what_was_filtered_and_the_log_how_many(keeper, three):
    response = keeper.get(LIST, {"export": "xlsx", "language": "fa"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    found = list(sheet.iter_rows(values_only=True))
    assert list(found[0]) == HEADINGS
    assert [row[1] for row in found[1:]] == ["bo"]
    assert [entry[3] for entry in logged()] == [{"count": 1, "columns": COLUMNS, "format": "xlsx"}]


def test_nothing_to_take_out_is_logged_too(keeper, text):
    keeper.get(LIST, {"export": "csv"})
    assert [entry[3]["count"] for entry in logged()] == [0]
