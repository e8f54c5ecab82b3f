"""Each role in the admin's own views: what it can do, and what it is refused."""

import json
from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from tests.activities.calendars import make_activity
from tests.factories import make_offer, weekly
from wagtail_hjelp.models import (
    ActivityIndexPage,
    GlossaryTerm,
    HelpOfferIndexPage,
    HelpOfferPage,
    Occurrence,
    Season,
    SharedHours,
    SpecialDay,
    Synonym,
    Topic,
)
from wagtail_hjelp.setup import set_up

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture(scope="module")
def made(host):
    """The section, set up once for all of these."""
    return set_up(host)


@pytest.fixture
def section(db, made):
    return deepcopy(made)


@pytest.fixture
def offer(section):
    """An offer in bokmål, published."""
    index = HelpOfferIndexPage.objects.get(pk=section.index.pk)
    page = make_offer(index, "Legevakt", slug="legevakt", summary="Ring når det haster.")
    page.save_revision().publish()
    return page


@pytest.fixture
def translations(offer, section, locales):
    """The offer sent for translation to nynorsk and English, by language code."""
    for page in (section.front, section.index, offer):
        source, _created = TranslationSource.update_or_create_from_instance(page)
        for code in ("nn", "en"):
            translation = Translation.objects.create(source=source, target_locale=locales[code])
            translation.save_target(publish=False)
    return {
        code: Translation.objects.get(
            source__object_id=offer.translation_key, target_locale=locales[code]
        )
        for code in ("nn", "en")
    }


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def refused(response) -> bool:
    """Whether the admin said no: it sends those who may not to its front page, or answers 403."""
    return response.status_code == 403 or (
        response.status_code == 302 and response.url == reverse("wagtailadmin_home")
    )


def put_string(client, translation, text: str, path: str = "summary"):
    segment = StringSegment.objects.get(source=translation.source, context__path=path)
    return client.put(
        reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
        f"value={text}",
        content_type="application/x-www-form-urlencoded",
    )


def form(title: str, slug: str, **extra: str) -> dict[str, str]:
    """The offer's form as a browser would send it."""
    return {
        **nested_form_data(
            {
                "title": title,
                "slug": slug,
                "summary": "Ring når det haster.",
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
            }
        ),
        **extra,
    }


# --- translators -------------------------------------------------------------------------


def test_translator_saves_a_translation_in_their_own_language(login, translations):
    client = login("translators:nn")
    target = translations["nn"].get_target_instance()
    response = client.get(edit(target))
    assert response.status_code == 200
    props = json.loads(response.context["props"])
    assert props["perms"]["canPublish"] is False
    assert put_string(client, translations["nn"], "Ring når det hastar.").status_code == 201
    saved = StringTranslation.objects.get(locale=translations["nn"].target_locale)
    assert saved.data == "Ring når det hastar."


def test_translator_cannot_publish(login, translations):
    client = login("translators:nn")
    target = translations["nn"].get_target_instance()
    put_string(client, translations["nn"], "Ring når det hastar.")
    assert refused(client.post(edit(target), {"action": "publish"}))
    assert HelpOfferPage.objects.get(pk=target.pk).summary != "Ring når det hastar."


def test_translator_is_refused_in_other_languages(login, translations, offer, section):
    client = login("translators:nn")
    english = translations["en"].get_target_instance()
    assert refused(client.get(edit(english)))
    assert refused(client.get(edit(offer)))
    assert refused(client.get(edit(section.front)))
    assert refused(put_string(client, translations["en"], "Call"))
    assert not StringTranslation.objects.exists()


def test_translator_cannot_send_pages_for_translation(login, offer, section):
    client = login("translators:nn")
    url = reverse("wagtail_localize:submit_page_translation", args=[offer.pk])
    assert refused(client.get(url))


def test_translator_cannot_touch_the_host_or_what_all_share(login, home, offer, locales):
    client = login("translators:nn")
    assert refused(client.get(edit(home)))
    assert refused(client.get(edit(home.get_translation(locales["nn"]))))
    for name in ("topic", "synonym", "sharedhours", "specialday", "season"):
        assert refused(client.get(reverse(f"wagtailsnippets_wagtail_hjelp_{name}:list")))
    assert refused(client.get(reverse("wagtaillocales:index")))
    assert refused(client.get(reverse("wagtailimages:add")))


