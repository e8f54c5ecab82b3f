"""The board as those who look at it read it."""

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.translation.stories import version_in
from wagtail_hjelp.models import TranslationRequest

BOARD = "wagtail_hjelp:translations"


def ask(page, code, **fields):
    locale = version_in(page, code).locale
    TranslationRequest.objects.update_or_create(
        translation_key=page.translation_key, locale=locale, defaults=fields
    )


def client_of(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def look(client, **query):
    response = client.get(reverse(BOARD), query)
    assert response.status_code == 200
    return response


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def table(response) -> list[list[str]]:
    """The rows of the board as one reads them, its header first."""
    rows = soup(response).select(".hjelp-board tr")
    return [[text(cell) for cell in row.select("th, td")] for row in rows]


def text(element) -> str:
    """What is seen on a wide screen, of a page's title without its kind."""
    for hidden in element.select(".w-sr-only, .hjelp-board__language, .hjelp-board__kind"):
        hidden.decompose()
    return " ".join(element.get_text().split())


def cells(response, language) -> dict[str, str]:
    """What stands in the column of a language, by the page's title."""
    header, *rows = table(response)
    column = header.index(language)
    return {row[0]: row[column] for row in rows}


def titles(response) -> list[str]:
    return [row.title for row in response.context["object_list"]]


def link(response, title, language) -> str | None:
    """Where the cell of a page in a language leads to."""
    document = soup(response)
    header = [text(cell) for cell in document.select(".hjelp-board th")]
    for row in document.select(".hjelp-board tbody tr"):
        first, *others = row.select("td")
        if first.find(string=title):
            found = others[header.index(language) - 1].find("a")
            return found and found["href"]
    raise AssertionError(title)
