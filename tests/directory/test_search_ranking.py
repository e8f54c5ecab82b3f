"""The ranking of search results against the plainest possible oracle."""

from hypothesis import given
from hypothesis import strategies as st

from wagtail_hjelp.directory.search import _add_weights, _having_most

ENTRIES = 12
masks = st.lists(st.integers(0, 2**ENTRIES - 1), max_size=6)


@given(masks)
def test_entries_with_most_words_are_kept(hits):
    counts = [sum(bits >> n & 1 for bits in hits) for n in range(ENTRIES)]
    most = max(counts)
    expected = sum(1 << n for n in range(ENTRIES) if counts[n] == most) if most else 0
    assert _having_most(hits) == expected


@given(st.integers(0, 2**ENTRIES - 1), st.lists(st.tuples(masks, st.just(None)), max_size=5))
def test_weights_of_all_words_are_added_for_each_entry(best, words):
    tiered = []
    for found, _ in words:
        left, tiers = 2**ENTRIES - 1, []
        for weight, bits in zip((8, 4, 2, 1), found, strict=False):
            tiers.append((weight, bits & left))
            left &= ~bits
        tiered.append(tiers)
    buckets = {0: best}
    for tiers in tiered:
        buckets = _add_weights(buckets, tiers)
    for n in range(ENTRIES):
        totals = [total for total, bits in buckets.items() if bits >> n & 1]
        weights = [weight for tiers in tiered for weight, bits in tiers if bits >> n & 1]
        assert totals == ([sum(weights)] if best >> n & 1 else [])