def test_translator_reads_the_glossary_and_changes_nothing_in_it(login, section):
    client = login("translators:nn")
    glossary = "wagtailsnippets_wagtail_hjelp_glossaryterm"
    response = client.get(reverse(f"{glossary}:list"), {"language_code": "nn", "q": "naudnummer"})
    assert response.status_code == 200
    assert [term.term for term in response.context["object_list"]] == ["nødnummer"]
    term = GlossaryTerm.objects.get(term="nødnummer", language_code="nn")
    assert refused(client.get(reverse(f"{glossary}:add")))
    assert refused(client.post(reverse(f"{glossary}:edit", args=[term.pk]), {"term": "x"}))
    assert refused(client.post(reverse(f"{glossary}:delete", args=[term.pk])))
    assert GlossaryTerm.objects.get(pk=term.pk).term == "nødnummer"


@pytest.mark.parametrize("role", ["reviewers:nn", "editors", "administrators"])
def test_those_who_answer_for_words_change_the_glossary(login, section, role):
    client = login(role)
    glossary = "wagtailsnippets_wagtail_hjelp_glossaryterm"
    word = {
        "term": "dagsenter",
        "language_code": "nn",
        "translation": "dagsenter, dagtilbod",
        "note": "",
    }
    assert client.post(reverse(f"{glossary}:add"), word).url == reverse(f"{glossary}:list")
    term = GlossaryTerm.objects.get(term="dagsenter")
    response = client.post(reverse(f"{glossary}:edit", args=[term.pk]), {**word, "note": "Nytt."})
    assert response.status_code == 302
    assert GlossaryTerm.objects.get(pk=term.pk).note == "Nytt."
    client.post(reverse(f"{glossary}:delete", args=[term.pk]))
    assert not GlossaryTerm.objects.filter(term="dagsenter").exists()


def test_word_that_is_in_the_glossary_already_is_told_of(login, section):
    word = {"term": "tolk", "language_code": "nn", "translation": "tolk", "note": ""}
    response = login("editors").post(
        reverse("wagtailsnippets_wagtail_hjelp_glossaryterm:add"), word
    )
    assert response.status_code == 200
    assert response.context["form"].errors
    assert GlossaryTerm.objects.filter(term="tolk", language_code="nn").count() == 1


def test_translator_opens_the_admin_and_their_section(login, section, locales):
    client = login("translators:nn")
    front = section.front.get_translation(locales["nn"])
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert client.get(reverse("wagtailadmin_explore", args=[front.pk])).status_code == 200
    # Nobody has sent it for translation: the alias says so instead of a form.
    assert client.get(edit(front)).status_code == 200


# --- reviewers ---------------------------------------------------------------------------


def test_reviewer_publishes_in_their_own_language(
    login, translations, django_capture_on_commit_callbacks
):
    client = login("reviewers:nn")
    target = translations["nn"].get_target_instance()
    put_string(client, translations["nn"], "Ring når det hastar.")
    put_string(client, translations["nn"], "Legevakta", "title")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(edit(target), {"action": "publish"})
    assert response.status_code == 302
    published = HelpOfferPage.objects.get(pk=target.pk)
    assert published.live
    assert published.summary == "Ring når det hastar."


def test_reviewer_is_refused_in_other_languages(login, translations, offer):
    client = login("reviewers:nn")
    english = translations["en"].get_target_instance()
    assert refused(client.get(edit(english)))
    assert refused(client.post(edit(english), {"action": "publish"}))
    assert refused(client.get(edit(offer)))
    assert refused(client.post(reverse("wagtailadmin_pages:unpublish", args=[offer.pk])))
    assert Page.objects.get(pk=offer.pk).live


# --- editors -----------------------------------------------------------------------------


def test_editor_makes_and_publishes_an_offer(login, section):
    client = login("editors")
    url = reverse(
        "wagtailadmin_pages:add", args=["wagtail_hjelp", "helpofferpage", section.index.pk]
    )
    assert client.get(url).status_code == 200
    data = form("Krisesenter", "krisesenter", **{"action-publish": "1"})
    response = client.post(url, data)
    errors = getattr(response.context and response.context.get("form"), "errors", None)
    assert response.status_code == 302, errors
    made = HelpOfferPage.objects.get(slug="krisesenter", alias_of=None)
    assert made.live
    # In the section's other languages it stands in its own words, at once.
    assert {page.locale.language_code for page in made.aliases.filter(live=True)} == {"nn", "en"}


