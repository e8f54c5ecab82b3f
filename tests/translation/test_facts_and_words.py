"""Rule 1 as a contract: every field and every leaf of every block is a fact or a word.

The tables below are the declaration as a reader sees it. The tests hold them against what
wagtail-localize really does with each, so that a new field or block that nobody has thought about
fails here, and so does a fact that would be sent to a translator.
"""

import pytest
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale
from wagtail_localize.fields import copy_synchronised_fields, get_translatable_fields
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from tests.directory.overviews import make_organisation, make_overview_beside
from tests.factories import item, make_offer, make_section, phone, visit
from tests.host.models import HostOfferPage
from wagtail_hjelp.blocks import HelpBodyBlock, HelpStreamBlock
from wagtail_hjelp.models import (
    AcuteHelpPage,
    HelpFrontPage,
    HelpOfferIndexPage,
    HelpOfferPage,
    SharedHours,
)
from wagtail_hjelp.translation.facts import FactBlock

PAGE = {
    "title": "word",
    "seo_title": "word",
    "search_description": "word",
    "slug": "fact",
    "show_in_menus": "fact",
}

FIELDS = {
    AcuteHelpPage: {
        **PAGE,
        "body": "word",
        "sensitive": "fact",
        "hide_title": "fact",
        "noindex": "fact",
    },
    HelpFrontPage: {**PAGE, "intro": "word", "body": "word"},
    HelpOfferIndexPage: {**PAGE, "intro": "word"},
    HelpOfferPage: {
        **PAGE,
        "summary": "word",
        "body": "word",
        "provider": "fact",
        "organisation": "fact",
        "topics": "fact",
        "topic_links": "fact",
        "keywords": "fact",
        "keyword_links": "fact",
        "audiences": "fact",
        "access": "fact",
        "service_languages": "fact",
        "interpreter": "fact",
        "cost": "fact",
        "cost_amount": "fact",
        "wheelchair": "fact",
        "accessible_toilet": "fact",
        "hearing_loop": "fact",
        "accessible_parking": "fact",
        "urgency": "fact",
        "contact_points": "fact",
        "opening_hours": "fact",
        "responsible": "fact",
        "confirm_every_months": "fact",
        "sensitive": "fact",
        "hide_title": "fact",
        "noindex": "fact",
    },
}
FIELDS[HostOfferPage] = FIELDS[HelpOfferPage]


def _facts(prefix, *leaves):
    return dict.fromkeys([f"{prefix}.{leaf}" for leaf in leaves], "fact")


def _under(prefix, leaves):
    return {f"{prefix}.{path}": kind for path, kind in leaves.items()}


WEEKLY = ("days", "opens", "closes", "state", "weeks")
OWN_HOURS = {
    **_facts("weekly", *WEEKLY),
    "always": "fact",
    "by_appointment": "fact",
    **_facts("holidays", "what", "opens", "closes", "state"),
    "follows_calendar": "fact",
    **_facts("special_day", "day", "what", "opens", "closes", "state"),
    **_facts("exception", "first", "last", "what", "opens", "closes", "state", "reason"),
    **_facts("period", "first", "last", "yearly"),
    **_facts("period.rows.item", *WEEKLY),
    **_facts("closure", "first", "reopens", "approximate", "reason"),
}
HOURS = {**OWN_HOURS, "same_as.hours": "fact"}
CONTACT_HOURS = {**HOURS, "outside": "fact"}

CONTACT_POINTS = {
    "phone.purpose": "fact",
    "phone.number": "fact",
    **_under("phone.hours", CONTACT_HOURS),
    "sms.purpose": "fact",
    "sms.number": "fact",
    **_under("sms.hours", CONTACT_HOURS),
    "chat.purpose": "fact",
    "chat.url": "fact",
    **_under("chat.hours", CONTACT_HOURS),
    "email.purpose": "fact",
    "email.address": "fact",
    **_under("email.hours", CONTACT_HOURS),
    "web.purpose": "fact",
    "web.url": "fact",
    **_under("web.hours", CONTACT_HOURS),
    "visit.purpose": "fact",
    "visit.withheld": "fact",
    "visit.street": "fact",
    "visit.postcode": "fact",
    "visit.place": "fact",
    "visit.entrance": "fact",
    "visit.latitude": "fact",
    "visit.longitude": "fact",
    **_under("visit.hours", CONTACT_HOURS),
}

