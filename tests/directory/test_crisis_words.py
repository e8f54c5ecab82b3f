"""Words of crisis: what people type in need is recognised, and their everyday queries are not."""

from __future__ import annotations

import dataclasses
import logging
import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.directory.crisis_queries import HARMLESS, IN_NEED
from wagtail_hjelp.directory.crisis import Crisis, recognise
from wagtail_hjelp.directory.crisis_words import ALL
from wagtail_hjelp.directory.crisis_words.entry import CrisisWords
from wagtail_hjelp.directory.crisis_words.spelling import (
    fold,
    one_error_apart,
    shortest_beginning,
    tokens,
)

KINDS = "|".join(Crisis)


def queries(text: str) -> list[str]:
    return [" ".join(query.split()) for query in text.split(";")]


def in_need(text: str) -> dict[str, list[str]]:
    """Return the categories of each query in a table of them."""
    heads = re.split(rf"^\s*((?:{KINDS})(?: (?:{KINDS}))*): ", text, flags=re.MULTILINE)[1:]
    rows = zip(heads[::2], heads[1::2], strict=True)
    return {query: kinds.split() for kinds, found in rows for query in queries(found)}


def entries(words: CrisisWords, kind: str) -> Iterator[str]:
    """Yield the entries of a list as they are written."""
    for entry in getattr(words, kind).split(","):
        yield re.sub(r"/\s+", "/", " ".join(entry.split()))


@pytest.mark.parametrize("language", IN_NEED)
def test_what_people_type_in_need_is_recognised(language):
    expected = in_need(IN_NEED[language])
    assert {query: recognise(query, languages=[language, "nb"]) for query in expected} == expected


@pytest.mark.parametrize("language", IN_NEED)
def test_people_may_type_their_own_language_on_a_norwegian_page(language):
    expected = in_need(IN_NEED[language])
    if language == "en":
        del expected["rape"]  # means to burp in Norwegian
    assert {query: recognise(query, languages=["nb"]) for query in expected} == expected


@pytest.mark.parametrize("language", HARMLESS)
def test_everyday_queries_are_left_alone(language):
    found = {query: recognise(query, languages=[language]) for query in queries(HARMLESS[language])}
    assert {query: kinds for query, kinds in found.items() if kinds} == {}


@pytest.mark.parametrize("language", sorted(set(HARMLESS) - {"nb", "nn"}))
def test_everyday_queries_are_left_alone_on_a_norwegian_site(language):
    found = {
        query: recognise(query, languages=[language, "nb"]) for query in queries(HARMLESS[language])
    }
    assert {query: kinds for query, kinds in found.items() if kinds} == {}


def test_the_tables_are_large_enough_to_mean_something():
    assert sum(len(in_need(text)) for text in IN_NEED.values()) > 900
    assert sum(len(queries(text)) for text in HARMLESS.values()) > 400
    assert set(IN_NEED) == set(ALL)


@pytest.mark.parametrize(
    ("query", "languages", "expected"),
    [
        ("gift", ["nb"], [Crisis.POISONING]),
        ("gift", ["nb-NO"], [Crisis.POISONING]),
        ("gift", ["no"], [Crisis.POISONING]),
        ("Gift", ["de", "nb"], [Crisis.POISONING]),
        ("gift", ["uk", "nb"], [Crisis.POISONING]),
        ("gift", ["nb", "en"], [Crisis.POISONING]),
        ("gift", ["en", "nb"], []),
        ("gift", ["en"], []),
        ("gift", [], []),
        ("rape", ["en", "nb"], [Crisis.SEXUAL_ABUSE]),
        ("rape", ["nb", "en"], []),
        ("rape", ["nb"], []),
        ("vald", ["nn"], [Crisis.VIOLENCE]),
        ("vald", ["nb"], []),
        ("sun", ["so", "nb"], [Crisis.POISONING]),
        ("sun", ["en", "nb"], []),
        ("زهر", ["fa", "nb"], [Crisis.POISONING]),
        ("زهر", ["ar", "nb"], []),
    ],
)
def test_a_word_with_two_meanings_is_read_in_the_readers_language(query, languages, expected):
    assert recognise(query, languages=languages) == expected


def test_the_most_urgent_comes_first_whatever_the_order_of_the_words():
    query = "vold, selvskading og selvmord, barnet har fått forgiftning og hjerteinfarkt"
    expected = [
        Crisis.ILLNESS,
        Crisis.POISONING,
        Crisis.SUICIDE,
        Crisis.VIOLENCE,
        Crisis.SELF_HARM,
    ]
    assert recognise(query, languages=["nb"]) == expected
    assert recognise(" ".join(reversed(query.split())), languages=["nb"]) == expected


