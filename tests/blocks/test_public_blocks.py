"""Our blocks in a host's own StreamField: what residents see and what editors are told."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail import blocks
from wagtail.models import Locale

from tests.factories import alias_in, item, make_offer, make_section, make_topic, phone
from tests.host.models import ArticlePage
from wagtail_hjelp.blocks import HelpBodyBlock, HelpStreamBlock

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(site):
    return make_section(site.root_page)


@pytest.fixture
def debt(index):
    make_topic("money", "Penger", icon="money")
    return make_offer(
        index,
        "Gjeldsrådgivning",
        topics=["money"],
        audiences=["adults"],
        contact_points=[phone("+4770000140", "booking")],
    )


def article(site, *body):
    page = ArticlePage(title="Artikkel", slug="artikkel", body=list(body))
    return site.root_page.add_child(instance=page)


def html_of(client: Client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def offers_block(**value):
    return {"type": "offers", "value": {"heading": "Hjelp med penger", "limit": 6, **value}}


def test_offers_by_rule_are_there_on_the_host_s_own_page(client: Client, site, debt):
    html = html_of(client, article(site, offers_block(topics=["money"])))
    assert "Hjelp med penger" in html
    assert "Gjeldsrådgivning" in html
    assert 'href="tel:+4770000140"' in html


def test_offer_published_later_appears_in_the_rule_by_itself(client: Client, site, index, debt):
    page = article(site, offers_block(topics=["money"]))
    assert "Frivillig gjeldshjelp" not in html_of(client, page)
    make_offer(index, "Frivillig gjeldshjelp", topics=["money"])
    assert "Frivillig gjeldshjelp" in html_of(client, page)
    debt.unpublish()
    assert "Gjeldsrådgivning" not in html_of(client, page)


def test_picked_offers_come_first_and_in_their_order(client: Client, site, index, debt):
    first, second = make_offer(index, "Åpen dør"), make_offer(index, "Aktivitetssenter")
    html = html_of(
        client,
        article(site, offers_block(offers=[item(first.pk), item(second.pk)], topics=["money"])),
    )
    places = [html.index(title) for title in ("Åpen dør", "Aktivitetssenter", "Gjeldsrådgivning")]
    assert places == sorted(places)


def test_picked_offer_is_shown_in_the_language_of_the_page(client: Client, site, index, debt):
    english = Locale.objects.get_or_create(language_code="en")[0]
    page = article(site, offers_block(offers=[item(debt.pk)]))
    in_english = debt.copy_for_translation(english, copy_parents=True)
    in_english.title = "Debt advice"
    in_english.save_revision().publish()
    html = html_of(client, alias_in(page, "en"))
    assert "Debt advice" in html
    assert in_english.url in html


def test_longer_list_leads_to_the_directory_with_the_same_filter(client: Client, site, index, debt):
    make_offer(index, "Annen gjeldshjelp", topics=["money"])
    html = html_of(client, article(site, offers_block(topics=["money"], limit=1)))
    assert f'href="{index.url}?topic=money"' in html


def test_offers_of_another_site_are_not_shown(client: Client, site, debt):
    from wagtail.models import Page, Site

    home = Page.objects.get(depth=1).add_child(instance=Page(title="Annen", slug="annen"))
    Site.objects.create(hostname="annen.example", root_page=home)
    make_offer(make_section(home), "Nabokommunens tilbud", topics=["money"])
    assert "Nabokommunens" not in html_of(client, article(site, offers_block(topics=["money"])))


def test_contact_block_follows_its_offer(client: Client, site, debt):
    page = article(
        site,
        {"type": "help", "value": [{"type": "contact", "value": {"offer": debt.pk}}]},
    )
    assert 'href="tel:+4770000140"' in html_of(client, page)
    debt.contact_points = [phone("+4770000141", "booking")]
    debt.save_revision().publish()
    html = html_of(client, page)
    assert 'href="tel:+4770000141"' in html
    assert "tel:+4770000140" not in html


def test_needs_lead_to_topics_and_pages_and_a_dead_one_is_left_out(client, site, index, debt):
    gone = make_offer(index, "Nedlagt tilbud")
    page = article(
        site,
        {
            "type": "help",
            "value": [
                {
                    "type": "needs",
                    "value": {
                        "heading": "Jeg trenger …",
                        "tiles": [
                            item({"text": "hjelp med penger", "topic": "money"}),
                            item({"text": "råd om gjeld", "page": debt.pk}),
                            item({"text": "noe som er nedlagt", "page": gone.pk}),
                        ],
                    },
                }
            ],
        },
    )
    gone.unpublish()
    html = html_of(client, page)
    assert f'href="{index.url}?topic=money"' in html
    assert f'href="{debt.url}"' in html
    assert "noe som er nedlagt" not in html


def test_links_and_search_work_alone(client: Client, site, index, debt):
    page = article(
        site,
        {
            "type": "help",
            "value": [
                {
                    "type": "links",
                    "value": {
                        "heading": "Mer hjelp",
                        "links": [
                            item({"text": "Helsenorge", "url": "https://www.helsenorge.no/"}),
                        ],
                    },
                },
                {"type": "search", "value": {"heading": "Søk", "show_topics": True}},
            ],
        },
    )
    html = html_of(client, page)
    assert 'href="https://www.helsenorge.no/"' in html
    assert f'action="{index.url}"' in html
    assert f'href="{index.url}?topic=money"' in html


def test_blocks_on_a_site_without_a_directory_render_without_error(client: Client, site):
    page = article(
        site,
        offers_block(topics=["money"]),
        {
            "type": "help",
            "value": [
                {"type": "search", "value": {"heading": "Søk", "show_topics": True}},
                {
                    "type": "needs",
                    "value": {"heading": "", "tiles": [item({"text": "x", "topic": "money"})]},
                },
                {"type": "contact", "value": {"points": [phone("116117")]}},
            ],
        },
    )
    assert 'href="tel:116117"' in html_of(client, page)


def test_two_blocks_of_a_kind_have_ids_of_their_own(client: Client, site, debt):
    import re

    html = html_of(
        client, article(site, offers_block(topics=["money"]), offers_block(topics=["money"]))
    )
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_queries_do_not_grow_with_the_number_of_blocks_items(client: Client, site, index, debt):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(number):
        offers = [
            make_offer(index, f"Tilbud {number} {n}", topics=["money"]) for n in range(number)
        ]
        page = site.root_page.add_child(
            instance=ArticlePage(
                title=f"Artikkel {number}",
                body=[
                    offers_block(offers=[item(o.pk) for o in offers], topics=["money"], limit=24),
                    {
                        "type": "help",
                        "value": [
                            {
                                "type": "needs",
                                "value": {
                                    "heading": "Jeg trenger …",
                                    "tiles": [
                                        item({"text": o.title, "page": o.pk}) for o in offers
                                    ],
                                },
                            }
                        ],
                    },
                ],
            )
        )
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        return len(captured)

    assert queries(2) == queries(15)


def test_queries_do_not_grow_with_the_number_of_topics_chosen(client: Client, site, index, debt):
    """Wagtail 8 looks up each stored choice among all choices, which here are asked for."""

    def queries(number: int) -> int:
        slugs = [f"emne-{position}" for position in range(number)]
        for slug in slugs:
            make_topic(slug)
        tiles = [item({"text": slug, "icon": "", "topic": slug, "page": None}) for slug in slugs]
        page = ArticlePage(
            title=f"Med {number}",
            body=[
                offers_block(topics=["money", *slugs]),
                {
                    "type": "help",
                    "value": [{"type": "needs", "value": {"heading": "", "tiles": tiles}}],
                },
            ],
        )
        site.root_page.add_child(instance=page)
        client.get(page.url)
        with CaptureQueriesContext(connection) as found:
            html_of(client, page)
        return len(found)

    queries(1)  # Wagtail's addresses of the site are kept from now on
    assert queries(2) == queries(9)


def errors_of(block_name, value, language="nb"):
    block = HelpBodyBlock().child_blocks[block_name]
    with translation.override(language), pytest.raises(blocks.StructBlockValidationError) as caught:
        block.clean(block.to_python(value))
    return caught.value.block_errors


def test_offers_block_without_any_choice_is_refused_beside_the_rule():
    assert set(errors_of("offers", {"heading": "Hjelp", "limit": 3})) == {"topics"}


def test_contact_block_without_offer_and_points_is_refused():
    assert set(errors_of("contact", {"heading": "Ring"})) == {"offer"}


def test_link_to_both_a_page_and_an_address_is_refused(site):
    link = HelpBodyBlock().child_blocks["links"].child_blocks["links"].child_block
    with pytest.raises(blocks.StructBlockValidationError) as caught:
        link.clean(
            link.to_python({"text": "x", "url": "https://x.example/", "page": site.root_page.pk})
        )
    assert set(caught.value.block_errors) == {"url"}


@pytest.mark.parametrize("name", list(HelpBodyBlock().child_blocks))
def test_every_block_has_icon_description_group_template_and_a_preview(name, site, debt):
    from django.contrib.auth import get_user_model
    from django.template.loader import get_template

    block = HelpBodyBlock().child_blocks[name]
    assert block.meta.icon not in ("", "placeholder")
    assert block.get_description()
    assert block.meta.group
    assert get_template(block.meta.template)
    assert block.is_previewable
    request = RequestFactory().get("/")
    request.user = get_user_model()(username="editor")
    html = block.render(block.get_preview_value(), {"request": request})
    assert "hjelp-block" in html or "hjelp-" in html


def test_ready_stream_block_has_all_public_blocks():
    assert list(HelpStreamBlock().child_blocks) == [
        "offers",
        "activities",
        "organisations",
        "contact",
        "opening_hours",
        "acute_help",
        "helplines",
        "urgency_card",
        "advice",
        "film",
        "story",
        "needs",
        "links",
        "search",
        "tell_us",
    ]


@pytest.mark.parametrize(
    ("kind", "value", "field"),
    [
        ("phone", {"purpose": "general", "number": "33 44 55", "hours": []}, "number"),
        ("visit", {"purpose": "general", "withheld": True, "street": "Hemmelig 1"}, "street"),
        ("visit", {"purpose": "general", "withheld": False}, "street"),
        ("visit", {"purpose": "general", "street": "A 1", "postcode": "71"}, "postcode"),
        ("visit", {"purpose": "general", "street": "A 1", "latitude": "63.1"}, "longitude"),
        ("email", {"purpose": "general", "address": "ikke en adresse"}, "address"),
        ("web", {"purpose": "general", "url": "havnesund"}, "url"),
    ],
)
def test_wrong_contact_point_is_refused_beside_its_field(kind, value, field):
    from wagtail_hjelp.blocks import ContactPointsBlock

    block = ContactPointsBlock().child_blocks[kind]
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(value))
    assert set(caught.value.block_errors) == {field}


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({"days": ["0"], "state": "open"}, "opens"),
        ({"days": [], "opens": "08:00", "closes": "15:00", "state": "open"}, "days"),
        ({"days": ["0"], "opens": "08:00", "state": "by_appointment"}, "closes"),
    ],
)
def test_wrong_hours_are_refused_on_their_row(value, field):
    from wagtail_hjelp.blocks import HoursBlock

    block = HoursBlock().child_blocks["weekly"]
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(value))
    assert field in caught.value.block_errors


def test_picked_offer_that_is_gone_leaves_the_block_empty_and_not_full_of_others(
    client: Client, site, index, debt
):
    other = make_offer(index, "Noe helt annet")
    page = article(site, offers_block(offers=[item(other.pk)]))
    other.unpublish()
    assert "Gjeldsrådgivning" not in html_of(client, page)


def test_offer_that_only_some_may_see_is_in_no_block(client: Client, site, index, debt):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=debt, restriction_type=PageViewRestriction.LOGIN)
    html = html_of(
        client,
        article(
            site,
            offers_block(offers=[item(debt.pk)], topics=["money"]),
            {
                "type": "help",
                "value": [
                    {"type": "contact", "value": {"heading": "Ring", "offer": debt.pk}},
                    {
                        "type": "needs",
                        "value": {
                            "heading": "",
                            "tiles": [item({"text": "penger", "page": debt.pk})],
                        },
                    },
                ],
            },
        ),
    )
    assert "Gjeldsrådgivning" not in html
    assert "70 00 01 40" not in html
    assert debt.url not in html


def test_untranslated_offer_is_named_in_its_own_language_on_a_translated_page(
    client: Client, site, debt
):
    page = article(
        site, {"type": "help", "value": [{"type": "contact", "value": {"offer": debt.pk}}]}
    )
    english = Locale.objects.get_or_create(language_code="en")[0]
    translation_of_page = page.copy_for_translation(english, copy_parents=True)
    translation_of_page.save_revision().publish()
    html = html_of(client, translation_of_page)
    assert '<bdi lang="nb" dir="ltr">Gjeldsrådgivning</bdi>' in html
    assert 'lang="nb" dir="ltr">Gjeldsrådgivning</h2>' in html