BODY = {
    "offers.heading": "word",
    "offers.offers.item": "fact",
    "offers.topics": "fact",
    "offers.audiences": "fact",
    "offers.access": "fact",
    "offers.languages": "fact",
    "offers.limit": "fact",
    "activities.heading": "word",
    "activities.activities.item": "fact",
    "activities.topics": "fact",
    "activities.audiences": "fact",
    "activities.organisations.item": "fact",
    "activities.languages": "fact",
    "activities.places": "fact",
    "activities.online_only": "fact",
    "activities.season": "fact",
    "activities.days_ahead": "fact",
    "activities.layout": "fact",
    "activities.limit": "fact",
    "organisations.heading": "word",
    "organisations.organisations.item": "fact",
    "organisations.kinds": "fact",
    "organisations.topics": "fact",
    "organisations.languages": "fact",
    "organisations.limit": "fact",
    "contact.heading": "word",
    "contact.offer": "fact",
    **_under("contact.points", CONTACT_POINTS),
    "opening_hours.heading": "word",
    "opening_hours.offer": "fact",
    "opening_hours.shared": "fact",
    **_under("opening_hours.rows", OWN_HOURS),
    "urgency_card.action": "fact",
    "urgency_card.conditions.item": "word",
    "urgency_card.note": "word",
    "advice.heading": "word",
    "advice.do.item": "word",
    "advice.avoid.item": "word",
    "film.heading": "word",
    "film.title": "word",
    "film.url": "fact",
    "film.poster": "fact",
    "film.captions": "fact",
    "film.transcript": "word",
    "film.minutes": "fact",
    "film.languages": "fact",
    "story.quote": "word",
    "story.person": "fact",
    "story.pseudonym": "fact",
    "story.who": "word",
    "story.picture": "fact",
    "story.picture_alt": "word",
    "story.text": "word",
    "story.consent": "fact",
    "acute_help.heading": "word",
    "acute_help.layout": "fact",
    "helplines.heading": "word",
    "helplines.picked.item": "fact",
    "helplines.topics": "fact",
    "helplines.audiences": "fact",
    "helplines.languages": "fact",
    "helplines.urgency": "fact",
    "helplines.limit": "fact",
    "needs.heading": "word",
    "needs.tiles.item.text": "word",
    "needs.tiles.item.icon": "fact",
    "needs.tiles.item.topic": "fact",
    "needs.tiles.item.page": "fact",
    "links.heading": "word",
    "links.links.item.text": "word",
    "links.links.item.description": "word",
    "links.links.item.url": "fact",
    "links.links.item.page": "fact",
    "search.heading": "word",
    "search.show_topics": "fact",
    "tell_us.heading": "word",
    "tell_us.text": "word",
    "text": "word",
}

# What wagtail-localize never extracts and always takes from the source.
NEVER_EXTRACTED = (
    blocks.BooleanBlock,
    blocks.IntegerBlock,
    blocks.DecimalBlock,
    blocks.TimeBlock,
    blocks.DateBlock,
    blocks.StaticBlock,
)


def leaves(block, *, fact=False):
    """Yield ``(path, kind)`` for every leaf, as wagtail-localize would treat it."""
    fact = fact or isinstance(block, FactBlock)
    if isinstance(block, blocks.BaseStructBlock | blocks.BaseStreamBlock):
        for name, child in block.child_blocks.items():
            for path, kind in leaves(child, fact=fact):
                yield (f"{name}.{path}" if path else name), kind
    elif isinstance(block, blocks.ListBlock):
        for path, kind in leaves(block.child_block, fact=fact):
            yield (f"item.{path}" if path else "item"), kind
    elif fact or isinstance(block, NEVER_EXTRACTED):
        yield "", "fact"
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock):
        yield "", "word"
    else:
        yield "", f"undeclared: {type(block).__name__}"


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model._meta.label)
def test_every_field_is_declared_a_fact_or_a_word(model):
    # A host's own base page may bring fields of its own; those are the host's to declare.
    own = {"campaign"} if model is HostOfferPage else set()
    found = {
        field.field_name: "word"
        if field.is_translated(None)
        else "overridable"
        if getattr(field, "overridable", True)
        else "fact"
        for field in get_translatable_fields(model)
        if field.field_name not in own
    }
    # Wagtail's own relations that neither editors nor translators see.
    for name in ("index_entries", "aliases", "sites_rooted_here"):
        found.pop(name, None)
    assert found == FIELDS[model]
    assert set(model.facts) | set(model.words) == set(found)
    assert not set(model.facts) & set(model.words)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (HelpBodyBlock(), BODY),
        (HelpStreamBlock(), {path: kind for path, kind in BODY.items() if path != "text"}),
        (HelpOfferPage.contact_points.field.stream_block, CONTACT_POINTS),
        (HelpOfferPage.opening_hours.field.stream_block, HOURS),
    ],
    ids=["body", "ready stream block", "contact points", "opening hours"],
)
def test_every_leaf_of_every_block_is_a_fact_or_a_word(block, expected):
    assert dict(leaves(block)) == expected


