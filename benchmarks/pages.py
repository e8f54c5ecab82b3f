"""What our pages cost beside the least that a Wagtail page can cost, in one run.

    python -m benchmarks.pages [--offers 25 2500] [--rounds 200]

Requests go through Django's test client, in process, middleware and all. The kinds of page
take turns, so that what else the machine does falls on all alike; medians are compared.
The budget (docs/why/speed.md): offer at most 11 queries and 1.5 times the unadorned page; a
directory of 20 with filters and hit counts at most twice the plain listing of 20 titles.
"""

import argparse
import os
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from benchmarks.measuring import TEXT, analyse, compare, plain_pages
from tests.factories import make_offer, make_section, make_topic, phone, visit
from wagtail_hjelp.vocabularies import Access, Audience, Cost, ServiceLanguage

WEEK = timedelta(days=7)
TOPICS = ["talk", "mind", "health", "money", "child", "house", "work", "people"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--offers", type=int, nargs="+", default=[25, 2500])
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    home = Page.objects.get(depth=2)
    index = make_section(home)
    plain = plain_pages(home)
    offer = None
    made = 0
    asked = []
    for number in sorted(options.offers):
        while made < number:
            offer = _offer(index, made)
            made += 1
        analyse()
        first = timezone.localdate() + WEEK
        pages = {
            **plain,
            "offer": offer.url,
            "directory": index.url,
            "directory, two filters": f"{index.url}?audience=youth&cost=free",
            "directory, search": f"{index.url}?q=lege",
            "directory, open now": f"{index.url}?open=now",
            "directory, between dates": f"{index.url}?from={first}&to={first + WEEK}",
        }
        asked.append(compare(f"{number} offers", pages, options.rounds))
    if any(queries != asked[0] for queries in asked):
        raise SystemExit("The number of queries depends on the number of offers.")


def _offer(index: Page, number: int) -> Page:
    def pick(vocabulary, step, most):
        codes = list(vocabulary.values)
        return [codes[(number * step + n) % len(codes)] for n in range(1 + number % most)]

    for order, slug in enumerate(TOPICS):
        make_topic(slug, icon=slug, sort_order=order)
    return make_offer(
        index,
        f"{('Lege', 'Samtale', 'Gjeld', 'Bolig', 'Tolk')[number % 5]}hjelp nummer {number}",
        summary="Hjelp til deg som trenger noen å snakke med om det som er vanskelig akkurat nå.",
        provider="Havnesund kommune",
        responsible="Servicetorget",
        topics=[TOPICS[number % 8], TOPICS[(number * 3 + 1) % 8]],
        audiences=pick(Audience, 1, 3),
        access=pick(Access, 1, 2),
        service_languages=pick(ServiceLanguage, 5, 4),
        cost=list(Cost.values)[number % len(Cost.values)],
        contact_points=[
            phone(f"+4770000{number % 1000:03}", "booking"),
            {"type": "email", "value": {"purpose": "general", "address": "a@havnesund.example"}},
            visit(street="Kaigata 1", postcode="7140", place="Havnesund"),
        ],
        opening_hours=_hours(number),
        body=[{"type": "text", "value": TEXT}],
    )


def _hours(number: int) -> list[dict]:
    """About 350 distinct schedules among some thousands of offers, as in a large municipality."""

    def weekly(days: str, opens: str, closes: str) -> dict:
        value = {"days": list(days), "opens": opens, "closes": closes, "state": "open"}
        return {"type": "weekly", "value": value}

    kind = number % 353
    if kind % 20 == 0:
        return [{"type": "always", "value": None}]
    opens, closes = f"{7 + kind % 4:02}:{kind % 2 * 30:02}", f"{14 + kind % 5:02}:{kind % 60:02}"
    rows = [weekly("01234", "16:00", "08:00") if kind % 17 == 0 else weekly("0123", opens, closes)]
    if kind % 17:
        rows.append(weekly("4", opens, "14:00"))
    rows.append({"type": "holidays", "value": {"what": "closed"}})
    rows.append({"type": "follows_calendar", "value": None})
    return rows


if __name__ == "__main__":
    main()
