"""Words of the glossary: found as Norwegian bends them, and known as other languages do."""

import pytest
from django.utils import translation as languages

from wagtail_hjelp.models import GlossaryTerm
from wagtail_hjelp.translation.glossary import Term, doubt, missing_terms, terms_for, terms_in


def found(sentence: str, *words: str) -> list[str]:
    return [term.term for term in terms_in(sentence, [Term(word, ("x",)) for word in words])]


def says(translation: str, *forms: str) -> bool:
    term = Term("legevakt", forms)
    missing = missing_terms("Ring legevakten.", translation, [term])
    assert missing in ([], [term])
    return not missing


# --- in the source -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Ring legevakten", "legevakt"),
        ("LEGEVAKTTELEFONEN er åpen", "legevakt"),
        ("Kom til kommunelegevakta.", "legevakt"),
        ("Ring <b>lege</b>vakten", "legevakt"),
        ("Ring lege\u00advakten", "legevakt"),
        ("Ring<br/>legevakten", "legevakt"),
        ("Akutt&nbsp;hjelp", "akutt hjelp"),
        ("Akutt\u00a0hjelp", "akutt hjelp"),
        ("Ta\u030apen dør", "tåpen"),
        ("på NAV-kontoret", "NAV"),
        ("Navs kontor", "NAV"),
        ("Vi gir deg råd.", "råd"),
        ("Rådene er gratis", "råd"),
        ("Her er tolker.", "tolk"),
        ("Er du redd (legevakt)?", "legevakt"),
    ],
)
def test_word_is_found_bent_and_in_compounds(sentence, word):
    assert found(sentence, word) == [word]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Skriv navnet ditt", "NAV"),
        ("Det er en rådyrstek", "råd"),
        ("Mange fortolker det", "tolk"),
        ("Ufrivillig ensomhet", "frivillig"),
        ("Ring legen på vakt", "legevakt"),
        ('Se <a id="a1" title="legevakt">her</a>', "legevakt"),
        ("Akutt. Hjelp", "akutt hjelp"),
        ("", "legevakt"),
        ("Ring legevakten", " "),
    ],
)
def test_other_words_are_not(sentence, word):
    assert found(sentence, word) == []


def test_longest_is_first_and_takes_what_it_stands_in():
    words = ["telefon", "hjelp", "hjelpetelefon"]
    assert found("Ring hjelpetelefonen", *words) == ["hjelpetelefon"]
    assert found("Ring hjelpetelefonen, en telefon med hjelp", *words) == [
        "hjelpetelefon",
        "telefon",
        "hjelp",
    ]


def test_long_text_without_spaces_takes_no_time():
    assert found("a" * 200_000, "legevakt", "råd", "tolk") == []


# --- in the translation ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("translation", "form"),
    [
        ("Call the out-of-hours doctor.", "out-of-hours doctor"),
        ("Call an OUT-OF-HOURS DOCTOR", "Out-of-hours doctor"),
        ("Ask your <b>G</b>Ps", "GP"),
        ("naudnumra er", "naudnummer"),
        ("Zadzwoń do lekarza dyżurnego", "lekarz dyżurny"),
        ("w gminie", "gmina"),
        ("w osrodku kryzysowym", "ośrodek kryzysowy"),
        ("Телефонуйте черговому лікарю", "черговий лікар"),
        ("до муніципалітету", "муніципалітет"),
        ("Звоните дежурному врачу", "дежурный врач"),
        ("в приемном отделении", "приёмное отделение"),
        ("اتصل بالطبيب المناوب", "طبيب مناوب"),
        ("طبيب مُناوِب", "الطبيب المناوب"),
        ("أرقام طوارئ", "رقم الطوارئ"),
        ("للبلدية", "البلدية"),
        ("Wac dhakhtarkaaga heeganka ah", "dhakhtarka heeganka ah"),
        ("degmada", "degmo"),
        ("ናብ ተረኛ ሓኪምኩም ደውሉ", "ተረኛ ሓኪም"),
        ("ብወለንተኛታት", "ወለንተኛ"),
        ("请拨打急诊中心电话", "急诊中心"),
    ],
)
def test_form_is_known_as_the_language_bends_it(translation, form):
    assert says(translation, form)


@pytest.mark.parametrize(
    ("translation", "form"),
    [
        ("Call the hospital.", "out-of-hours doctor"),
        ("Zadzwoń do szpitala", "lekarz dyżurny"),
        ("Телефонуйте до лікарні", "черговий лікар"),
        ("اتصل بالمستشفى", "الطبيب المناوب"),
        ("ናብ ሆስፒታል ደውሉ", "ተረኛ ሓኪም"),
        ("Wac isbitaalka", "dhakhtarka heeganka ah"),
        ("请拨打医院电话", "急诊中心"),
    ],
)
def test_another_word_is_doubted(translation, form):
    assert not says(translation, form)


def test_any_of_the_forms_will_do():
    assert says("Call the urgent care centre", "out-of-hours doctor", "urgent care")


def test_nothing_is_missing_of_what_is_not_translated_or_has_no_form():
    assert says("", "out-of-hours doctor")
    assert says(" <br/> ", "out-of-hours doctor")
    assert says("Call the hospital")
    assert missing_terms("Ring oss", "Call the hospital", [Term("legevakt", ("doctor",))]) == []


def test_doubt_names_each_word_and_the_best_form_of_it():
    missing = [Term("legevakt", ("الطبيب المناوب", "x")), Term("tolk", ("مترجم",)), Term("råd")]
    with languages.override("en"):
        said = doubt(missing)
    assert said == (
        "The glossary calls “\u2068legevakt\u2069” “\u2068الطبيب المناوب\u2069” in this language. "
        "The glossary calls “\u2068tolk\u2069” “\u2068مترجم\u2069” in this language."
    )
    assert doubt([]) == ""


@pytest.mark.django_db
def test_terms_of_a_language_are_read_in_one_query(django_assert_num_queries):
    for term, code, said in (
        ("tolk", "ar", "مترجم شفوي، مترجم ,"),
        ("legevakt", "ar", "الطبيب المناوب"),
        ("legevakt", "en", "out-of-hours doctor,urgent care"),
    ):
        GlossaryTerm.objects.create(term=term, language_code=code, translation=said, note="NB")
    with django_assert_num_queries(1):
        terms = terms_for("ar")
    assert terms == [
        Term("legevakt", ("الطبيب المناوب",), "NB"),
        Term("tolk", ("مترجم شفوي", "مترجم"), "NB"),
    ]
    assert terms_for("pl") == []