@pytest.fixture
def full_offer(site):
    """An offer with something in every field and in every leaf of every block."""
    week = {
        "days": ["0", "1"],
        "opens": "08:00:00",
        "closes": "15:30:00",
        "state": "open",
        "weeks": "even",
    }
    times = {"what": "hours", "opens": "10:00:00", "closes": "14:00:00", "state": "phone_only"}
    dates = {"first": "2026-12-24", "last": "2026-12-26"}
    shared = SharedHours.objects.create(
        name="Faktahuset", opening_hours=[{"type": "weekly", "value": week}]
    )
    own_hours = [
        {"type": "weekly", "value": week},
        {"type": "by_appointment", "value": None},
        {"type": "holidays", "value": times},
        {"type": "follows_calendar", "value": None},
        {"type": "special_day", "value": {"day": "christmas_eve", **times}},
        {"type": "exception", "value": {**dates, **times, "reason": "illness"}},
        {"type": "period", "value": {**dates, "yearly": True, "rows": [item(week)]}},
        {"type": "closure", "value": {"first": "2027-01-04", "reopens": "2027-02-01"}},
    ]
    picture = get_image_model().objects.create(title="Faktabilde", file=get_test_image_file())
    hours = [*own_hours, {"type": "same_as", "value": {"hours": shared.pk}}]
    index = make_section(site.root_page)
    other = make_offer(index, "Et annet tilbud", topics=["money"])
    organisation = make_organisation(make_overview_beside(index), "Faktalaget")
    points = [
        phone("+4770000110", "booking", hours),
        {"type": "sms", "value": {"purpose": "youth", "number": "2097", "hours": hours}},
        {
            "type": "chat",
            "value": {"purpose": "youth", "url": "https://fact.example/chat", "hours": hours},
        },
        {"type": "email", "value": {"purpose": "general", "address": "fact@havnesund.example"}},
        {"type": "web", "value": {"purpose": "self_service", "url": "https://fact.example/web"}},
        visit(street="Faktagata 1", postcode="7140", place="Faktavik", entrance="main"),
    ]
    return make_offer(
        index,
        "Ord i tittelen",
        summary="Ord i sammendraget.",
        provider="Fakta legesenter",
        responsible="Faktaenheten",
        topics=["money"],
        keywords=["faktaord"],
        contact_points=points,
        opening_hours=hours,
        body=[
            {"type": "text", "value": "<h2>Ord i overskrift</h2><p>Ord i avsnitt.</p>"},
            {
                "type": "offers",
                "value": {
                    "heading": "Ord over tilbud",
                    "offers": [item(other.pk)],
                    "topics": ["money"],
                    "limit": 3,
                },
            },
            {
                "type": "organisations",
                "value": {
                    "heading": "Ord over organisasjoner",
                    "organisations": [item(organisation.pk)],
                    "kinds": ["voluntary"],
                    "topics": ["money"],
                    "languages": ["nb"],
                    "limit": 3,
                },
            },
            {
                "type": "activities",
                "value": {
                    "heading": "Ord over aktiviteter",
                    "topics": ["money"],
                    "languages": ["nsl"],
                    "places": ["Faktavik"],
                    "season": "faktajul-2026",
                    "days_ahead": 7,
                    "layout": "days",
                    "limit": 3,
                },
            },
            {
                "type": "contact",
                "value": {"heading": "Ord over kontakt", "offer": other.pk, "points": points},
            },
            {
                "type": "opening_hours",
                "value": {
                    "heading": "Ord over åpningstider",
                    "offer": other.pk,
                    "shared": shared.pk,
                    "rows": own_hours,
                },
            },
            {
                "type": "urgency_card",
                "value": {
                    "action": "call_116117",
                    "conditions": [item("ord i vilkår")],
                    "note": "Ord under kort",
                },
            },
            {
                "type": "advice",
                "value": {
                    "heading": "Ord over råd",
                    "do": [item("Ord å gjøre")],
                    "avoid": [item("ord å la være")],
                },
            },
            {
                "type": "film",
                "value": {
                    "heading": "Ord over film",
                    "title": "Ord om filmen",
                    "url": "https://fact.example/film",
                    "poster": picture.pk,
                    "captions": "no",
                    "transcript": "<p>Ord i filmen.</p>",
                    "minutes": 2026,
                    "languages": ["nsl"],
                },
            },
            {
                "type": "story",
                "value": {
                    "quote": "Ord i sitatet.",
                    "person": "Faktanavn",
                    "pseudonym": True,
                    "who": "ord om hvem",
                    "picture": picture.pk,
                    "picture_alt": "Ord om bildet",
                    "text": "<p>Ord i historien.</p>",
                    "consent": "2026-11-02",
                },
            },
            {
                "type": "needs",
                "value": {
                    "heading": "Ord over behov",
                    "tiles": [
                        item(
                            {
                                "text": "ord i rute",
                                "icon": "money",
                                "topic": "money",
                                "page": other.pk,
                            }
                        )
                    ],
                },
            },
            {
                "type": "links",
                "value": {
                    "heading": "Ord over lenker",
                    "links": [
                        item(
                            {
                                "text": "Ord i lenke",
                                "description": "Ord om lenke",
                                "url": "https://fact.example/link",
                            }
                        )
                    ],
                },
            },
            {"type": "search", "value": {"heading": "Ord over søk", "show_topics": True}},
        ],
    )


