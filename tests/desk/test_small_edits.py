"""The button "Publish a small edit" in the page editor: who sees it, and what it does."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests.factories import make_offer
from tests.host.models import ArticlePage
from tests.translation.stories import person, publish, send, version_in, write
from wagtail_hjelp.models import HelpOfferPage, Notice
from wagtail_hjelp.translation.status import Status, standing_of

pytestmark = pytest.mark.django_db

BEFORE = "Et trygt sted kl. 8–16 og alltid gratis."
AFTER = "Et trygt sted kl. 8–16, og alltid gratis."
ENGLISH = "A safe place, 8–16, always free of charge."


@pytest.fixture(autouse=True)
def norwegian_source(settings, english):
    settings.LANGUAGE_CODE = "nb"


@pytest.fixture
def english_directory(directory, locales):
    return directory.copy_for_translation(locales["en"], copy_parents=True, alias=True)


@pytest.fixture
def offer(directory, english_directory, locales, django_capture_on_commit_callbacks):
    """An offer that is translated into English, and published in both languages."""
    offer = make_offer(directory, "Krisesenter", slug="krisesenter", summary=BEFORE)
    offer.save_revision().publish()
    send(offer, locales["en"])
    write(offer, "en", {"summary": ENGLISH})
    publish(offer, "en", django_capture_on_commit_callbacks)
    person("amina", english_directory, "change")
    Notice.objects.all().delete()
    return now(offer)


def now(page):
    return HelpOfferPage.objects.get(pk=page.pk)


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def post(client, page, **fields):
    """Post the offer's form as a browser does, by default with the button for small edits."""
    sent = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "body": streamfield([]),
        "contact_points": streamfield([]),
        "opening_hours": streamfield([]),
        "interpreter": "unknown",
        "cost": "unknown",
        "wheelchair": "unknown",
        "accessible_toilet": "unknown",
        "hearing_loop": "unknown",
        "accessible_parking": "unknown",
        "urgency": "none",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "small-edit",
        **fields,
    }
    response = client.post(edit_url(page), nested_form_data(sent))
    assert response.status_code == 302
    told = client.get(response.url).context["messages"]
    return [str(one.message) if hasattr(one, "message") else str(one) for one in told]


def outcome(page):
    """What the source says, how the English version stands, and who is told."""
    standing = standing_of(version_in(page, "en"))
    told = list(Notice.objects.values_list("user__username", flat=True))
    return now(page).summary, standing.status, told


def offers_button(client, page):
    return 'value="small-edit"' in client.get(edit_url(page)).content.decode()


def test_editor_corrects_a_comma_and_is_told_that_translations_stay_valid(editor, offer):
    told = post(editor, offer, summary=AFTER)
    assert any("The translations stay valid." in one for one in told)
    assert outcome(offer) == (AFTER, Status.UP_TO_DATE, [])


def test_editor_who_changes_a_number_is_told_that_it_was_no_small_edit(editor, offer):
    told = post(editor, offer, summary=BEFORE.replace("16", "17"))
    assert any("Some of it was no small edit" in one for one in told)
    assert outcome(offer) == (BEFORE.replace("16", "17"), Status.OUTDATED, ["amina"])


def test_wagtails_own_button_makes_translations_out_of_date(editor, offer):
    told = post(editor, offer, summary=AFTER, **{"action-publish": "action-publish"})
    assert not any("translations" in one.lower() for one in told)
    assert outcome(offer) == (AFTER, Status.OUTDATED, ["amina"])


def test_edit_that_is_published_later_is_no_small_edit(editor, offer):
    later = timezone.localtime() + timedelta(days=1)
    told = post(editor, offer, summary=AFTER, go_live_at=f"{later:%Y-%m-%d %H:%M}")
    assert any("What is published later is no small edit" in one for one in told)
    assert outcome(offer) == (BEFORE, Status.UP_TO_DATE, [])
    with time_machine.travel(later + timedelta(hours=1)):
        call_command("publish_scheduled")
        assert outcome(offer) == (AFTER, Status.OUTDATED, ["amina"])


def test_small_edit_of_somebody_who_may_not_publish_is_saved_as_a_draft(login, offer):
    client = login("add_page", "change_page", name="ola")
    post(client, offer, summary=AFTER)
    assert outcome(offer) == (BEFORE, Status.UP_TO_DATE, [])
    assert now(offer).get_latest_revision_as_object().summary == AFTER


def test_next_edit_is_no_small_edit_by_itself(editor, offer):
    post(editor, offer, summary=AFTER)
    post(editor, now(offer), summary=BEFORE, **{"action-publish": "action-publish"})
    assert outcome(offer) == (BEFORE, Status.OUTDATED, ["amina"])


def test_button_stands_below_publish_with_its_explanation(editor, offer):
    html = editor.get(edit_url(offer)).content.decode()
    publish_at = html.index('value="action-publish"')
    assert html.index('value="small-edit"') > publish_at
    assert "A number that is changed is never a small edit." in html


def test_button_is_not_offered_to_those_who_may_not_publish(login, offer):
    assert not offers_button(login("add_page", "change_page", name="ola"), offer)


def test_button_is_not_offered_where_nothing_is_translated(editor, directory, english_directory):
    offer = make_offer(directory, "Ny", summary=BEFORE)
    assert version_in(offer, "en").alias_of_id == offer.pk
    assert not offers_button(editor, offer)


def test_button_is_not_offered_on_drafts_translations_and_other_pages(
    admin_client, offer, site, locales
):
    offer.unpublish()
    assert not offers_button(admin_client, offer)
    english = version_in(offer, "en")
    assert 'value="small-edit"' not in admin_client.get(edit_url(english)).content.decode()
    article = site.root_page.add_child(instance=ArticlePage(title="Nytt", slug="nytt"))
    article.copy_for_translation(locales["en"], copy_parents=True).save_revision().publish()
    assert not offers_button(admin_client, article)


def test_button_is_not_offered_on_a_page_that_is_being_made(admin_client, directory):
    url = reverse("wagtailadmin_pages:add", args=["wagtail_hjelp", "helpofferpage", directory.pk])
    assert 'value="small-edit"' not in admin_client.get(url).content.decode()