def test_editor_sends_for_translation(login, offer, locales):
    client = login("editors")
    url = reverse("wagtail_localize:submit_page_translation", args=[offer.pk])
    assert client.get(url).status_code == 200
    response = client.post(url, {"locales": [locales["nn"].pk]})
    assert response.status_code == 302
    assert Translation.objects.filter(target_locale=locales["nn"]).exists()


def test_editor_is_refused_outside_the_source_section(login, home, translations):
    client = login("editors")
    assert refused(client.get(edit(home)))
    assert refused(client.get(edit(translations["nn"].get_target_instance())))


def test_editor_edits_synonyms_and_reads_topics(login, section):
    client = login("editors")
    synonyms = "wagtailsnippets_wagtail_hjelp_synonym"
    assert client.get(reverse(f"{synonyms}:list")).status_code == 200
    response = client.post(
        reverse(f"{synonyms}:add"),
        {"language_code": "nb", "searched": "doktor", "found": "lege", "site": ""},
    )
    assert response.status_code == 302
    assert Synonym.objects.filter(searched="doktor").exists()
    topics = "wagtailsnippets_wagtail_hjelp_topic"
    topic = Topic.objects.get(slug="housing")
    assert client.get(reverse(f"{topics}:list")).status_code == 200
    assert refused(client.get(reverse(f"{topics}:edit", args=[topic.pk])))
    assert refused(client.get(reverse(f"{topics}:add")))
    assert refused(client.post(reverse(f"{topics}:delete", args=[topic.pk])))
    assert Topic.objects.filter(pk=topic.pk).exists()


def test_editor_keeps_shared_hours_and_special_days(login, section):
    client = login("editors")
    shared, days = (
        "wagtailsnippets_wagtail_hjelp_" + name for name in ("sharedhours", "specialday")
    )
    form = nested_form_data({"name": "Rådhuset", "opening_hours": streamfield([("always", "")])})
    assert client.post(reverse(f"{shared}:add"), form).status_code == 302
    assert SharedHours.objects.get().opening_hours[0].block_type == "always"
    day = {"kind": "planning_day", "first": "2026-12-01", "what": "closed", "state": "open"}
    assert client.post(reverse(f"{days}:add"), day).status_code == 302
    pk = SpecialDay.objects.get().pk
    assert client.post(reverse(f"{days}:edit", args=[pk]), day | {"last": "2026-12-02"})
    assert SpecialDay.objects.get().last.day == 2
    assert client.post(reverse(f"{days}:delete", args=[pk])).status_code == 302
    assert not SpecialDay.objects.exists()
    assert client.get(reverse("wagtail_hjelp:suggest_special_days")).status_code == 200
    assert client.get(reverse("wagtail_hjelp:red_days")).status_code == 200


@pytest.mark.parametrize("role", ["editors", "administrators"])
def test_editor_and_administrator_keep_the_seasons(login, section, role):
    client = login(role)
    seasons = "wagtailsnippets_wagtail_hjelp_season"
    names = {"names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0"}
    form = {"name": "Jul 2026", "first": "2026-12-20", "last": "2027-01-02", **names}
    assert client.post(reverse(f"{seasons}:add"), form).status_code == 302
    pk = Season.objects.get().pk
    edit_url = reverse(f"{seasons}:edit", args=[pk])
    assert client.post(edit_url, form | {"last": "2027-01-03"}).status_code == 302
    assert Season.objects.get().last.day == 3
    assert client.post(reverse("wagtail_hjelp:repeat_season", args=[pk])).status_code == 302
    assert [season.name for season in Season.objects.all()] == ["Jul 2027", "Jul 2026"]
    assert client.get(reverse(f"{seasons}:list")).status_code == 200
    assert client.post(reverse(f"{seasons}:delete", args=[pk])).status_code == 302
    assert [season.name for season in Season.objects.all()] == ["Jul 2027"]


@pytest.mark.parametrize("role", ["translators:nn", "reviewers:nn"])
def test_neither_translator_nor_reviewer_touches_seasons(login, section, role):
    client = login(role)
    season = Season.objects.create(name="Jul 2026", first="2026-12-20", last="2027-01-02")
    for view in ("list", "add"):
        assert refused(client.get(reverse(f"wagtailsnippets_wagtail_hjelp_season:{view}")))
    for view in ("edit", "delete", "history"):
        url = reverse(f"wagtailsnippets_wagtail_hjelp_season:{view}", args=[season.pk])
        assert refused(client.get(url))
    assert refused(client.post(reverse("wagtail_hjelp:repeat_season", args=[season.pk])))
    assert Season.objects.count() == 1


