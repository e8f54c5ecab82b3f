"""What happens to a page in the source language happens to it in every language."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from tests.factories import make_offer, make_section, make_topic, phone
from wagtail_hjelp.models import HelpOfferIndexPage, HelpOfferPage, LanguageVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(site, locales):
    """A directory with an alias in English and in Somali."""
    index = make_section(site.root_page)
    for code in ("en", "so"):
        index.copy_for_translation(locales[code], copy_parents=True, alias=True)
    return index


@pytest.fixture
def shelter(index):
    return make_offer(index, "Krisesenter", contact_points=[phone("+4770000171")])


@pytest.fixture
def english(shelter, locales):
    """The shelter in English, published, with a later draft of the translator's."""
    page = shelter.copy_for_translation(locales["en"])
    page.title = "Crisis centre"
    page.save_revision().publish()
    page = now(page)
    page.title = "Crisis centre (draft)"
    page.save_revision()
    return now(page)


def now(page):
    return HelpOfferPage.objects.get(pk=page.pk)


def in_language(page, code):
    return HelpOfferPage.objects.filter(
        translation_key=page.translation_key, locale__language_code=code
    ).first()


def state(page):
    """What residents see, and what the translator has: ``(live, title, title of the draft)``."""
    page = now(page)
    return page.live, page.title, page.get_latest_revision_as_object().title


SHOWN = (True, "Crisis centre", "Crisis centre (draft)")
HIDDEN = (False, "Crisis centre", "Crisis centre (draft)")


# --- a version in each language ------------------------------------------------------------


def test_page_made_by_code_stands_in_every_language_of_the_section_at_once(shelter):
    for code in ("en", "so"):
        version = in_language(shelter, code)
        assert (version.live, version.alias_of_id, version.title) == (
            True,
            shelter.pk,
            "Krisesenter",
        )


def test_draft_stands_in_no_other_language_until_it_is_published(index):
    draft = make_offer(index, "Utkast", live=False)
    assert in_language(draft, "en") is None
    draft.save_revision().publish()
    assert in_language(draft, "en").alias_of_id == draft.pk


def test_language_that_the_section_lacks_is_not_given_a_page(shelter, locales):
    assert in_language(shelter, "nn") is None


def test_page_that_is_there_already_is_taken_and_not_made_twice(shelter, locales):
    alias = shelter.copy_for_translation(locales["en"], copy_parents=True, alias=True)
    assert alias.pk == in_language(shelter, "en").pk
    own = shelter.copy_for_translation(locales["en"])
    assert (own.pk, now(own).alias_of_id) == (alias.pk, None)


def test_editor_who_makes_a_page_in_the_admin_gets_one_version_in_each_language(
    admin_client, index, locales, shelter
):
    """wagtail-localize makes aliases then too, where a language is synchronised."""
    from wagtail_localize.models import LocaleSynchronization

    LocaleSynchronization.objects.create(locale=locales["en"], sync_from=index.locale)
    from tests.setup.test_roles import form

    url = f"/admin/pages/add/wagtail_hjelp/helpofferpage/{index.pk}/"
    response = admin_client.post(url, form("Natteravn", "natteravn", **{"action-publish": "1"}))
    assert response.status_code == 302
    made = HelpOfferPage.objects.get(slug="natteravn", alias_of=None)
    assert sorted(page.locale.language_code for page in made.get_translations()) == ["en", "so"]


# --- taken down, and back --------------------------------------------------------------------


def test_page_taken_down_is_down_in_every_language_and_no_draft_is_lost(shelter, english):
    assert state(english) == SHOWN
    now(shelter).unpublish()
    assert state(english) == HIDDEN
    assert not in_language(shelter, "so").live


def test_page_that_is_published_again_is_back_in_every_language_as_it_was(shelter, english):
    now(shelter).unpublish()
    now(shelter).save_revision().publish()
    assert state(english) == SHOWN
    assert now(english).has_unpublished_changes
    assert in_language(shelter, "so").live
    assert not LanguageVersion.objects.filter(withdrawn=True).exists()


def test_translation_that_was_down_by_itself_stays_down(shelter, english):
    now(english).unpublish()
    now(shelter).unpublish()
    now(shelter).save_revision().publish()
    assert state(english) == HIDDEN


def test_translation_taken_down_does_not_take_the_source_with_it(shelter, english):
    now(english).unpublish()
    assert now(shelter).live


def test_editor_who_unpublishes_in_the_admin_does_so_in_every_language(
    admin_client: Client, client: Client, shelter, english
):
    address = english.url
    assert client.get(address).status_code == 200
    response = admin_client.post(f"/admin/pages/{shelter.pk}/unpublish/")
    assert response.status_code == 302
    assert client.get(address).status_code == 404


