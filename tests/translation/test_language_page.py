"""The page for one translation: what it shows, and who may do what on it."""

from copy import deepcopy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site
from wagtail_localize.models import StringTranslation

from tests.factories import make_locales, make_offer, make_section
from tests.translation.stories import (
    person,
    publish,
    rewrite,
    send,
    translation_in,
    version_in,
    write,
)
from wagtail_hjelp.models import AcceptedSentence
from wagtail_hjelp.translation.review import review_of, send_to_review, sent_back
from wagtail_hjelp.translation.status import Status, standing_of

pytestmark = pytest.mark.django_db

WHOLE = {"title": "Crisis centre", "summary": "A safe place, 8–16."}


@pytest.fixture(scope="module")
def made(module_db):
    """A directory, an offer that is sent for translation, and everybody; made once."""
    locales = make_locales()
    directory = make_section(Site.objects.get(is_default_site=True).root_page)
    for code in ("en", "so"):
        directory.copy_for_translation(locales[code], copy_parents=True, alias=True)
    offer = make_offer(directory, "Krisesenter", summary="Et trygt sted, kl. 8–16.")
    send(offer, locales["en"], locales["so"])
    return directory, offer, everybody(directory)


@pytest.fixture
def directory(db, made):
    return deepcopy(made[0])


@pytest.fixture
def offer(db, made):
    return deepcopy(made[1])


def section(directory, code):
    return directory.get_translations().get(locale__language_code=code)


@pytest.fixture
def people(db, made):
    return deepcopy(made[2])


def everybody(directory):
    """Everybody who has anything to do with it, by role."""
    return {
        "editor": person("kari", directory, "add", "change", "publish"),
        "translator": person("amina", section(directory, "en"), "change"),
        "reviewer": person("olena", section(directory, "en"), "change", "publish"),
        "other translator": person("hodan", section(directory, "so"), "change"),
        "other reviewer": person("abdi", section(directory, "so"), "change", "publish"),
        "other editor": person("per", directory.get_parent().get_parent(), "add"),
    }


@pytest.fixture
def as_(people):
    def client(role: str) -> Client:
        found = Client(headers={"accept-language": "en"})
        found.force_login(people[role])
        return found

    return client


def url(offer, code="en") -> str:
    return reverse("wagtail_hjelp:language_page", args=[version_in(offer, code).pk])


def text(response) -> str:
    return response.content.decode()


MAY_SEE = {"editor", "translator", "reviewer"}


@pytest.mark.parametrize(
    "role",
    ["editor", "translator", "reviewer", "other translator", "other reviewer", "other editor"],
)
def test_page_is_for_those_of_the_language_and_of_the_source(as_, offer, role):
    response = as_(role).get(url(offer))
    assert (response.status_code == 200) == (role in MAY_SEE)


def test_nobody_else_gets_in(client, offer, admin_client):
    assert client.get(url(offer)).status_code == 302
    source = reverse("wagtail_hjelp:language_page", args=[offer.pk])
    for address in (source, "/admin/hjelp/translations/999999/"):
        assert admin_client.get(address, follow=True).status_code == 404


# What each role may post: everybody else is refused, and nothing has happened.
MAY_POST = {
    "send": {"translator", "reviewer"},
    "approve": {"reviewer"},
    "send-back": {"reviewer"},
    "approve-machine": {"reviewer"},
    "accept": {"reviewer"},
}


@pytest.mark.parametrize("action", [*MAY_POST, "publish", ""])
@pytest.mark.parametrize(
    "role",
    ["editor", "translator", "reviewer", "other translator", "other reviewer", "other editor"],
)
def test_each_action_is_for_its_role(as_, people, offer, role, action):
    write(offer, "en", WHOLE)
    if action != "send":
        send_to_review(version_in(offer, "en"), people["translator"])
    before = standing_of(version_in(offer, "en"))
    response = as_(role).post(url(offer), {"action": action, "comment": "Se her."})
    if role in MAY_POST.get(action, set()):
        assert response.status_code in (200, 302)
        assert "do not have permission" not in text(as_(role).get(url(offer)))
    else:
        # Wagtail's way of refusing: back to the front page of the admin, with a message.
        assert (response.status_code, response.get("Location")) in ((302, "/admin/"), (403, None))
        assert standing_of(version_in(offer, "en")) == before


