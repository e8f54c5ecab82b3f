"""A machine may translate, when it can; it changes no fact, shows nothing by itself, and is kept
away from acute help."""

import logging
import threading

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation as languages
from wagtail.users.models import UserProfile
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.strings import StringValue
from wagtail_localize.views.edit_translation import apply_machine_translation

from tests.factories import make_offer, make_section, phone
from tests.host.models import ArticlePage
from wagtail_hjelp.desk import machine as desk
from wagtail_hjelp.models import AcuteHelpPage
from wagtail_hjelp.translation.status import Status, standing_of

from .stories import person, publish, send, translation_in, version_in

pytestmark = pytest.mark.django_db

SUMMARY = "Ring 116 117 hele døgnet, eller kom kl. 14–16."
FAILED = (
    "Maskinen failed. Nothing has been changed. Try again later, or write the translation yourself."
)
TOO_SLOW = (
    "Maskinen did not answer in time. Nothing has been changed. Try again later, or write the "
    "translation yourself."
)
REFUSED = "Acute help is not translated by machine. Write the translation yourself."
HELD_BACK = "Acute help is not translated by machine. Write the sentence yourself."


def politely(strings):
    return {string: StringValue(f"en: {string.data}") for string in strings}


class Machine(BaseMachineTranslator):
    """Gives the answer that the test wants."""

    display_name = "Maskinen"
    answer = staticmethod(politely)
    knows = frozenset({"en", "nn"})

    def translate(self, source_locale, target_locale, strings):
        return self.answer(strings)

    def can_translate(self, source_locale, target_locale):
        return target_locale.language_code in self.knows


@pytest.fixture(autouse=True)
def machine(settings, monkeypatch):
    """Return a function that says how the machine answers from now on."""
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": f"{__name__}.Machine"}

    def answers(how):
        monkeypatch.setattr(Machine, "answer", staticmethod(how))

    answers(politely)
    return answers


@pytest.fixture
def index(site):
    return make_section(site.root_page)


@pytest.fixture
def offer(index, locales):
    page = make_offer(index, "Møteplass", summary=SUMMARY, contact_points=[phone("116117")])
    send(page, locales["en"])
    return page


@pytest.fixture
def urgent(index, locales):
    page = make_offer(index, "Legevakt", summary="Ring når det haster.", urgency="urgent")
    send(page, locales["en"])
    return page


@pytest.fixture
def acute(index, locales):
    page = index.get_parent().add_child(instance=AcuteHelpPage(title="Akutt hjelp", slug="akutt"))
    send(page, locales["en"])
    return page


def signed_in(user) -> Client:
    # In English, whatever the catalogues say today.
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client(db) -> Client:
    return signed_in(get_user_model().objects.create_superuser("admin", password="x"))


def press(client, page, code="en"):
    """The button in the editor of translations."""
    url = reverse("wagtail_localize:machine_translate", args=[translation_in(page, code).pk])
    # What was said before has been read.
    client.cookies.pop("messages", None)
    return client.post(url, {"next": reverse("wagtailadmin_reports:locked_pages")})


def sync_address(page) -> str:
    source = TranslationSource.objects.get(object_id=page.translation_key)
    return reverse("wagtail_localize:update_translations", args=[source.pk])


def sync(client, page, **ticked):
    """The form "Sync translated pages", with machine translation."""
    return client.post(sync_address(page), {"use_machine_translation": "on", **ticked})


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def state() -> list:
    """All that machine translation could have changed."""
    return [
        list(StringTranslation.objects.order_by("pk").values_list()),
        list(StringSegment.objects.order_by("pk").values_list()),
        list(TranslationSource.objects.order_by("pk").values_list()),
    ]


# --- as it should be ---------------------------------------------------------------------


def test_says_how_many_sentences_are_translated_and_how_many_are_held_back(client, offer, machine):
    machine(
        lambda strings: {
            string: StringValue(string.data.replace("116", "118")) for string in strings
        }
    )
    response = press(client, offer)
    assert response.url == reverse("wagtailadmin_reports:locked_pages")
    sentences = StringSegment.objects.filter(source=translation_in(offer, "en").source).count()
    assert sentences == 2
    assert said(response) == [
        "Maskinen has translated 1 sentence. 1 sentence was held back: beside it stands what is "
        "wrong. It is not shown until it is mended."
    ]


