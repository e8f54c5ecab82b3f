"""Rule 1 as a contract for activities, organisations and themes: see ``test_facts_and_words``."""

import pytest
from django.apps import apps
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from tests.factories import make_topic, once, phone, venue, weekly
from tests.translation.test_facts_and_words import CONTACT_POINTS, FIELDS, PAGE, _facts, leaves
from wagtail_hjelp.models import (
    ActivityIndexPage,
    ActivityPage,
    HelpPageMixin,
    HelpTellUsPage,
    HelpThemePage,
    OrganisationIndexPage,
    OrganisationPage,
    Season,
)

VERIFIED = {"responsible": "fact", "confirm_every_months": "fact"}
SENSITIVE = {"sensitive": "fact", "hide_title": "fact", "noindex": "fact"}
TOPICS = {"topics": "fact", "topic_links": "fact"}
VOLUNTEERS = {"volunteers_wanted": "fact", "volunteers_how": "word"}

ACTIVITY_FIELDS = {
    ActivityIndexPage: {**PAGE, "intro": "word"},
    ActivityPage: {
        **PAGE,
        **VERIFIED,
        **SENSITIVE,
        **TOPICS,
        **VOLUNTEERS,
        "summary": "word",
        "body": "word",
        "practical": "word",
        "getting_there": "word",
        "organiser": "fact",
        "organiser_name": "fact",
        "dates": "fact",
        "where": "fact",
        "audiences": "fact",
        "age_from": "fact",
        "age_to": "fact",
        "come_alone": "fact",
        "sign_up": "fact",
        "sign_up_url": "fact",
        "sign_up_phone": "fact",
        "sign_up_email": "fact",
        "sign_up_by": "fact",
        "places": "fact",
        "service_languages": "fact",
        "interpreter": "fact",
        "cost": "fact",
        "cost_amount": "fact",
        "wheelchair": "fact",
        "accessible_toilet": "fact",
        "hearing_loop": "fact",
        "accessible_parking": "fact",
        "seasons": "fact",
        "contact_points": "fact",
        "image": "fact",
        "image_alt": "word",
    },
    OrganisationIndexPage: {**PAGE, "intro": "word"},
    HelpTellUsPage: {**PAGE, "intro": "word"},
    OrganisationPage: {
        **PAGE,
        **VERIFIED,
        **TOPICS,
        **VOLUNTEERS,
        "summary": "word",
        "body": "word",
        "kind": "fact",
        "audiences": "fact",
        "service_languages": "fact",
        "contact_points": "fact",
        "number": "fact",
        "logo": "fact",
    },
    HelpThemePage: {
        **PAGE,
        **SENSITIVE,
        "intro": "word",
        "body": "word",
        "image": "fact",
        "image_alt": "word",
        "look": "fact",
        "season": "fact",
        "on_front": "fact",
        "shown_from": "fact",
        "shown_until": "fact",
    },
}

TIMES = ("starts", "ends")
DATES = {
    **_facts("weekly", "first", "weekdays", "every", *TIMES, "until", "not_on_holidays"),
    **_facts("once", "day", "last", *TIMES),
    **_facts("listed", "days.item", *TIMES),
    **_facts("monthly", "first", "ordinals", "weekday", "every"),
    **_facts("monthly", *TIMES, "until", "not_on_holidays"),
    **_facts("break", "first", "last"),
}
WHERE = {
    **_facts("place", "withheld", "name", "room", "street", "postcode", "place", "entrance"),
    **_facts("place", "latitude", "longitude"),
    **_facts("online", "url", "name"),
}


def test_no_page_type_of_ours_is_forgotten():
    ours = {
        model
        for model in apps.get_models()
        if issubclass(model, HelpPageMixin) and model._meta.app_label == "wagtail_hjelp"
    }
    assert ours <= {*FIELDS, *ACTIVITY_FIELDS}


@pytest.mark.parametrize("model", ACTIVITY_FIELDS, ids=lambda model: model._meta.label)
def test_every_field_is_declared_a_fact_or_a_word(model):
    found = {
        field.field_name: "word"
        if field.is_translated(None)
        else "overridable"
        if getattr(field, "overridable", True)
        else "fact"
        for field in get_translatable_fields(model)
    }
    for name in ("index_entries", "aliases", "sites_rooted_here"):
        found.pop(name, None)
    assert found == ACTIVITY_FIELDS[model]
    assert set(model.facts) | set(model.words) == set(found)
    assert not set(model.facts) & set(model.words)


