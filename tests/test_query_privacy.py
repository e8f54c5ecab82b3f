"""What somebody searches for stays out of the logs."""

import logging

import pytest
from django.test import Client

from tests.factories import make_section
from wagtail_hjelp.query_privacy import LOGGERS, HideSearchWords, hide


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("GET /nb/hjelp/tilbud/?q=selvmord HTTP/1.1", "GET /nb/hjelp/tilbud/?q=… HTTP/1.1"),
        ("/d/?topic=x&q=jeg+vil+d%C3%B8&page=2", "/d/?topic=x&q=…&page=2"),
        ("/d/?q=a#b", "/d/?q=…#b"),
        ("q=rus&topic=x", "q=…&topic=x"),
        ("/d/?q=a;selvmord&x=1", "/d/?q=…&x=1"),
        ("/d/?seq=1&faq=2", "/d/?seq=1&faq=2"),
        (404, 404),
    ],
)
def test_value_of_q_is_blanked(address, logged):
    assert hide(address) == logged


@pytest.mark.parametrize("logger", LOGGERS)
def test_loggers_that_write_addresses_have_the_filter(logger):
    found = logging.getLogger(logger).filters
    assert [type(entry) for entry in found].count(HideSearchWords) == 1


def test_record_with_a_mapping_of_parts_is_blanked_too():
    record = logging.LogRecord(
        "gunicorn.access",
        logging.INFO,
        "",
        0,
        "%(r)s %(s)s",
        ({"r": "GET /d/?q=rus HTTP/1.1", "q": "?q=rus", "s": 200},),
        None,
    )
    assert HideSearchWords().filter(record)
    assert record.getMessage() == "GET /d/?q=… HTTP/1.1 200"


@pytest.mark.django_db
def test_warning_of_a_missing_page_logs_no_search_words(client: Client, site, caplog):
    make_section(site.root_page)
    with caplog.at_level(logging.DEBUG):
        client.get("/nb/finnes-ikke/?q=selvmord")
        client.get("/nb/hjelp/tilbud/?q=selvmord")
    assert caplog.records
    assert "selvmord" not in caplog.text
