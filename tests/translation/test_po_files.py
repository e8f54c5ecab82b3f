"""All that waits in a language goes out as one PO file, and comes back as drafts."""

from copy import deepcopy

import polib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation as languages
from wagtail.models import Page, Revision, Site
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
from wagtail_hjelp.models import HelpOfferIndexPage, HelpOfferPage
from wagtail_hjelp.translation.po_files import (
    MOST_BYTES,
    BrokenFile,
    HeldBack,
    Imported,
    export_waiting,
    import_waiting,
    read_file,
)
from wagtail_hjelp.translation.status import Status, standing_of

pytestmark = pytest.mark.django_db

SUMMARY = "Ring 116 117 hele døgnet."
ARABIC = "اتصل بالرقم ١١٦ ١١٧ في أي وقت."


@pytest.fixture(autouse=True)
def english():
    with languages.override("en"):
        yield


@pytest.fixture
def arabic(locales):
    return locales["ar"]


@pytest.fixture(scope="module")
def made(module_db):
    """A directory in three languages, and somebody who translates into Arabic; made once."""
    locales = make_locales()
    index = make_section(Site.objects.get(is_default_site=True).root_page)
    for code in ("ar", "pl"):
        index.copy_for_translation(locales[code], copy_parents=True, alias=True)
    return index, person("amina", in_language(index, "ar"), "add", "change")


@pytest.fixture
def index(db, made):
    return HelpOfferIndexPage.objects.get(pk=made[0].pk)


@pytest.fixture
def translator(db, made):
    return deepcopy(made[1])


@pytest.fixture
def offer(index, arabic):
    """An offer that was sent to the translators of Arabic."""
    offer = make_offer(index, "Legevakt", summary=SUMMARY, urgency="urgent")
    offer.save_revision().publish()
    send(offer, arabic)
    return offer


def in_language(index, code):
    return HelpOfferIndexPage.objects.get(
        translation_key=index.translation_key, locale__language_code=code
    )


def entries(po):
    """What a translator sees: ``(path, source, text, comment, is fuzzy)``."""
    return [
        (
            entry.msgctxt.partition("/")[2],
            entry.msgid,
            entry.msgstr,
            entry.comment.split("\n"),
            entry.fuzzy,
        )
        for entry in po
    ]


def sent_back(po, texts):
    """The file as it comes from the translator: texts by path, read from bytes again."""
    for entry in po:
        path = (entry.msgctxt or "").partition("/")[2]
        if path in texts and not entry.msgstr:
            entry.msgstr = texts[path]
    return read_file(str(po).encode())


def kept(page, code="ar"):
    """What there is of a page's sentences: ``{source: (text, is held back)}``."""
    rows = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale__language_code=code
    )
    return {one.translation_of.data: (one.data, one.has_error) for one in rows}


def everything():
    """What must not change: texts, drafts and pages."""
    return (
        list(StringTranslation.objects.order_by("pk").values()),
        list(Revision.objects.order_by("pk").values()),
        list(Page.objects.order_by("pk").values()),
        list(HelpOfferPage.objects.order_by("pk").values("pk", "summary", "body")),
    )


# --- out ----------------------------------------------------------------------------------


def test_file_has_every_sentence_that_waits_with_the_page_that_it_is_from(
    offer, arabic, translator
):
    po = export_waiting(arabic, translator)
    where = ["Page: Legevakt (Help offer)"]
    assert entries(po) == [
        ("title", "Legevakt", "", where, False),
        ("summary", SUMMARY, "", where, False),
    ]
    assert {entry.msgctxt.partition("/")[0] for entry in po} == {
        str(translation_in(offer, "ar").uuid)
    }
    assert po.metadata["X-Wagtail-Hjelp-Locale"] == po.metadata["Language"] == "ar"


def test_sentence_that_is_translated_is_left_out_and_one_that_was_held_back_is_marked(
    offer, arabic, translator
):
    write(offer, "ar", {"title": "طوارئ", "summary": "١١٧ ١١٦"})
    ((path, source, text, comments, is_fuzzy),) = entries(export_waiting(arabic, translator))
    assert (path, source, text, is_fuzzy) == ("summary", SUMMARY, "١١٧ ١١٦", True)
    assert comments[0] == "Page: Legevakt (Help offer)"
    assert comments[1].startswith("Held back: ") and "116 117" in comments[1]


