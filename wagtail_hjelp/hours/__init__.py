"""Opening hours on a Wagtail site: from rows in a form to answers in the reader's words.

The stairs between the engine (:mod:`wagtail_hjelp.schedule`, which knows neither Django nor words)
and everything that shows hours.
"""
