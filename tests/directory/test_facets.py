"""The arithmetic of filters against the plainest possible oracle."""

from hypothesis import given
from hypothesis import strategies as st

from wagtail_hjelp.directory.facets import FacetIndex

VALUES = {"topic": "abcd", "audience": "xyz", "cost": "01"}

entries = st.lists(
    st.fixed_dictionaries({group: st.sets(st.sampled_from(vs)) for group, vs in VALUES.items()}),
    max_size=40,
).map(lambda facets: [(100 + 7 * n, facet) for n, facet in enumerate(facets)])
choices = st.fixed_dictionaries(
    {},
    optional={
        group: st.lists(st.sampled_from([*vs, "unknown"]), max_size=3)
        for group, vs in VALUES.items()
    },
)


def oracle(entries, choice):
    """AND between groups, OR within; a group without chosen values asks nothing."""
    return [
        key
        for key, facets in entries
        if all(not chosen or facets[group] & set(chosen) for group, chosen in choice.items())
    ]


@given(entries, choices)
def test_matching_is_and_between_groups_and_or_within(entries, choice):
    index = FacetIndex(entries)
    assert list(index.keys_of(index.matching(choice))) == oracle(entries, choice)


@given(entries, choices)
def test_count_by_a_value_is_what_one_gets_by_choosing_it_alone_in_its_group(entries, choice):
    index = FacetIndex(entries)
    counts = index.counts(choice)
    for group in VALUES:
        for value in index.values(group):
            expected = oracle(entries, {**choice, group: [value]})
            assert counts[group][value] == len(expected)


@given(entries, choices, st.sets(st.integers(100, 400)))
def test_search_hits_narrow_both_results_and_counts(entries, choice, hits):
    index = FacetIndex(entries)
    among = index.bits_of(hits)
    narrowed = [entry for entry in entries if entry[0] in hits]
    assert list(index.keys_of(index.matching(choice, among))) == oracle(narrowed, choice)
    assert index.counts(choice, among).get("topic", {}) == {
        value: len(oracle(narrowed, {**choice, "topic": [value]}))
        for value in index.values("topic")
    }


def test_empty_index_answers_nothing():
    index = FacetIndex([])
    assert len(index) == 0
    assert list(index.keys_of(index.matching({"topic": ["a"]}))) == []
    assert index.counts({}) == {}
