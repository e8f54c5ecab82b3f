"""Voluntary activities on a Wagtail site: from rows of dates in a form to what happens when.

The stairs between the engine (:mod:`wagtail_hjelp.schedule.recurrence`, which knows neither Django
nor words) and everything that shows dates.
"""
