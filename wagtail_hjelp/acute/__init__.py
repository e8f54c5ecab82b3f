"""Acute help: the ladder of whom to call, from danger to life down to someone to talk to.

``words`` has the sentences, ``daytime`` the one thing about it that is computed, ``ladder`` puts
national services and the municipality's own offers on its rungs, ``finding`` knows where the page
is, ``static_pages`` writes it to files for the day on which nothing else answers.
"""
