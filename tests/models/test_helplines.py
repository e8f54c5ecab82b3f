"""What a row of the list of helplines makes of a service, and when it has caught up."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from tests.factories import phone
from wagtail_hjelp.catalogue import shipped
from wagtail_hjelp.catalogue.views import helpline_view
from wagtail_hjelp.directory.held import current_stamp
from wagtail_hjelp.hours.book import HoursBook
from wagtail_hjelp.models import Helpline, HelplineDescription

pytestmark = pytest.mark.django_db
CODE = "rusinfo"
SERVICE = shipped()[CODE]
ALWAYS = [{"type": "always", "value": None}]


def helpline(**fields) -> Helpline:
    row = Helpline.objects.get(code=CODE)
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def own(*sentences: tuple[str, str]) -> Helpline:
    row = Helpline(name="Krisetelefonen", contact_points=[phone("+4770000180")])
    row.descriptions = [
        HelplineDescription(language_code=language, text=text) for language, text in sentences
    ]
    row.save()
    return row


def description_in(language: str, row: Helpline) -> tuple[str, str, str]:
    with translation.override(language):
        words = helpline_view(row.as_service(), HoursBook.load(None)).description
        return words.text, words.lang, words.dir


# --- corrections ---------------------------------------------------------------------------


def test_row_without_a_correction_is_what_the_package_says():
    row = helpline()
    assert row.as_service() is SERVICE
    assert (row.is_corrected, row.is_caught_up, str(row)) == (False, False, SERVICE.name)


def test_corrected_ways_in_hold_in_the_place_of_all_of_the_packages():
    row = helpline(contact_points=[phone("+4770000180", "talk", ALWAYS)])
    service = row.as_service()
    assert [point["type"] for point in service.contact_points] == ["phone"]
    assert (service.phone, service.corrected, service.name) == ("+4770000180", True, SERVICE.name)


def test_corrected_name_leaves_the_ways_in_to_the_package():
    service = helpline(name="Rusinfo Norge").as_service()
    assert (service.name, service.contact_points) == ("Rusinfo Norge", SERVICE.contact_points)


def test_correction_has_caught_up_when_the_package_says_the_same():
    row = helpline(contact_points=list(SERVICE.contact_points))
    assert (row.says_the_same, row.is_confirmed_since, row.is_caught_up) == (True, False, True)
    row.name = "Rusinfo Norge"
    assert not row.says_the_same
    assert not row.is_caught_up


@pytest.mark.parametrize(
    ("changed_on", "caught_up"),
    [(date(2020, 1, 1), True), (SERVICE.confirmed_on, False), (date(2030, 1, 1), False)],
)
def test_correction_has_caught_up_when_the_package_was_confirmed_later(changed_on, caught_up):
    row = helpline(contact_points=[phone("+4770000180")], changed_on=changed_on)
    assert (row.says_the_same, row.is_caught_up) == (False, caught_up)


def test_correction_without_a_date_is_not_older_than_anything():
    assert not helpline(name="Rusinfo Norge", changed_on=None).is_caught_up


def test_number_of_the_ladder_may_get_another_way_in_but_no_other_number():
    row = Helpline.objects.get(code="legevakt-116117")
    row.contact_points = [phone("116117", "out_of_hours", ALWAYS)]
    assert row.as_service().contact_points[0]["value"]["purpose"] == "out_of_hours"
    row.contact_points = [phone("+4770000180"), phone("116117")]
    assert row.as_service().phone == "116117"
    assert row.as_service().contact_points == shipped()["legevakt-116117"].contact_points


def test_service_that_the_package_never_had_or_has_dropped_is_none_at_all():
    row = Helpline.objects.create(code="nedlagt", contact_points=[phone("+4770000180")])
    assert (row.as_service(), row.points, str(row)) == (None, (), "nedlagt")
    assert (row.is_corrected, row.is_caught_up) == (False, False)


# --- own -----------------------------------------------------------------------------------


def test_own_service_without_name_or_way_in_is_refused_at_the_fields():
    with pytest.raises(ValidationError) as caught:
        Helpline().full_clean()
    assert set(caught.value.message_dict) == {"name", "contact_points"}


def test_own_services_have_no_code_and_codes_are_there_once():
    own()
    own()
    assert Helpline.objects.filter(code=None).count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Helpline.objects.create(code=CODE)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", ("For deg som har det vondt.", "", "")),
        ("ar", ("لمن يمر بوقت صعب.", "", "")),
        ("en", ("For deg som har det vondt.", "nb", "ltr")),
    ],
)
def test_own_service_is_described_in_the_readers_language_else_in_the_first(language, expected):
    row = own(("nb", "For deg som har det vondt."), ("ar", "لمن يمر بوقت صعب."))
    assert description_in(language, row) == expected


def test_first_sentence_may_run_from_right_to_left():
    assert description_in("en", own(("ar", "لمن يمر بوقت صعب."))) == (
        "لمن يمر بوقت صعب.",
        "ar",
        "rtl",
    )


def test_own_service_without_a_sentence_has_none():
    assert description_in("en", own()) == ("", "", "")


@pytest.mark.parametrize(("language", "lang"), [("nb", ""), ("nn", ""), ("en", "nb"), ("ar", "nb")])
def test_name_is_marked_as_norwegian_where_the_reader_s_language_is_another(language, lang):
    with translation.override(language):
        view = helpline_view(SERVICE, HoursBook.load(None))
    assert (view.name.text, view.name.lang) == (SERVICE.name, lang)


# --- a change is on all pages at once --------------------------------------------------------


def _change_facts(row, site):
    row.contact_points = [phone("+4770000180")]
    row.save()


def _hide(row, site):
    row.hidden_on.add(site)
    row.save()


def _show_again(row, site):
    Helpline.hidden_on.through.objects.create(helpline=row, site=site)
    row = Helpline.objects.get(pk=row.pk)
    row.hidden_on = []
    row.save()


def _describe(row, site):
    HelplineDescription.objects.create(helpline=row, language_code="nb", text="For deg som …")


def _delete(row, site):
    row.delete()


@pytest.mark.parametrize("change", [_change_facts, _hide, _show_again, _describe, _delete])
def test_change_renews_the_stamp_by_which_pages_know(change, site):
    row = helpline()
    row.save()
    before = current_stamp(None)
    change(row, site)
    assert current_stamp(None) not in (before, None)


def test_stamp_is_renewed_after_the_ticks_too_and_not_only_before(
    site, django_assert_num_queries, monkeypatch
):
    """A reader between the row and its ticks must not keep the old list for good."""
    from wagtail_hjelp.models import DirectoryStamp

    seen = []
    row = helpline()
    renew = DirectoryStamp.renew

    def note() -> None:
        seen.append(Helpline.hidden_on.through.objects.filter(helpline=row).exists())
        renew()

    monkeypatch.setattr(DirectoryStamp, "renew", note)
    row.hidden_on = [site]
    row.save()
    assert seen[0] is False
    assert seen[-1] is True