def test_a_longer_phrase_wins_over_what_stands_inside_it():
    assert recognise("abuse", languages=["en"]) == [Crisis.VIOLENCE]
    assert recognise("sexual abuse", languages=["en"]) == [Crisis.SEXUAL_ABUSE]
    assert recognise("drug abuse", languages=["en"]) == []
    assert recognise("drug abuse and abuse", languages=["en"]) == [Crisis.VIOLENCE]
    assert recognise("kill time", languages=["en"]) == []
    assert recognise("kill time or kill myself", languages=["en"]) == [Crisis.SUICIDE]


@pytest.mark.parametrize(
    "query", ["jeg vil ikke lenger leve", "ta livet av meg", "ta livet meg", "ta så livet av meg"]
)
def test_small_words_may_stand_between_the_words_of_a_phrase_or_be_missing(query):
    assert recognise(query, languages=["nb"]) == [Crisis.SUICIDE]


@pytest.mark.parametrize("query", ["ta livet", "ta livet med ro", "ikke leve", "vil leve"])
def test_the_words_that_a_phrase_begins_and_ends_with_may_not_be_missing(query):
    assert recognise(query, languages=["nb"]) == []


@pytest.mark.parametrize("query", ["livet ta av meg", "leve ikke vil", "meg slår en dør"])
def test_the_words_of_a_phrase_keep_their_order(query):
    assert recognise(query, languages=["nb"]) == []


@pytest.mark.parametrize(
    "typed",
    ["selvmort", "selvmor", "selvvmord", "selmvord", "slevmord", "elvmord", "overdoze", "ovredose"],
)
def test_one_typing_error_is_forgiven_in_a_long_word(typed):
    assert len(recognise(typed, languages=["nb"])) == 1


@pytest.mark.parametrize("typed", ["selvmorrdd", "sevlmodr", "vodl", "gfit", "incst"])
def test_two_errors_and_errors_in_short_words_are_not_forgiven(typed):
    assert recognise(typed, languages=["nb"]) == []


def test_compounds_count_by_their_parts_but_names_do_not():
    assert recognise("overgrepssak", languages=["nb"]) == [Crisis.SEXUAL_ABUSE]
    assert recognise("politiovergrep", languages=["nb"]) == [Crisis.SEXUAL_ABUSE]
    names = ["Eidsvold", "Granavolden", "Slagsvold", "Volda", "Seljord", "Skjervold", "Kongsvold"]
    assert [recognise(name, languages=["nb"]) for name in names] == [[] for _ in names]


@pytest.mark.parametrize(
    "query", ["can't breathe", "can’t breathe", "cant breathe", "CAN'T BREATHE!", "can`t breathe"]
)
def test_apostrophes_and_capitals_do_not_matter(query):
    assert recognise(query, languages=["en"]) == [Crisis.ILLNESS]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("samobojstwo", Crisis.SUICIDE),
        ("SAMOBÓJSTWO", Crisis.SUICIDE),
        ("İntihar", Crisis.SUICIDE),
        ("violencia domestica", Crisis.VIOLENCE),
        ("والانتحار", Crisis.SUICIDE),
        ("بالانتحار", Crisis.SUICIDE),
        ("الإنتحار", Crisis.SUICIDE),
        ("انـتـحـار", Crisis.SUICIDE),
        ("نمی\u200cخواهم زنده بمانم", Crisis.SUICIDE),
        ("نميخواهم زنده بمانم", Crisis.SUICIDE),
        ("зґвалтування", Crisis.SEXUAL_ABUSE),
        ("ወሲባዊ ዓመፅ", Crisis.SEXUAL_ABUSE),
        ("selv\u00admord", Crisis.SUICIDE),
        ("v\u200bold", Crisis.VIOLENCE),
        ("sja\u030alen, selvmord", Crisis.SUICIDE),
    ],
)
def test_one_word_is_found_however_it_is_spelt(query, expected):
    assert recognise(query, languages=["nb"]) == [expected]


def test_editors_can_add_words():
    extra = [("nb", "suicide", "svart hull, livskrisetelefon"), ("", "violence", "knivgutten")]

    def found(query):
        return recognise(query, languages=["nb"], extra=extra)

    assert found("sitter i et svart hull") == [Crisis.SUICIDE]
    assert found("livskrisetelefonen") == [Crisis.SUICIDE]
    assert found("knivgutten") == [Crisis.VIOLENCE]
    assert found("knivgutten og selvmord") == [Crisis.SUICIDE, Crisis.VIOLENCE]
    assert found("hull i veien") == []
    assert recognise("knivgutten", languages=["nb"]) == []


def test_a_word_added_for_one_language_is_asked_on_every_page_unless_it_says_otherwise():
    assert recognise("blues", languages=["en"], extra=[("nb", "suicide", "blues")]) == ["suicide"]
    assert recognise("blues", languages=["en"], extra=[("nb", "suicide", "~blues")]) == []
    assert recognise("blues", languages=["nb"], extra=[("nb", "suicide", "~blues")]) == ["suicide"]