def test_expiry_counts_in_every_language_and_by_the_source_s_clock_alone(
    shelter, english, time_machine
):
    day = timezone.now() + timedelta(days=1)
    # As wagtail-localize leaves it: the translation has a date of its own.
    draft = now(english).get_latest_revision_as_object()
    draft.title, draft.expire_at = "Crisis centre", day
    draft.save_revision().publish()
    page = now(shelter)
    page.expire_at = day + timedelta(days=7)
    page.save_revision().publish()

    time_machine.move_to(day + timedelta(days=1), tick=False)
    call_command("publish_scheduled")
    assert (now(shelter).live, now(english).live) == (True, True)
    time_machine.move_to(day + timedelta(days=8), tick=False)
    call_command("publish_scheduled")
    assert (now(shelter).live, now(english).live) == (False, False)
    assert now(english).expired


def test_scheduled_publishing_takes_facts_to_every_language_when_its_time_comes(
    shelter, english, time_machine
):
    page = now(shelter)
    page.cost = "paid"
    page.topics.add(make_topic("food"))
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    assert now(english).cost == "unknown"
    time_machine.move_to(timezone.now() + timedelta(days=2), tick=False)
    call_command("publish_scheduled")
    assert now(english).cost == "paid"
    assert [topic.slug for topic in now(english).topics.all()] == ["food"]
    assert state(english) == SHOWN


# --- moved -----------------------------------------------------------------------------------


def test_page_that_is_moved_is_moved_in_every_language(index, shelter, english):
    front = index.get_parent().specific
    other = front.add_child(instance=HelpOfferIndexPage(title="For unge", slug="for-unge"))
    now(shelter).move(other, pos="last-child")
    for version in [english, in_language(shelter, "so")]:
        parent = Page.objects.get(pk=version.pk).get_parent()
        assert parent.translation_key == other.translation_key
        assert parent.locale_id == version.locale_id
    assert now(english).url.endswith("/en/hjelp/for-unge/krisesenter/")
    assert Page.find_problems() == ([], [], [], [], [])


def test_place_without_a_version_in_the_language_gets_one(site, shelter, english):
    page = site.root_page.add_child(instance=HelpOfferIndexPage(title="Nytt", slug="nytt"))
    page.get_translations().delete()
    now(shelter).move(page, pos="last-child")
    parent = Page.objects.get(pk=english.pk).get_parent()
    assert parent.translation_key == page.translation_key


# --- closed to some ----------------------------------------------------------------------------


def test_page_for_some_is_for_the_same_in_every_language(client, shelter, english):
    group = Group.objects.create(name="Vakt")
    restriction = PageViewRestriction.objects.create(page=shelter, restriction_type="groups")
    restriction.groups.add(group)
    (own,) = english.view_restrictions.all()
    assert (own.restriction_type, list(own.groups.all())) == ("groups", [group])
    assert client.get(english.url).status_code == 302
    restriction.delete()
    assert client.get(english.url).status_code == 200


def test_page_that_is_not_for_everybody_can_be_deleted(shelter, english):
    PageViewRestriction.objects.create(page=shelter, restriction_type="login")
    now(shelter).delete()
    assert state(english) == HIDDEN


@pytest.mark.parametrize("code", ["nb", "en", "so"])
def test_list_names_nothing_that_is_not_for_everybody(client, index, shelter, english, code):
    address = {
        page.locale.language_code: page.url for page in index.get_translations(inclusive=True)
    }
    words = "Crisis centre" if code == "en" else "Krisesenter"
    assert words in client.get(address[code]).content.decode()
    PageViewRestriction.objects.create(page=shelter, restriction_type="login")
    assert words not in client.get(address[code]).content.decode()


def test_section_that_is_not_for_everybody_hides_what_is_below_it(client, index, shelter):
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    front = index.get_parent().specific
    for page in front.get_translations(inclusive=True):
        assert "Krisesenter" not in client.get(page.url).content.decode()


# --- topics ----------------------------------------------------------------------------------


def test_topics_and_keywords_are_the_source_s_in_every_language_when_it_is_published(
    shelter, english
):
    page = now(shelter)
    page.topics.add(make_topic("food"), make_topic("housing"))
    page.keywords.add("krise")
    page.save_revision().publish()
    assert {topic.slug for topic in now(english).topics.all()} == {"food", "housing"}
    assert [word.name for word in now(english).keywords.all()] == ["krise"]
    page = now(shelter)
    page.topics.set([make_topic("housing")])
    page.keywords.clear()
    page.save_revision().publish()
    assert {topic.slug for topic in now(english).topics.all()} == {"housing"}
    assert not now(english).keywords.exists()
    assert state(english) == SHOWN


