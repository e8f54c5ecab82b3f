"""The directory: which offers there are, found by topic, filter and word.

Used by index pages, blocks and feeds alike; see :mod:`.querysets` for the verbs,
:mod:`.facets` for the arithmetic and :mod:`.listing` for a whole page of results.
"""