def test_changed_sentence_of_a_published_page_comes_with_what_it_was(
    offer, arabic, translator, django_capture_on_commit_callbacks
):
    write(offer, "ar", {"title": "طوارئ", "summary": ARABIC})
    publish(offer, "ar", django_capture_on_commit_callbacks)
    assert entries(export_waiting(arabic, translator)) == []
    new = "Ring 116 117 når legekontoret er stengt."
    rewrite(offer, summary=new)
    before = f"Before: “{SUMMARY}” → “{ARABIC}”"
    assert entries(export_waiting(arabic, translator)) == [
        ("summary", new, "", ["Page: Legevakt (Help offer)", before], False)
    ]


def test_making_the_file_touches_no_page(
    offer, arabic, translator, django_capture_on_commit_callbacks
):
    write(offer, "ar", {"title": "طوارئ", "summary": ARABIC})
    publish(offer, "ar", django_capture_on_commit_callbacks)
    rewrite(offer, summary="Ring 116 117 om natten.")
    before = everything()
    assert len(export_waiting(arabic, translator)) == 1
    assert everything() == before


def test_translation_that_was_stopped_is_left_out(offer, arabic, translator):
    translation = translation_in(offer, "ar")
    translation.enabled = False
    translation.save()
    assert entries(export_waiting(arabic, translator)) == []


def test_only_pages_that_the_translator_may_edit_are_in_the_file(index, offer, locales, arabic):
    stranger = person("ola", in_language(index, "pl"), "change")
    assert entries(export_waiting(arabic, stranger)) == []
    send(offer, locales["pl"])
    assert len(export_waiting(locales["pl"], stranger)) == 2
    assert entries(export_waiting(arabic, stranger)) == []


def test_most_urgent_page_comes_first_and_a_sentence_that_stands_twice_comes_once(
    index, offer, arabic, translator
):
    text = "<p>Alltid åpent.</p><p>Alltid åpent.</p>"
    other = make_offer(index, "Avlastning", body=[{"type": "text", "value": text, "id": "a"}])
    send(other, arabic)
    assert [
        (path, source) for path, source, *_rest in entries(export_waiting(arabic, translator))
    ] == [
        ("title", "Legevakt"),
        ("summary", SUMMARY),
        ("title", "Avlastning"),
        ("summary", "Om Avlastning."),
        ("body.a", "Alltid åpent."),
    ]


def test_many_pages_cost_as_many_queries_as_few(index, offer, arabic, translator):
    def queries():
        with CaptureQueriesContext(connection) as found:
            export_waiting(arabic, translator)
        return len(found)

    def more(names):
        for name in names:
            send(make_offer(index, name), arabic)

    more(["En", "To"])
    queries()
    few = queries()
    more([f"Tilbud {number}" for number in range(12)])
    assert queries() == few


# --- there and back -----------------------------------------------------------------------

TEXTS = {
    "title": '100 % "مساعدة" &amp; المزيد',
    "summary": "سطر<br>C:\\hjelp\\new \\n %s %(x)s {0}\u2028&lt;b&gt;\ttab",
    "body.a": 'اتصل <b>116 117</b>: <a id="a1">اقرأ «المزيد»</a> — 50 % &amp; "نعم"\n',
}


def test_file_loses_nothing_on_its_way_out_and_back(index, arabic, translator):
    link = '<a href="https://a.no/?b=1&amp;c">les «mer»</a>'
    text = f'<p>Ring <b>116 117</b>: {link}, 50 % &amp; "ja"</p>'
    offer = make_offer(
        index,
        '100 % "hjelp" & mer',
        summary="Linje\nC:\\hjelp\\new \\n %s %(x)s {0}\u2028<b>\ttab",
        body=[{"type": "text", "value": text, "id": "a"}],
    )
    offer.save_revision().publish()
    send(offer, arabic)
    po = export_waiting(arabic, translator)
    again = read_file(str(po).encode())
    assert entries(again) == entries(po)
    assert [entry.msgid for entry in po] == [
        '100 % "hjelp" &amp; mer',
        "Linje<br/>C:\\hjelp\\new \\n %s %(x)s {0}\u2028&lt;b&gt;\ttab",
        'Ring <b>116 117</b>: <a id="a1">les «mer»</a>, 50 % &amp; "ja"',
    ]
    imported = import_waiting(sent_back(po, TEXTS), arabic, translator)
    assert imported == Imported(accepted=3)
    assert [text for text, _held in kept(offer).values()] == list(TEXTS.values())
    draft = version_in(offer, "ar").get_latest_revision_as_object()
    assert draft.title == '100 % "مساعدة" & المزيد'
    assert draft.summary == "سطر\nC:\\hjelp\\new \\n %s %(x)s {0}\u2028<b>\ttab"
    assert 'href="https://a.no/?b=1&amp;c"' in draft.body[0].value.source
    assert entries(export_waiting(arabic, translator)) == []


