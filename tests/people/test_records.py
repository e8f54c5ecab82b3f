"""A record by the clock: read, unreadable, deleted; and what is left of it."""

from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.db.models.functions import Lower
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision
from wagtail.search.index import class_is_indexed

from wagtail_hjelp.models import ConsentText, PublishedTextChanged, ResourcePerson
from wagtail_hjelp.models.resource_persons import CONSENT, PERSONAL
from wagtail_hjelp.people.register import delete_expired, withdraw

from .records import make_person, secrets_in

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

OSLO = ZoneInfo("Europe/Oslo")

EMPTY = {
    "name": "",
    "phone": "",
    "email": "",
    "organisation": "",
    "area": "",
    "languages": [],
    "competence": "",
    "tasks": [],
    "availability": [],
    "availability_note": "",
    "notes": "",
}


def said_by(person) -> dict:
    return {name: getattr(person, name) for name in PERSONAL}


def stored(pk: int) -> str:
    """What the database itself has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM wagtail_hjelp_resourceperson WHERE id = %s", [pk])
        return repr(cursor.fetchall())


def test_every_column_is_either_personal_or_of_the_consent():
    columns = {field.name for field in ResourcePerson._meta.concrete_fields}
    assert columns == {"id", *PERSONAL, *CONSENT}
    assert set(EMPTY) == set(PERSONAL)


# --- by the clock -------------------------------------------------------------------------------


def test_record_is_read_until_midnight_and_not_a_second_longer(amina, go_to):
    go_to(2026, 11, 30, 23, 59, 59)
    assert ResourcePerson.objects.get(pk=amina.pk).name == "Amina Warsamezzz"
    go_to(2026, 12, 1, 0, 0, 0)
    assert not ResourcePerson.objects.filter(pk=amina.pk).exists()
    person = ResourcePerson.records.get(pk=amina.pk)
    assert (person.is_readable, said_by(person)) == (False, EMPTY)
    assert (person.consent_until, person.shown_name()) == (
        date(2026, 11, 30),
        f"Resource person no. {amina.pk}",
    )
    # It is still stored: a new consent before the days of grace are over brings it back.
    assert "Amina Warsamezzz" in stored(amina.pk)


def test_expired_record_is_empty_whichever_way_it_is_asked_for(amina, go_to):
    assert all(said_by(amina).values())
    go_to(2026, 12, 1)
    records = ResourcePerson.records
    raw = ResourcePerson.objects.raw("SELECT * FROM wagtail_hjelp_resourceperson")
    found = {
        "base manager": ResourcePerson._base_manager.get(pk=amina.pk),
        "no column": records.only("pk").get(pk=amina.pk),
        "some columns": records.only("name", "phone").get(pk=amina.pk),
        "without the date": records.defer("consent_until").get(pk=amina.pk),
        "raw": raw[0],
        "in bulk": records.in_bulk([amina.pk])[amina.pk],
    }
    assert {way: said_by(person) for way, person in found.items()} == dict.fromkeys(found, EMPTY)
    # One in memory from before, read again.
    amina.refresh_from_db()
    assert said_by(amina) == EMPTY
    for names in ((), ("name",), ("pk", "email")):
        assert list(records.values(*names)) == list(records.values_list(*names)) == []
    assert list(records.values_list("name", flat=True)) == []
    assert list(records.values("pk", shown=Lower("name"))) == []
    # What the list shows of it is not personal.
    assert list(records.values_list("pk", "consent_until")) == [(amina.pk, date(2026, 11, 30))]


def test_deferred_column_of_a_readable_record_is_read_when_it_is_asked_for(amina):
    person = ResourcePerson.objects.only("consent_until").get(pk=amina.pk)
    assert (person.is_readable, person.name) == (True, "Amina Warsamezzz")
    amina.refresh_from_db(fields=["name"])
    assert amina.name == "Amina Warsamezzz"


@pytest.mark.parametrize("arguments", [(), ("--all",)])
def test_dump_by_django_has_nothing_of_an_expired_record(amina, go_to, arguments):
    def dump() -> str:
        out = StringIO()
        call_command("dumpdata", "wagtail_hjelp.resourceperson", *arguments, stdout=out)
        return out.getvalue()

    assert "Amina Warsamezzz" in dump()
    go_to(2026, 12, 1)
    assert secrets_in(dump()) == []


def test_saving_what_could_not_be_read_overwrites_nothing(amina, go_to):
    before = stored(amina.pk)
    go_to(2026, 12, 1)
    person = ResourcePerson.records.get(pk=amina.pk)
    person.save()
    person.save(update_fields=["name", "consent_how"])
    person.name = "Somebody else"
    person.save()
    assert stored(amina.pk) == before


def test_new_consent_before_the_deletion_makes_it_readable_again(amina, go_to):
    everything = said_by(amina)
    go_to(2026, 12, 30, 23, 59)
    person = ResourcePerson.records.kept().get(pk=amina.pk)
    person.consent_given_on, person.consent_until = date(2026, 12, 30), date(2027, 12, 30)
    person.save()
    person.refresh_from_db()
    assert (person.is_readable, said_by(person)) == (True, everything)
    assert said_by(ResourcePerson.objects.get(pk=amina.pk)) == everything
    assert delete_expired(datetime(2027, 12, 30, 12, tzinfo=OSLO)) == 0


def test_record_is_deleted_when_the_days_of_grace_are_over(amina, text, go_to):
    other = make_person(text, name="Ola", consent_until=date(2027, 1, 1))
    assert delete_expired(datetime(2026, 12, 30, 23, 59, tzinfo=OSLO)) == 0
    go_to(2026, 12, 31)
    # By the clock it is gone for everybody before anything has deleted it.
    assert list(ResourcePerson.records.kept()) == [other]
    assert list(ResourcePerson.records.overdue()) == [amina]
    assert delete_expired(datetime(2026, 12, 31, 0, 0, tzinfo=OSLO)) == 1
    assert list(ResourcePerson.records.all()) == [other]
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.label, entry.user, entry.deleted, entry.data) == (
        "wagtail_hjelp.consent_expired",
        f"Resource person no. {amina.pk}",
        None,
        True,
        {},
    )
    assert delete_expired(datetime(2026, 12, 31, 0, 0, tzinfo=OSLO)) == 0


def test_without_days_of_grace_it_is_deleted_at_the_municipalitys_midnight(amina, settings):
    settings.WAGTAIL_HJELP = {"CONSENT_GRACE_DAYS": 0}
    assert delete_expired(datetime(2026, 11, 30, 23, 59, tzinfo=OSLO)) == 0
    # In UTC it is still the day before.
    assert delete_expired(datetime(2026, 11, 30, 23, 0, tzinfo=ZoneInfo("UTC"))) == 1


def test_command_deletes_and_says_how_many_and_never_who(amina, text, go_to):
    make_person(text, name="Ola")

    def run(**options) -> str:
        out = StringIO()
        call_command("hjelp_people", stdout=out, **options)
        return out.getvalue()

    assert run() == "0 resource persons deleted.\n"
    go_to(2026, 12, 31)
    assert run() == "2 resource persons deleted.\n"
    assert run(verbosity=0) == ""
    assert not ResourcePerson.records.exists()


# --- withdrawn ----------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [(2026, 11, 22), (2026, 12, 15)])
def test_withdrawal_deletes_the_record_now_whether_it_can_be_read_or_not(amina, go_to, day):
    pk = amina.pk
    go_to(*day)
    person = ResourcePerson.records.get(pk=pk)
    withdraw(person)
    withdraw(person)
    assert not ResourcePerson.records.exists()
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.label, entry.object_id, entry.data, entry.deleted) == (
        "wagtail_hjelp.consent_withdrawn",
        f"Resource person no. {pk}",
        str(pk),
        {},
        True,
    )


# --- what it takes to be in it ------------------------------------------------------------------

LONGEST = "At most three years after the day on which it was given. Ask again then."
NO_NUMBER = (
    "This is not a telephone number. Write eight digits, a short number, or the country code "
    "first (+46 …)."
)


@pytest.mark.parametrize(
    ("changes", "field", "error"),
    [
        ({"consent_text": None}, "consent_text", "This field cannot be null."),
        ({"consent_how": ""}, "consent_how", "This field cannot be blank."),
        ({"consent_given_on": None}, "consent_given_on", "This field cannot be null."),
        ({"consent_until": None}, "consent_until", "This field cannot be null."),
        (
            {"consent_given_on": date(2026, 11, 23)},
            "consent_given_on",
            "This day has not come yet.",
        ),
        (
            {"consent_until": date(2026, 11, 21)},
            "consent_until",
            "This day is over. Ask the person again.",
        ),
        ({"consent_until": date(2029, 1, 11)}, "consent_until", LONGEST),
        ({"phone": "", "email": ""}, "phone", "Write a telephone number or an e-mail address."),
        ({"phone": "12"}, "phone", NO_NUMBER),
        (
            {"languages": [], "competence": ""},
            "competence",
            "Tick a language, or write which cultures the person knows.",
        ),
        ({"tasks": []}, "tasks", "This field cannot be blank."),
        ({"name": ""}, "name", "This field cannot be blank."),
    ],
)
def test_what_is_asked_of_a_record(text, changes, field, error):
    with pytest.raises(ValidationError) as raised:
        make_person(text, **changes)
    assert raised.value.message_dict == {field: [error]}
    assert not ResourcePerson.records.exists()


def test_consent_for_three_years_to_the_day_is_taken(text):
    assert make_person(text, consent_until=date(2029, 1, 10)).is_readable


@pytest.mark.parametrize(
    "changes",
    [
        {"consent_text": None},
        {"consent_given_on": None},
        {"consent_until": None},
        {"consent_until": date(2025, 1, 1)},
    ],
)
def test_database_itself_knows_no_record_without_a_consent(text, changes):
    values = {
        "name": "Amina",
        "consent_text": text,
        "consent_given_on": date(2026, 1, 1),
        "consent_until": date(2027, 1, 1),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        ResourcePerson(**{**values, **changes}).save()


def test_number_is_kept_in_canonical_form_and_shown_in_groups(text):
    person = make_person(text, phone="99 88 77 66")
    assert (person.phone, person.get_phone_display()) == ("+4799887766", "998 87 766")


# --- the text -----------------------------------------------------------------------------------


def test_text_that_is_in_use_is_never_changed_and_a_new_one_is_a_new_version(text):
    text.text = "Noe annet."
    with pytest.raises(PublishedTextChanged):
        text.save()
    with pytest.raises(PublishedTextChanged):
        ConsentText.objects.update(text="Noe annet.")
    second = ConsentText.objects.create(text="Vi skriver ned navnet ditt, og språk.")
    assert list(ConsentText.objects.values_list("version", "text")) == [
        (2, "Vi skriver ned navnet ditt, og språk."),
        (1, "Vi skriver ned navnet ditt."),
    ]
    assert str(second) == "Version 2, from 22 November 2026"
    assert ConsentText.objects.latest_version() == second


def test_text_stays_for_as_long_as_a_record_needs_it_also_an_expired_one(amina, text, go_to):
    go_to(2026, 12, 15)
    with pytest.raises(ProtectedError):
        text.delete()


# --- nothing else knows of it -------------------------------------------------------------------


def test_record_is_in_no_index_and_in_no_revision(amina, text):
    amina.name = "Amina Nyttzzz"
    amina.save()
    assert not class_is_indexed(ResourcePerson)
    assert not ReferenceIndex.model_is_indexable(ResourcePerson)
    assert not ReferenceIndex.get_references_to(text).exists()
    assert not Revision.objects.exists()
    assert not hasattr(ResourcePerson, "snippet_viewset")


def test_no_text_of_an_instance_has_the_name(amina):
    assert [str(amina), repr(amina)] == [
        f"Resource person no. {amina.pk}",
        f"<ResourcePerson: Resource person no. {amina.pk}>",
    ]
    assert str(ResourcePerson(name="Amina Warsamezzz")) == "New resource person"