@pytest.mark.parametrize(
    "extra",
    [
        [("nb", "unknown", "barnehage")],
        [("nb", "", "barnehage")],
        [("nb", "violence", "")],
        [("nb", "violence", " , ~ ,=,*,/, ,")],
        [("xx", "violence", "…")],
        [["nb", "unknown", "barnehage"]],
    ],
)
def test_rows_that_say_nothing_count_for_nothing(extra):
    assert recognise("barnehage", languages=["nb"], extra=extra) == []
    assert recognise("vold", languages=["nb"], extra=extra) == [Crisis.VIOLENCE]


def test_too_short_a_beginning_that_an_editor_adds_stands_for_itself():
    extra = [("nb", "violence", "sel*")]
    assert recognise("selger hus", languages=["nb"], extra=extra) == []
    assert recognise("sel", languages=["nb"], extra=extra) == [Crisis.VIOLENCE]


def test_a_query_is_not_logged(caplog):
    with caplog.at_level(logging.DEBUG):
        recognise("jeg vil ikke leve", languages=["nb"])
    assert caplog.records == []


def test_a_very_long_text_is_read_from_its_beginning():
    assert recognise("selvmord " + "x " * 10**6, languages=["nb"]) == [Crisis.SUICIDE]
    assert recognise("x" * 10**6, languages=["nb"]) == []
    assert recognise("a\u0301" * 10**5 + "\ufdfa" * 10**5, languages=["nb"]) == []


@pytest.mark.parametrize(
    "query", ["", " ", "\x00", "?!…", "_", "\u0301\u0301", "\ud800", "''''", "~=*/"]
)
def test_a_query_without_words_is_about_nothing(query):
    assert recognise(query, languages=["nb"]) == []


some_words = st.sampled_from(sorted({word for text in IN_NEED.values() for word in text.split()}))
some_text = st.one_of(st.text(), st.lists(some_words, max_size=30).map(" ".join))


@given(
    some_text,
    st.lists(st.sampled_from([*ALL, "no", "nb-NO", "", "xx", "-"]), max_size=3),
    st.lists(
        st.tuples(st.text(max_size=3), st.sampled_from([*Crisis, "x"]), st.text()), max_size=2
    ),
)
@example("d'd'd'", ["nb"], [])
@example("می ", ["fa"], [])
@example("ن\u200c" * 50, ["fa"], [])
@example("\x00vold\x00", ["nb"], [])
def test_no_text_raises_an_error(query, languages, extra):
    found = recognise(query, languages=languages, extra=extra)
    assert found == [kind for kind in Crisis if kind in found]


@given(some_text)
def test_what_stands_around_a_text_changes_nothing(query):
    assert recognise(f" …{query}! ", languages=["nb"]) == recognise(query, languages=["nb"])


@pytest.mark.parametrize("language", ALL)
def test_every_entry_of_a_list_is_found_as_it_is_written(language):
    """A word under ``harmless`` must not hide one that is listed, nor a slip of the pen."""
    missed = []
    for kind in Crisis:
        for entry in entries(ALL[language], kind):
            places = [place.strip("~=*").split("/") for place in entry.split()]
            for number in range(max(map(len, places))):
                chosen = (forms[number % len(forms)].strip("*") for forms in places)
                query = " ".join(chosen)
                if kind not in recognise(query, languages=[language]):
                    missed.append((kind, query))
    assert missed == []


@pytest.mark.parametrize("language", ALL)
def test_the_lists_are_well_formed(language):
    words = ALL[language]
    light = {fold(word) for word in words.light.split()}
    assert [field.name for field in dataclasses.fields(words)] == [*Crisis, "harmless", "light"]
    for kind in (*Crisis, "harmless"):
        written = list(entries(words, kind))
        assert [entry for entry in written if written.count(entry) > 1] == []
        for entry in written:
            assert len(tokens(entry)) >= 1 or (kind == "harmless" and not entry), (kind, entry)
            assert not all(token.folded in light for token in tokens(entry)) or not entry, entry
            for form in (form for place in entry.split() for form in place.split("/")):
                assert "/" not in entry or len(tokens(form)) >= 1, (kind, entry)
                if form.endswith("*"):
                    folded = tokens(form)[-1].folded
                    assert len(folded) >= shortest_beginning(folded), (kind, entry)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_error_is_a_letter_more_less_other_or_two_exchanged(typed, meant):
    letters = range(len(meant) + 1)
    near = {meant}
    near |= {meant[:n] + meant[n + 1 :] for n in letters}
    near |= {meant[:n] + letter + meant[n:] for n in letters for letter in "abc"}
    near |= {meant[:n] + letter + meant[n + 1 :] for n in range(len(meant)) for letter in "abc"}
    near |= {meant[:n] + meant[n : n + 2][::-1] + meant[n + 2 :] for n in letters}
    assert one_error_apart(typed, meant) == (typed in near)