def test_what_comes_back_is_a_draft_and_residents_read_what_they_read_before(
    offer, arabic, translator, django_capture_on_commit_callbacks
):
    write(offer, "ar", {"title": "طوارئ", "summary": ARABIC})
    publish(offer, "ar", django_capture_on_commit_callbacks)
    rewrite(offer, summary="Ring 116 117 om natten.")
    po = export_waiting(arabic, translator)
    with django_capture_on_commit_callbacks(execute=True):
        imported = import_waiting(sent_back(po, {"summary": "116 117 ليلا"}), arabic, translator)
    assert imported == Imported(accepted=1)
    page = version_in(offer, "ar")
    assert (page.live, page.title, page.summary) == (True, "طوارئ", ARABIC)
    assert page.latest_revision.user == translator
    assert page.get_latest_revision_as_object().summary == "116 117 ليلا"
    page.latest_revision.publish()
    assert standing_of(version_in(offer, "ar")).status == Status.UP_TO_DATE


def test_page_that_was_never_published_goes_on_lending_the_sources_words(offer, arabic, translator):
    po = export_waiting(arabic, translator)
    import_waiting(sent_back(po, {"title": "طوارئ", "summary": ARABIC}), arabic, translator)
    page = version_in(offer, "ar")
    assert (page.title, page.summary) == ("Legevakt", SUMMARY)
    assert page.get_latest_revision_as_object().summary == ARABIC


# --- in -----------------------------------------------------------------------------------


def test_wrong_number_is_held_back_and_the_rest_accepted(offer, arabic, translator):
    po = export_waiting(arabic, translator)
    imported = import_waiting(
        sent_back(po, {"title": "طوارئ", "summary": "١١٧ ١١٦"}), arabic, translator
    )
    (held,) = imported.held_back
    assert imported == Imported(accepted=1, held_back=[held])
    page = version_in(offer, "ar")
    assert held == HeldBack("Legevakt", SUMMARY, held.error, "١١٧ ١١٦", page.pk)
    assert "\u2066116 117\u2069" in held.error
    assert kept(offer) == {"Legevakt": ("طوارئ", False), SUMMARY: ("١١٧ ١١٦", True)}
    assert page.get_latest_revision_as_object().summary == SUMMARY


def test_held_back_sentence_that_comes_back_as_it_was_is_told_again(offer, arabic, translator):
    texts = {"summary": "١١٧ ١١٦"}
    po = export_waiting(arabic, translator)
    first = import_waiting(sent_back(po, texts), arabic, translator)
    before = everything()
    again = import_waiting(sent_back(po, texts), arabic, translator)
    assert again.held_back == first.held_back
    assert everything() == before


def test_fuzzy_and_empty_entries_are_skipped(offer, arabic, translator):
    write(offer, "ar", {"title": "طوارئ", "summary": "١١٧ ١١٦"})
    po = export_waiting(arabic, translator)
    po.append(polib.POEntry(msgctxt=po[0].msgctxt, msgid="Tom", msgstr="  "))
    before = everything()
    imported = import_waiting(read_file(str(po).encode()), arabic, translator)
    assert imported == Imported(skipped=2)
    assert everything() == before


def test_file_that_is_sent_twice_changes_nothing_the_second_time(offer, arabic, translator):
    po = sent_back(export_waiting(arabic, translator), {"title": "طوارئ", "summary": ARABIC})
    import_waiting(po, arabic, translator)
    before = everything()
    assert import_waiting(po, arabic, translator) == Imported(unchanged=2)
    assert everything() == before


def test_sentences_that_no_page_asks_for_are_told(offer, arabic, translator):
    po = export_waiting(arabic, translator)
    uuid = po[0].msgctxt.partition("/")[0]
    for context, sentence in (
        (f"{uuid}/summary", "En annen setning"),
        (f"{uuid}/borte", "Legevakt"),
        ("f0e1d2c3-0000-4000-8000-000000000000/title", "Fremmed"),
        ("ikke en uuid", "Rot"),
        (None, "Uten sted"),
    ):
        po.append(polib.POEntry(msgctxt=context, msgid=sentence, msgstr="شيء"))
    imported = import_waiting(sent_back(po, {"title": "طوارئ"}), arabic, translator)
    assert imported == Imported(
        accepted=1,
        skipped=1,
        unknown=["En annen setning", "Legevakt", "Fremmed", "Rot", "Uten sted"],
    )