def test_translator_sends_to_review_and_reviewer_publishes(as_, offer):
    write(offer, "en", WHOLE)
    translator, reviewer = as_("translator"), as_("reviewer")
    assert "Send to review" in text(translator.get(url(offer)))
    translator.post(url(offer), {"action": "send"})
    page = reviewer.get(url(offer))
    assert "Sent by amina" in text(page)
    reviewer.post(url(offer), {"action": "approve", "read": page.context["read"]})
    assert version_in(offer, "en").summary == "A safe place, 8–16."
    assert standing_of(version_in(offer, "en")).status == Status.UP_TO_DATE


def test_comment_goes_back_with_it_and_an_empty_one_loses_nothing(as_, people, offer):
    write(offer, "en", WHOLE)
    send_to_review(version_in(offer, "en"), people["translator"])
    said = as_("reviewer").post(url(offer), {"action": "send-back", "comment": ""})
    assert "Say what is to be mended." in text(said)
    assert review_of(version_in(offer, "en")) is not None
    as_("reviewer").post(url(offer), {"action": "send-back", "comment": "Say “shelter”."})
    assert sent_back(version_in(offer, "en")).comment == "Say “shelter”."
    page = text(as_("translator").get(url(offer)))
    assert "Sent back by olena" in page
    assert "Say “shelter”." in page


def test_what_is_refused_keeps_what_was_written(as_, people, offer):
    write(offer, "en", WHOLE)
    send_to_review(version_in(offer, "en"), people["translator"])
    write(offer, "en", {**WHOLE, "title": "Shelter"})
    said = as_("reviewer").post(
        url(offer), {"action": "approve", "read": "other", "comment": "Fint, takk!"}
    )
    assert "has been changed while you read" in text(said)
    assert "Fint, takk!" in text(said)


def test_sentences_stand_beside_their_source_each_in_its_own_language(as_, offer):
    write(offer, "en", WHOLE)
    page = text(as_("translator").get(url(offer)))
    assert '<td lang="nb" dir="ltr">Et trygt sted, kl. 8–16.</td>' in page
    assert '<td lang="en" dir="ltr">A safe place, 8–16.</td>' in page


def test_wrong_number_is_told_and_cannot_be_sent(as_, offer):
    write(offer, "en", {**WHOLE, "summary": "A safe place, 8–17."})
    page = text(as_("translator").get(url(offer)))
    assert "Held back" in page
    assert "1 of 2 sentences waits." in page
    assert "accept it as it is" not in page
    assert 'value="send"' not in page


def test_reviewer_accepts_a_false_alarm_and_it_holds_for_these_two_sentences(as_, people, offer):
    words = "A safe place from eight until four in the afternoon, every weekday, 365."
    write(offer, "en", {**WHOLE, "summary": words})
    held = StringTranslation.objects.get(has_error=True, locale__language_code="en")
    as_("reviewer").post(url(offer), {"action": "accept", "sentence": held.pk})
    held.refresh_from_db()
    assert (held.has_error, held.field_error, held.data) == (False, "", words)
    assert AcceptedSentence.objects.get().accepted_by == people["reviewer"]
    # Saved again, it stays accepted; another wording does not.
    write(offer, "en", {**WHOLE, "summary": words})
    assert not StringTranslation.objects.filter(has_error=True).exists()
    write(offer, "en", {**WHOLE, "summary": words + " 24."})
    assert StringTranslation.objects.filter(has_error=True).count() == 1


@pytest.mark.parametrize("sentence", ["", "0", "abc", "99999999999999999999", "-1", "１"])
def test_sentence_that_is_not_there_is_told_so(as_, offer, sentence):
    said = as_("reviewer").post(url(offer), {"action": "accept", "sentence": sentence})
    assert "has been changed meanwhile" in text(said)


def test_sentence_of_another_language_is_not_accepted_here(as_, offer):
    write(offer, "so", {"summary": "Meel ammaan ah, 9."})
    held = StringTranslation.objects.get(has_error=True, locale__language_code="so")
    as_("reviewer").post(url(offer), {"action": "accept", "sentence": held.pk})
    held.refresh_from_db()
    assert held.has_error