def test_translation_is_marked_as_a_machine_s_when_somebody_publishes_it(
    client, offer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = press(client, offer)
    assert said(response) == ["Maskinen has translated 2 sentences."]
    assert version_in(offer, "en").summary == SUMMARY
    version = publish(offer, "en", django_capture_on_commit_callbacks)
    assert (version.title, version.summary) == ("en: Møteplass", f"en: {SUMMARY}")
    assert [point.text for point in version.get_contact_points()] == ["116 117"]
    assert standing_of(version).status == Status.MACHINE


def test_what_somebody_has_written_is_left_alone(client, offer):
    press(client, offer)
    kept = list(StringTranslation.objects.order_by("pk").values_list())
    assert said(press(client, offer)) == ["There was nothing left to translate."]
    assert list(StringTranslation.objects.order_by("pk").values_list()) == kept


def test_names_of_wagtail_localize_lead_to_ours():
    button = resolve(reverse("wagtail_localize:machine_translate", args=[1])).func
    assert (button.__module__, button.__name__) == (desk.__name__, "machine_translate")
    view = resolve(reverse("wagtail_localize:update_translations", args=[1])).func
    assert view.view_class is desk.UpdateTranslations


# --- a machine that fails ----------------------------------------------------------------


def dies(strings):
    raise ConnectionError(f"could not send {next(iter(strings)).data}")


def dies_half_way(strings):
    class Half(dict):
        def get(self, key, default=None):
            if len(self) == 1:
                raise ConnectionError("gone")
            self[key] = StringValue("x")
            return self[key]

    return Half()


FAILURES = {
    "dies": dies,
    "dies half-way": dies_half_way,
    "none": lambda strings: None,
    "text": lambda strings: "<html>502 Bad Gateway</html>",
    "list": lambda strings: [StringValue("x") for _string in strings],
}


@pytest.mark.parametrize("how", FAILURES.values(), ids=FAILURES)
def test_failure_is_told_and_nothing_has_changed(client, offer, machine, how, caplog):
    machine(how)
    before = state()
    with caplog.at_level(logging.WARNING, logger="wagtail_hjelp"):
        response = press(client, offer)
    assert said(response) == [FAILED]
    assert response.url == reverse("wagtailadmin_reports:locked_pages")
    assert state() == before
    assert "Machine translation failed" in caplog.text
    assert "Møteplass" not in caplog.text


def test_machine_that_is_too_slow_is_not_waited_for(client, offer, machine, settings):
    settings.WAGTAIL_HJELP = {"MACHINE_TRANSLATION_SECONDS": 0.05}
    done, gone = threading.Event(), threading.Event()

    def slowly(strings):
        done.wait(30)
        gone.set()
        return politely(strings)

    machine(slowly)
    before = state()
    try:
        assert said(press(client, offer)) == [TOO_SLOW]
    finally:
        done.set()
    assert gone.wait(30)
    assert state() == before


def test_failure_while_bringing_up_to_date_changes_nothing(client, offer, machine):
    offer.summary = "Kom til oss kl. 15."
    offer.save_revision().publish()
    machine(dies)
    before = state()
    response = sync(client, offer, publish_translations="on")
    assert response.status_code == 200
    assert said(response) == [FAILED]
    assert state() == before
    assert version_in(offer, "en").live_revision_id is None


def test_failure_in_the_second_language_takes_the_first_one_back(client, offer, machine, locales):
    send(offer, locales["nn"])
    asked = []

    def once(strings):
        asked.append(strings)
        return politely(strings) if len(asked) == 1 else dies(strings)

    machine(once)
    before = state()
    assert said(sync(client, offer)) == [FAILED]
    assert len(asked) == 2
    assert state() == before


ANSWERS = {
    "missing": None,
    "empty": StringValue(""),
    "blank": StringValue(" \n"),
    "nothing": StringValue(None),
    "bare text": "Meeting place",
    "number": StringValue(113),
    "NUL": StringValue("Meeting\0place"),
    "half a character": StringValue("Meeting \ud800"),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_sentence_without_an_answer_stays_untranslated(client, offer, machine, answer):
    machine(
        lambda strings: {
            string: StringValue(f"en: {string.data}") if "116" in string.data else answer
            for string in strings
            if answer is not None or "116" in string.data
        }
    )
    assert said(press(client, offer)) == [
        "Maskinen has translated 1 sentence. For 1 sentence there was no answer: write it yourself."
    ]
    assert [kept.data for kept in StringTranslation.objects.all()] == [f"en: {SUMMARY}"]


def test_markup_that_may_not_stand_on_a_page_is_held_back(
    client, offer, machine, django_capture_on_commit_callbacks
):
    machine(
        lambda strings: {
            string: StringValue(f"<script>alert(1)</script>{string.data}") for string in strings
        }
    )
    assert said(press(client, offer)) == [
        "Maskinen has translated 0 sentences. 2 sentences were held back: beside them stands what "
        "is wrong. They are not shown until they are mended."
    ]
    assert publish(offer, "en", django_capture_on_commit_callbacks).summary == SUMMARY


# --- bringing up to date -----------------------------------------------------------------


def test_bringing_up_to_date_translates_what_is_new(client, offer):
    press(client, offer)
    offer.summary = "Kom til oss kl. 15."
    offer.save_revision().publish()
    response = sync(client, offer)
    assert response.status_code == 302
    assert said(response)[-1] == "Maskinen has translated 1 sentence."
    summary = StringTranslation.objects.order_by("pk").last()
    assert (summary.data, summary.translation_type) == ("en: Kom til oss kl. 15.", "machine")


def test_languages_that_the_machine_does_not_know_are_named(client, offer, locales):
    send(offer, locales["so"])
    assert said(sync(client, offer))[-1] == (
        "Maskinen has translated 2 sentences. Maskinen does not know: Somali."
    )


def test_without_the_box_it_is_wagtail_localize_s_own(client, offer, machine):
    machine(dies)
    response = client.post(sync_address(offer), {})
    assert response.status_code == 302
    assert not StringTranslation.objects.exists()


# --- acute help --------------------------------------------------------------------------


@pytest.fixture(params=["acute", "urgent"])
def cannot_wait(request):
    return request.getfixturevalue(request.param)


def test_acute_help_is_refused_by_the_button(client, cannot_wait):
    response = press(client, cannot_wait)
    assert response.url == reverse("wagtailadmin_reports:locked_pages")
    assert said(response) == [REFUSED]
    assert not StringTranslation.objects.exists()


def test_acute_help_is_refused_when_bringing_up_to_date(client, cannot_wait):
    before = state()
    response = sync(client, cannot_wait, publish_translations="on")
    assert response.status_code == 200
    assert said(response) == [REFUSED]
    assert state() == before
    form = client.get(sync_address(cannot_wait)).context["form"]
    assert list(form.fields) == ["publish_translations"]


def test_acute_help_translated_from_code_is_never_shown(
    cannot_wait, client, django_capture_on_commit_callbacks
):
    user = get_user_model().objects.get()
    with languages.override("en"):
        apply_machine_translation(translation_in(cannot_wait, "en").pk, user, Machine({}))
    kept = StringTranslation.objects.all()
    assert kept
    assert {(one.has_error, one.get_error()) for one in kept} == {(True, HELD_BACK)}
    version = publish(cannot_wait, "en", django_capture_on_commit_callbacks)
    assert version.title == cannot_wait.title
    assert standing_of(version).status != Status.MACHINE


def test_person_who_writes_the_same_sentence_is_believed(acute, client):
    apply_machine_translation(
        translation_in(acute, "en").pk, get_user_model().objects.get(), Machine({})
    )
    title = StringSegment.objects.get(
        context__path="title", context__object_id=acute.translation_key
    )
    url = reverse(
        "wagtail_localize:edit_string_translation", args=[translation_in(acute, "en").pk, title.pk]
    )
    response = client.put(url, "value=Acute help", content_type="application/x-www-form-urlencoded")
    assert response.json()["error"] is None


def test_acute_help_is_translated_where_the_site_says_so(
    client, cannot_wait, settings, django_capture_on_commit_callbacks
):
    settings.WAGTAIL_HJELP = {"MACHINE_TRANSLATE_ACUTE": True}
    press(client, cannot_wait)
    version = publish(cannot_wait, "en", django_capture_on_commit_callbacks)
    assert version.title == f"en: {cannot_wait.title}"
    assert standing_of(version).status == Status.MACHINE


# --- others' pages, and others' languages ------------------------------------------------


def test_page_that_is_not_ours_is_translated_and_tells_of_failures_too(
    client, site, locales, machine
):
    page = site.root_page.add_child(instance=ArticlePage(title="Budsjett 2027"))
    send(page, locales["en"])
    machine(dies)
    assert said(press(client, page)) == [FAILED]
    machine(lambda strings: {string: StringValue("Next year's budget") for string in strings})
    assert said(press(client, page)) == ["Maskinen has translated 2 sentences."]
    # Its numbers are nobody's business but the host's.
    assert not StringTranslation.objects.filter(has_error=True).exists()


@pytest.mark.parametrize("kind", ["offer", "acute"])
def test_translator_of_another_language_is_refused(request, kind, locales, machine):
    page = request.getfixturevalue(kind)
    send(page, locales["nn"])
    own = version_in(page, "nn")
    client = signed_in(person("nina", own, "add", "change"))
    machine(dies)
    response = press(client, page, "en")
    assert response.url == reverse("wagtailadmin_home")
    assert REFUSED not in said(response)
    assert not StringTranslation.objects.exists()


def test_translator_may_use_the_machine_in_their_own_language(offer):
    client = signed_in(person("elin", version_in(offer, "en"), "add", "change"))
    assert said(press(client, offer)) == ["Maskinen has translated 2 sentences."]


def test_address_takes_no_get_and_nothing_without_a_machine(client, offer, settings):
    url = reverse("wagtail_localize:machine_translate", args=[translation_in(offer, "en").pk])
    assert client.get(url).status_code == 405
    nowhere = reverse("wagtail_localize:machine_translate", args=[0])
    assert client.post(nowhere, follow=True).status_code == 404
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
    assert client.post(url, follow=True).status_code == 404