def test_translators_get_every_word_and_not_one_fact(full_offer):
    offer = HelpOfferPage.objects.get(pk=full_offer.pk)
    segments = extract_segments(offer)
    strings = {s.string.data for s in segments if isinstance(s, StringSegmentValue)}
    assert strings == {
        "Ord i tittelen",
        "Ord i sammendraget.",
        "Ord i overskrift",
        "Ord i avsnitt.",
        "Ord over tilbud",
        "Ord over aktiviteter",
        "Ord over organisasjoner",
        "Ord over kontakt",
        "Ord over åpningstider",
        "ord i vilkår",
        "Ord under kort",
        "Ord over råd",
        "Ord å gjøre",
        "ord å la være",
        "Ord over film",
        "Ord om filmen",
        "Ord i filmen.",
        "Ord i sitatet.",
        "ord om hvem",
        "Ord om bildet",
        "Ord i historien.",
        "Ord over behov",
        "ord i rute",
        "Ord over lenker",
        "Ord i lenke",
        "Ord om lenke",
        "Ord over søk",
    }
    everything = " ".join(repr(segment) for segment in segments).lower()
    for fact in (
        "fakta",
        "fact.example",
        "70000110",
        "116117",
        "7140",
        "08:00",
        "2026",
        "ord-i-tittelen",
    ):
        assert fact not in everything


def test_facts_are_copied_to_a_translation_and_emptied_with_the_source(full_offer):
    english = Locale.objects.get_or_create(language_code="en")[0]
    translation = full_offer.copy_for_translation(english, copy_parents=True)
    translation.title = "Words in the title"
    full_offer.contact_points = [phone("116117")]
    full_offer.audiences = ["youth"]
    full_offer.topics.clear()
    full_offer.keywords.clear()
    full_offer.save()
    copy_synchronised_fields(full_offer, translation)
    translation.save()
    translation = HelpOfferPage.objects.get(pk=translation.pk)
    assert translation.title == "Words in the title"
    assert [point.text for point in translation.get_contact_points()] == ["116 117"]
    assert translation.audiences == ["youth"]
    assert (list(translation.topics.all()), list(translation.keywords.all())) == ([], [])


def test_facts_in_a_translated_body_are_the_source_s_whatever_a_translator_did(
    full_offer, django_capture_on_commit_callbacks
):
    """A hostile translator shuffles the digits of everything that is sent to her."""
    from wagtail_localize.models import StringTranslation, Translation, TranslationSource

    english = Locale.objects.get_or_create(language_code="en")[0]
    full_offer.copy_for_translation(english, copy_parents=True, alias=True)
    source, _created = TranslationSource.update_or_create_from_instance(full_offer)
    translation = Translation.objects.create(source=source, target_locale=english)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=english,
            context=segment.context,
            data=segment.string.data[::-1].replace("<", "").replace(">", ""),
        )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    copy = HelpOfferPage.objects.get(
        translation_key=full_offer.translation_key, locale__language_code="en"
    )
    source_page = HelpOfferPage.objects.get(pk=full_offer.pk)
    assert copy.title != source_page.title
    assert copy.slug == source_page.slug
    for name in HelpOfferPage.facts:
        if name not in ("topics", "keywords", "topic_links", "keyword_links"):
            prepared = [
                HelpOfferPage._meta.get_field(name).get_prep_value(getattr(page, name))
                for page in (copy, source_page)
            ]
            assert prepared[0] == prepared[1], name
    contact = next(block for block in copy.body if block.block_type == "contact")
    assert contact.value["heading"] == "tkatnok revo drO"
    point = contact.value["points"][0]
    assert point.block.as_contact_point(point.value).text == "70 00 01 10"