def test_changed_sentence_is_shown_with_what_it_was_and_the_translation_then(
    as_, offer, django_capture_on_commit_callbacks
):
    write(offer, "en", WHOLE)
    publish(offer, "en", django_capture_on_commit_callbacks)
    rewrite(offer, summary="Et trygt sted for alle, kl. 8–16.")
    page = text(as_("translator").get(url(offer)))
    assert "Out of date" in page
    changed = "Et trygt <del>sted,</del> <ins>sted for alle,</ins> kl. 8–16."
    assert f'<td lang="nb" dir="ltr">{changed}</td>' in page
    assert '<td lang="en" dir="ltr">A safe place, 8–16.</td>' in page
    # The translator's editor has the new sentence without anybody's "sync".
    segments = translation_in(offer, "en").source.stringsegment_set
    assert segments.filter(string__data="Et trygt sted for alle, kl. 8–16.").exists()


def test_editor_of_wagtail_localize_does_not_publish_what_is_not_whole(as_, offer):
    edit = reverse("wagtailadmin_pages:edit", args=[version_in(offer, "en").pk])
    write(offer, "en", {**WHOLE, "summary": "A safe place, 8–17."})
    said = as_("reviewer").post(edit, {"action": "publish"}, follow=True)
    assert "Not published: 1 sentence is not translated" in text(said)
    assert version_in(offer, "en").summary == "Et trygt sted, kl. 8–16."


def test_way_to_it_is_beside_the_editor_for_those_who_may(as_, offer):
    edit = reverse("wagtailadmin_pages:edit", args=[version_in(offer, "en").pk])
    assert url(offer) in text(as_("translator").get(edit))
    source = reverse("wagtailadmin_pages:edit", args=[offer.pk])
    assert "/admin/hjelp/translations/" not in text(as_("editor").get(source)).replace(
        reverse("wagtail_hjelp:translations"), ""
    )


def test_machine_made_page_is_approved_with_one_button(
    as_, offer, django_capture_on_commit_callbacks
):
    write(offer, "en", WHOLE, translation_type="machine", tool_name="Dummy")
    publish(offer, "en", django_capture_on_commit_callbacks)
    assert 'value="approve-machine"' not in text(as_("translator").get(url(offer)))
    assert 'value="approve-machine"' in text(as_("reviewer").get(url(offer)))
    as_("reviewer").post(url(offer), {"action": "approve-machine"})
    assert standing_of(version_in(offer, "en")).status == Status.UP_TO_DATE


def test_long_page_costs_as_many_queries_as_a_short_one(as_, offer, directory, locales):
    reviewer = as_("reviewer")
    body = [
        {"type": "text", "value": f"<p>Avsnitt {number}.</p>", "id": f"{number:036d}"}
        for number in range(30)
    ]
    long = make_offer(directory, "Langt tilbud", body=body)
    send(long, locales["en"])
    counted = []
    for page in (offer, long):
        write(page, "en")
        reviewer.get(url(page))
        with CaptureQueriesContext(connection) as queries:
            reviewer.get(url(page))
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("role", ["translator", "editor", "other reviewer", "reviewer"])
def test_only_a_reviewer_of_the_language_throws_a_translation_away(as_, offer, role):
    write(offer, "en", WHOLE)
    page = version_in(offer, "en")
    as_(role).post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))
    assert (version_in(offer, "en").alias_of_id is not None) == (role == "reviewer")


@pytest.mark.parametrize("role", ["translator", "editor", "other reviewer", "reviewer"])
def test_only_a_reviewer_of_the_language_stops_a_translation(as_, offer, role):
    translation = translation_in(offer, "en")
    as_(role).post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    translation.refresh_from_db()
    assert translation.enabled == (role != "reviewer")


def test_translator_mends_a_sentence_of_what_is_up_to_date_and_sends_it(
    as_, offer, django_capture_on_commit_callbacks
):
    write(offer, "en", WHOLE)
    publish(offer, "en", django_capture_on_commit_callbacks)
    page = text(as_("translator").get(url(offer)))
    assert "There is nothing new to review." in page
    assert 'value="send"' not in page
    write(offer, "en", {**WHOLE, "title": "Shelter"})
    assert 'value="send"' in text(as_("translator").get(url(offer)))
    as_("translator").post(url(offer), {"action": "send"})
    assert review_of(version_in(offer, "en")) is not None
    assert version_in(offer, "en").title == "Crisis centre"