def test_translation_published_in_the_editor_of_translations_has_the_facts_of_today(
    shelter, english, locales, django_capture_on_commit_callbacks
):
    source, _created = TranslationSource.update_or_create_from_instance(now(shelter))
    translation = Translation.objects.create(source=source, target_locale=locales["en"])
    page = now(shelter)
    page.topics.add(make_topic("food"))
    page.contact_points = [phone("116117")]
    page.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        # From the source as it was when it was sent.
        translation.save_target(publish=True)
    assert [point.text for point in now(english).get_contact_points()] == ["116 117"]
    assert {topic.slug for topic in now(english).topics.all()} == {"food"}


# --- words until they are published -------------------------------------------------------------


@pytest.fixture
def sent(shelter, locales):
    """Send the shelter for translation to English, as an editor does: ``sent()``."""
    from wagtail_localize.operations import translate_object

    def send() -> Translation:
        translate_object(now(shelter), [locales["en"]])
        translation = Translation.objects.get(target_locale=locales["en"])
        translated(translation, "Crisis centre", "title")
        return translation

    return send


def translated(translation: Translation, words: str, path: str = "summary") -> None:
    segment = StringSegment.objects.get(source=translation.source, context__path=path)
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        defaults={"data": words, "translation_type": "manual"},
    )


def test_page_sent_for_translation_shows_the_source_s_words_as_such_until_it_is_published(
    client, shelter, sent, django_capture_on_commit_callbacks
):
    translation = sent()
    translated(translation, "A safe place to stay.")
    translation.save_target(publish=False)
    page = in_language(shelter, "en")
    assert (page.live, page.alias_of_id, page.is_fallback) == (True, None, True)
    html = client.get(page.url).content.decode()
    assert 'lang="nb"' in html
    assert "A safe place" not in html
    assert 'lang="nb"' in client.get(page.get_parent().url).content.decode()
    assert page.get_latest_revision_as_object().summary == "A safe place to stay."

    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    page = in_language(shelter, "en")
    assert (page.is_fallback, page.summary) == (False, "A safe place to stay.")


def test_source_s_new_words_show_where_nobody_has_published_a_translation(shelter, sent):
    sent()
    page = now(shelter)
    page.summary = "Nye ord."
    page.contact_points = [phone("116117")]
    page.save_revision().publish()
    there = in_language(shelter, "en")
    assert there.summary == "Nye ord."
    assert [point.text for point in there.get_contact_points()] == ["116 117"]


def test_source_s_new_words_show_there_after_it_was_taken_down_as_well(shelter, sent):
    sent()
    now(shelter).unpublish()
    page = now(shelter)
    page.summary = "Nye ord."
    page.save_revision().publish()
    there = in_language(shelter, "en")
    assert (there.live, there.is_fallback, there.summary) == (True, True, "Nye ord.")


def test_translation_brought_up_to_date_is_read_as_it_was_until_it_is_published(
    shelter, sent, django_capture_on_commit_callbacks
):
    translation = sent()
    translated(translation, "A safe place to stay.")
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    page = now(shelter)
    page.summary = "Et trygt sted, døgnet rundt."
    page.contact_points = [phone("116117")]
    page.save_revision().publish()
    translation.source.update_from_db()
    translation.save_target(publish=False)

    there = in_language(shelter, "en")
    assert there.summary == "A safe place to stay."
    assert [point.text for point in there.get_contact_points()] == ["116 117"]
    assert there.get_latest_revision_as_object().summary == "Et trygt sted, døgnet rundt."
    assert there.has_unpublished_changes


def test_deleting_a_source_page_in_the_admin_says_and_deletes_all_its_languages(
    admin_client, shelter, english, locales
):
    url = f"/admin/pages/{shelter.pk}/delete/"
    assert admin_client.get(url).context["translation_count"] == 1
    assert in_language(shelter, "so") is not None
    admin_client.post(url)
    assert not HelpOfferPage.objects.filter(translation_key=shelter.translation_key).exists()


def test_deleting_one_language_leaves_the_others(admin_client, shelter, english):
    admin_client.post(f"/admin/pages/{english.pk}/delete/")
    there = HelpOfferPage.objects.filter(translation_key=shelter.translation_key)
    assert set(there.values_list("locale__language_code", flat=True)) == {"nb", "so"}