@pytest.fixture
def cafe(section):
    """An activity in bokmål, published, every week from tomorrow on."""
    calendar = ActivityIndexPage.objects.get(locale=section.front.locale)
    first = timezone.localdate() + timedelta(days=1)
    return make_activity(calendar, "Språkkafé", weekly(first.isoformat()), slug="sprakkafe")


@pytest.mark.parametrize("role", ["editors", "administrators"])
def test_editor_and_administrator_cancel_a_date(login, cafe, role):
    client, one = login(role), Occurrence.objects.first()
    assert client.get(reverse("wagtail_hjelp:dates", args=[cafe.pk])).status_code == 200
    url = reverse("wagtail_hjelp:occurrence_cancel", args=[cafe.pk, one.pk])
    assert client.post(url, {"reason": "illness"}).status_code == 302
    assert Occurrence.objects.get(pk=one.pk).is_cancelled


@pytest.mark.parametrize("role", ["translators:nn", "reviewers:nn"])
def test_translator_and_reviewer_look_at_dates_in_their_language_and_change_none(
    login, cafe, locales, role
):
    nynorsk = cafe.copy_for_translation(locales["nn"], copy_parents=True, alias=True)
    client, one = login(role), Occurrence.objects.first()
    assert client.get(reverse("wagtail_hjelp:dates", args=[nynorsk.pk])).status_code == 200
    assert refused(client.get(reverse("wagtail_hjelp:dates", args=[cafe.pk])))
    for page in (nynorsk, cafe):
        url = reverse("wagtail_hjelp:occurrence_cancel", args=[page.pk, one.pk])
        assert refused(client.get(url))
        assert refused(client.post(url, {"reason": "illness"}))
    assert not Occurrence.objects.get(pk=one.pk).is_cancelled


@pytest.mark.parametrize("role", ["translators:nn", "reviewers:nn"])
def test_neither_translator_nor_reviewer_touches_what_hours_share(login, section, role):
    client = login(role)
    for name in ("sharedhours", "specialday"):
        for view in ("list", "add"):
            assert refused(client.get(reverse(f"wagtailsnippets_wagtail_hjelp_{name}:{view}")))
    assert refused(client.post(reverse("wagtail_hjelp:suggest_special_days"), {}))
    assert not SpecialDay.objects.exists()


def test_editor_adds_images_and_documents_and_no_locales(login, section):
    client = login("editors")
    assert client.get(reverse("wagtailimages:add")).status_code == 200
    assert client.get(reverse("wagtaildocs:add")).status_code == 200
    assert client.get(reverse("wagtailimages_chooser:choose")).status_code == 200
    assert refused(client.get(reverse("wagtaillocales:index")))


# --- administrators ----------------------------------------------------------------------


def test_administrator_edits_and_publishes_in_every_language(login, translations, offer):
    client = login("administrators")
    assert client.get(edit(offer)).status_code == 200
    for code in ("nn", "en"):
        response = client.get(edit(translations[code].get_target_instance()))
        assert response.status_code == 200
        assert json.loads(response.context["props"])["perms"]["canPublish"] is True


def test_administrator_edits_topics_and_locales(login, section, locales):
    client = login("administrators")
    topic = Topic.objects.get(slug="housing")
    topics = "wagtailsnippets_wagtail_hjelp_topic"
    assert client.get(reverse(f"{topics}:edit", args=[topic.pk])).status_code == 200
    assert client.get(reverse(f"{topics}:add")).status_code == 200
    assert client.get(reverse("wagtaillocales:index")).status_code == 200
    assert client.get(reverse("wagtaillocales:edit", args=[locales["nn"].pk])).status_code == 200


def test_administrator_is_refused_on_the_hosts_pages(login, home, section):
    assert refused(login("administrators").get(edit(home)))


# --- between sites -----------------------------------------------------------------------


def test_editor_of_one_site_is_refused_on_the_other(login, other_site, section):
    from wagtail_hjelp.setup import set_up

    other = set_up(other_site.root_page)
    client = login("editors")
    assert client.get(edit(section.front)).status_code == 200
    assert refused(client.get(edit(other.front)))
    assert refused(client.get(edit(other.index)))
