"""What has changed in the source since a translation was made."""

import pytest

from tests.factories import make_offer, make_section
from tests.translation.stories import publish, rewrite, send, version_in, write
from wagtail_hjelp.translation.changes import Change, between, changes, marked, plain


def pairs(made, now):
    return [
        (change.path, change.old, change.new, change.translation) for change in between(made, now)
    ]


def test_sentence_that_was_rewritten_stands_beside_what_it_was_and_its_translation():
    made = [["title", "Krisesenter", "Shelter"], ["summary", "Åpent.", "Open."]]
    now = [["title", "Krisesenter"], ["summary", "Alltid åpent."]]
    assert pairs(made, now) == [("summary", "Åpent.", "Alltid åpent.", "Open.")]


def test_new_and_removed_sentences_have_nothing_on_the_other_side():
    made = [["body.1", "En.", "One."], ["body.1", "To.", "Two."]]
    now = [["body.1", "En."], ["body.2", "Helt annerledes."]]
    assert pairs(made, now) == [
        ("body.1", "To.", "", "Two."),
        ("body.2", "", "Helt annerledes.", ""),
    ]


def test_of_several_at_one_place_the_most_alike_belong_together():
    made = [
        ["body.1", "Ring oss når du vil.", "Call us."],
        ["body.1", "Du trenger ikke henvisning.", "No referral."],
    ]
    now = [
        ["body.1", "Du trenger ikke time eller henvisning."],
        ["body.1", "Ring oss når du kan."],
    ]
    assert pairs(made, now) == [
        ("body.1", "Ring oss når du vil.", "Ring oss når du kan.", "Call us."),
        (
            "body.1",
            "Du trenger ikke henvisning.",
            "Du trenger ikke time eller henvisning.",
            "No referral.",
        ),
    ]


def test_same_sentence_twice_and_then_once_is_one_taken_out():
    made = [["body.1", "Ring.", "Call."], ["body.1", "Ring.", "Call."]]
    assert pairs(made, [["body.1", "Ring."]]) == [("body.1", "Ring.", "", "Call.")]


def test_title_comes_first_then_the_fields_by_name():
    made = [["body.1", "a b", ""], ["summary", "c d", ""], ["title", "e f", ""]]
    now = [[path, f"{text} g"] for path, text, _ in made]
    assert [path for path, *_rest in pairs(made, now)] == ["title", "body.1", "summary"]


def test_what_is_new_and_what_is_gone_is_marked_in_the_sentence():
    assert (
        marked("Åpent hver dag.", "Åpent hver natt og dag.") == "Åpent hver <ins>natt og </ins>dag."
    )
    assert (
        marked("Ring <oss> & kom.", "Ring meg & kom.")
        == "Ring <del>&lt;oss&gt;</del> <ins>meg</ins> &amp; kom."
    )
    assert marked("", "Ny.") == "<ins>Ny.</ins>"


def test_sentences_are_shown_as_plain_text():
    assert plain('Ring <a id="a1">oss</a>\n &amp; <b>kom</b>.') == "Ring oss & kom."


@pytest.mark.django_db
def test_changes_of_a_page_are_those_since_its_translation_was_published(
    site, locales, django_capture_on_commit_callbacks
):
    index = make_section(site.root_page)
    index.copy_for_translation(locales["en"], copy_parents=True, alias=True)
    offer = make_offer(index, "Krisesenter", summary="Et trygt sted.")
    assert changes(offer, version_in(offer, "en")) == []
    send(offer, locales["en"])
    assert changes(offer, version_in(offer, "en")) == []
    write(offer, "en", {"title": "Shelter", "summary": "A safe place."})
    page = publish(offer, "en", django_capture_on_commit_callbacks)
    assert changes(offer, page) == []
    rewrite(offer, summary="Et trygt sted for alle.", cost="free")
    (change,) = changes(version_in(offer, "nb"), page)
    assert (change.path, change.old) == ("summary", "Et trygt sted.")
    assert change == Change(
        "summary", change.where, "Et trygt sted.", "Et trygt sted for alle.", "A safe place."
    )
    assert change.marked() == "Et trygt <del>sted.</del> <ins>sted for alle.</ins>"