@pytest.mark.parametrize(
    ("name", "expected"), [("dates", DATES), ("where", WHERE), ("contact_points", CONTACT_POINTS)]
)
def test_every_leaf_of_dates_and_places_is_a_fact(name, expected):
    assert dict(leaves(getattr(ActivityPage, name).field.stream_block)) == expected


@pytest.fixture
def full_activity(site):
    """An activity with something in every field."""
    root = site.root_page
    overview = root.add_child(instance=OrganisationIndexPage(title="Lag", slug="lag"))
    organisation = overview.add_child(
        instance=OrganisationPage(title="Faktalaget", summary="Om laget.")
    )
    Season.objects.create(name="Faktajul 2026", first="2026-12-20", last="2027-01-02")
    picture = get_image_model().objects.create(title="Faktabilde", file=get_test_image_file())
    index = root.add_child(instance=ActivityIndexPage(title="Hva skjer", slug="hva-skjer"))
    activity = index.add_child(
        instance=ActivityPage(
            title="Ord i tittelen",
            summary="Ord i sammendraget.",
            body=[{"type": "text", "value": "<p>Ord i avsnitt.</p>"}],
            practical="Ord om det praktiske.",
            getting_there="Ord om veien.",
            volunteers_how="Ord til frivillige.",
            volunteers_wanted=True,
            image=picture,
            image_alt="Ord om bildet",
            organiser=organisation,
            dates=[weekly("2026-12-02"), once("2026-12-24", last="2026-12-26")],
            where=[
                venue(
                    name="Faktahuset", room="Faktarommet", street="Faktagata 1", place="Faktavik"
                ),
                {"type": "online", "value": {"url": "https://fact.example/m", "name": "Faktamøte"}},
            ],
            sign_up="required",
            sign_up_url="https://fact.example/sign-up",
            sign_up_phone="70000110",
            sign_up_email="fact@havnesund.example",
            sign_up_by="2026-12-20",
            places=2026,
            age_from=2026,
            seasons=["faktajul-2026"],
            contact_points=[phone("+4770000110", "booking")],
            responsible="Faktaenheten",
        )
    )
    activity.topics.add(make_topic("money"))
    activity.save()
    return activity


def test_translators_get_every_word_and_not_one_fact(full_activity):
    segments = extract_segments(ActivityPage.objects.get(pk=full_activity.pk))
    strings = {s.string.data for s in segments if isinstance(s, StringSegmentValue)}
    assert strings == {
        "Ord i tittelen",
        "Ord i sammendraget.",
        "Ord i avsnitt.",
        "Ord om det praktiske.",
        "Ord om veien.",
        "Ord til frivillige.",
        "Ord om bildet",
    }
    everything = " ".join(repr(segment) for segment in segments).lower()
    for fact in ("fakta", "fact.example", "70000110", "2026", "14:00", "ord-i-tittelen"):
        assert fact not in everything


def test_a_changed_fact_is_live_in_every_language_at_once(full_activity, locales):
    english = full_activity.copy_for_translation(locales["en"], copy_parents=True)
    english.title = "Words in the title"
    english.save_revision().publish()
    full_activity = ActivityPage.objects.get(pk=full_activity.pk)
    full_activity.cost = "free"
    full_activity.organiser = None
    full_activity.organiser_name = "Naboene"
    full_activity.where = [venue(withheld=True)]
    full_activity.dates = [once("2026-12-31")]
    full_activity.save_revision().publish()
    found = ActivityPage.objects.get(pk=english.pk)
    for name in ("cost", "organiser_id", "organiser_name", "seasons", "places", "image_id"):
        assert getattr(found, name) == getattr(full_activity, name), name
    for name in ("where", "dates", "contact_points"):
        assert getattr(found, name).get_prep_value() == (
            getattr(full_activity, name).get_prep_value()
        )
    assert found.title == "Words in the title"


def test_deleting_the_picture_of_a_page_leaves_the_page(full_activity):
    full_activity.image.delete()
    assert Page.objects.filter(pk=full_activity.pk).exists()
    assert ActivityPage.objects.get(pk=full_activity.pk).image is None