def test_translator_of_another_language_changes_nothing(index, offer, arabic, translator):
    po = sent_back(export_waiting(arabic, translator), {"title": "طوارئ", "summary": ARABIC})
    stranger = person("ola", in_language(index, "pl"), "change")
    before = everything()
    assert import_waiting(po, arabic, stranger) == Imported(not_allowed=["Legevakt"])
    assert everything() == before


def test_page_that_somebody_has_locked_is_left_alone(offer, arabic, translator):
    po = sent_back(export_waiting(arabic, translator), {"title": "طوارئ", "summary": ARABIC})
    page = version_in(offer, "ar")
    page.locked = True
    page.save(update_fields=["locked"], clean=False)
    assert import_waiting(po, arabic, translator) == Imported(not_allowed=["Legevakt"])


def test_title_that_is_too_long_is_told_and_the_rest_accepted(offer, arabic, translator):
    po = export_waiting(arabic, translator)
    long = "ط" * 256
    imported = import_waiting(sent_back(po, {"title": long, "summary": ARABIC}), arabic, translator)
    error = "A title has room for 255 characters."
    page = version_in(offer, "ar")
    held = HeldBack("Legevakt", "Legevakt", error, long, page.pk)
    assert imported == Imported(accepted=1, held_back=[held])
    assert page.get_latest_revision_as_object().summary == ARABIC


def test_text_that_the_page_does_not_take_is_held_back_and_the_rest_saved(
    index, arabic, translator
):
    offer = make_offer(index, "Legevakt", summary=SUMMARY, seo_title="Legevakten i byen")
    send(offer, arabic)
    po = export_waiting(arabic, translator)
    long = "ط" * 300
    texts = {"seo_title": long, "summary": ARABIC}
    imported = import_waiting(sent_back(po, texts), arabic, translator)
    (held,) = imported.held_back
    assert imported == Imported(accepted=1, skipped=1, held_back=[held])
    assert (held.sentence, held.translation) == ("Legevakten i byen", long)
    assert "255" in held.error
    draft = version_in(offer, "ar").get_latest_revision_as_object()
    assert (draft.seo_title, draft.summary) == ("Legevakten i byen", ARABIC)


# --- files that are none ------------------------------------------------------------------

HEADER = 'msgid ""\nmsgstr ""\n"X-Wagtail-Hjelp-Locale: ar\\n"\n\n'


NO_TEXT = "This is no text file in UTF-8. Send a PO file."
LINE = "This is no PO file that can be read: something is wrong in line %d."


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", NO_TEXT),
        (HEADER.encode() + b'msgid "a\x00"\nmsgstr "b"\n', NO_TEXT),
        ('msgid "å"\nmsgstr "ø"'.encode("latin-1"), NO_TEXT),
        (b"<html><p>Hei</p></html>", LINE % 1),
        (HEADER.encode() + b'msgid "a"\nmsgstr "b" "c"\n', LINE % 6),
        (__file__.encode(), LINE % 1),
        (b"x" * (MOST_BYTES + 1), "The file is larger than 20 MB."),
    ],
    ids=["picture", "nul", "latin-1", "web page", "broken", "name of a file", "large"],
)
def test_file_that_cannot_be_read_is_refused_with_the_reason(data, error):
    with pytest.raises(BrokenFile) as refused:
        read_file(data)
    assert str(refused.value) == error


def test_file_of_another_language_or_of_none_is_refused_and_changes_nothing(
    offer, locales, arabic, translator
):
    po = sent_back(export_waiting(arabic, translator), {"title": "طوارئ"})
    before = everything()
    with pytest.raises(BrokenFile, match=r"This file is for another language: ar\."):
        import_waiting(po, locales["pl"], translator)
    with pytest.raises(BrokenFile, match="does not say which language it is for"):
        import_waiting(read_file(b""), arabic, translator)
    assert everything() == before


def test_byte_order_mark_and_other_line_ends_do_not_matter(offer, arabic, translator):
    po = sent_back(export_waiting(arabic, translator), {"title": "طوارئ", "summary": ARABIC})
    data = b"\xef\xbb\xbf" + str(po).replace("\n", "\r\n").encode()
    assert import_waiting(read_file(data), arabic, translator) == Imported(accepted=2)
