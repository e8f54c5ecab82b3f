"""Words made comparable: the same on every thread."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from wagtail_hjelp.directory import analysis

WORDS = ("selvmordstanker", "legevakten", "gjeldsrådgivningen", "ungdommene", "helsestasjonene")


def test_threads_do_not_stem_each_other_s_words():
    """Snowball's stemmers keep the word that they work on in the object."""
    queries = [f"{word}{number}" for number in range(400) for word in WORDS]
    analysis.stem.cache_clear()
    alone = {word: analysis.stem(word, "nb") for word in queries}
    analysis.stem.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        together = dict(
            zip(queries, threads.map(lambda word: analysis.stem(word, "nb"), queries), strict=True)
        )
    assert together == alone


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("nb", "Kafé", "kafe"),
        ("nb", "kafe", "kafé"),
        ("pl", "Świąteczny", "swiateczny"),
        ("pl", "Łódź", "lodz"),
        ("ru", "ёлка", "елка"),
        ("ar", "مُسَاعَدَة", "مساعدة"),
        ("ar", "مـساعدة", "مساعدة"),
        ("ar", "مساعدة", "مُسَاعَدَة"),
    ],
)
def test_word_is_found_without_marks_that_many_do_not_type(language, written, typed):
    asked = [
        term for word in analysis.words(typed) for term in analysis.query_terms(word, [language])
    ]
    assert analysis.index_terms(written, language) & set(asked)


@pytest.mark.parametrize(
    ("written", "typed"), [("får", "far"), ("ønske", "onske"), ("hjälp", "hjalp")]
)
def test_a_letter_of_its_own_is_no_mark(written, typed):
    assert not analysis.index_terms(written, "nb") & set(analysis.query_terms(typed, ["nb"]))
