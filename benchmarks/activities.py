"""What calendars cost beside the least that a Wagtail page can cost, and what a publishing costs.

    python -m benchmarks.activities [--activities 25 2000] [--rounds 100]

As ``benchmarks.pages``: in process, pages take turns, medians are compared. Each activity has 42
dates. The budget (docs/why/speed.md): the week with filters at most twice the plain listing of 20
titles; publishing a weekly activity at most 50 ms beyond the same publishing without dates.
"""

import argparse
import os
import statistics
import time
from datetime import date, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from benchmarks.measuring import LISTING, TEXT, analyse, compare, plain_pages
from tests.factories import make_topic, phone, venue, weekly
from wagtail_hjelp.models import (
    ActivityIndexPage,
    ActivityPage,
    DirectoryStamp,
    HelpFrontPage,
    Listed,
    Occurrence,
    OrganisationIndexPage,
    OrganisationPage,
)
from wagtail_hjelp.vocabularies import Audience, Cost, ServiceLanguage

TOPICS = ["talk", "mind", "health", "money", "child", "house", "work", "people"]
TOWNS = ["Havnesund", "Ytre Sandvika", "Nordvågen"]
DATES = 42


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--activities", type=int, nargs="+", default=[25, 2000])
    parser.add_argument("--rounds", type=int, default=100)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    home = Page.objects.get(depth=2)
    plain = plain_pages(home)
    front = home.add_child(instance=HelpFrontPage(title="Hjelp", slug="hjelp"))
    calendar = front.add_child(instance=ActivityIndexPage(title="Hva skjer", slug="hva-skjer"))
    organisations = _organisations(front)
    for order, slug in enumerate(TOPICS):
        make_topic(slug, icon=slug, sort_order=order)
    made: list[ActivityPage] = []
    asked = []
    today = timezone.localdate()
    for number in sorted(options.activities):
        while len(made) < number:
            made.append(_activity(calendar, len(made), organisations, today))
        analyse()
        month = f"{today + timedelta(days=31):%Y-%m}"
        pages = {
            **plain,
            "activity": made[-1].url,
            "calendar": calendar.url,
            "week": f"{calendar.url}?when=week",
            "week, two filters": f"{calendar.url}?when=week&audience=youth&cost=free",
            "weekend": f"{calendar.url}?when=weekend",
            "search": f"{calendar.url}?q=kafe",
            "month": f"{calendar.url}?view=month&month={month}",
            "front page": front.url,
        }
        title = f"{number} activities, {Occurrence.objects.count()} dates"
        asked.append(compare(title, pages, options.rounds))
        _after_a_change(pages, min(options.rounds, 10))
    _publishing(calendar, today, options.rounds)
    if any(queries != asked[0] for queries in asked):
        raise SystemExit("The number of queries depends on the number of activities.")


def _organisations(front: Page) -> list[Page]:
    overview = OrganisationIndexPage(title="Lag og foreninger", slug="lag")
    Page.objects.get(pk=front.pk).add_child(instance=overview)
    found = []
    for number in range(40):
        page = OrganisationPage(title=f"Lag nummer {number}", summary="Vi gjør noe for andre.")
        found.append(overview.add_child(instance=page))
    return found


def _activity(calendar: Page, number: int, organisations: list[Page], today: date) -> ActivityPage:
    first = today - timedelta(days=today.weekday()) + timedelta(days=number % 7)
    row = weekly(
        first.isoformat(),
        starts=f"{9 + number % 11:02}:{number % 4 * 15:02}:00",
        ends=f"{11 + number % 11:02}:00:00",
        until=(first + timedelta(weeks=DATES - 1)).isoformat(),
    )
    page = ActivityPage(
        title=f"{('Kafé', 'Tur', 'Kor', 'Leksehjelp', 'Trening')[number % 5]} nummer {number}",
        summary="Et sted der du kan komme innom, møte andre og ta en kopp kaffe. Alle er velkomne.",
        organiser=organisations[number % len(organisations)],
        dates=[row],
        where=[venue(name="Menighetshuset", street="Kirkegata 1", place=TOWNS[number % 3])],
        audiences=list(Audience.values)[number % 5 : number % 5 + 2],
        service_languages=list(ServiceLanguage.values)[number % 7 : number % 7 + 3],
        cost=list(Cost.values)[number % len(Cost.values)],
        come_alone="yes",
        contact_points=[phone(f"+4770000{number % 1000:03}", "booking")],
        body=[{"type": "text", "value": TEXT}],
    )
    calendar.add_child(instance=page)
    page.topics.add(make_topic(TOPICS[number % 8]))
    page.save()
    return page


def _after_a_change(pages: dict[str, str], rounds: int) -> None:
    """Print what the first visitor after a change waits for, beside the listing."""
    client = Client()
    names = [LISTING, "calendar", "week, two filters", "month"]
    times: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            DirectoryStamp.renew(Listed.ACTIVITIES)
            start = time.perf_counter()
            client.get(pages[name])
            times[name].append(time.perf_counter() - start)
    print("first after a change of any date, ms:", end=" ")
    print(
        *(f"{name} {statistics.median(found) * 1000:.0f}" for name, found in times.items()),
        sep=", ",
    )


def _publishing(calendar: Page, today: date, rounds: int) -> None:
    """Print what publishing costs with the dates of a new weekly row, and without any."""
    times: dict[str, list[float]] = {"without dates": [], "weekly": []}
    for number in range(min(rounds, 30)):
        for name, dates in (("without dates", []), ("weekly", [weekly(today.isoformat())])):
            calendar = ActivityIndexPage.objects.get(pk=calendar.pk)
            page = ActivityPage(title=f"Ny {name} {number}", summary="Ny.", live=False, dates=dates)
            calendar.add_child(instance=page)
            revision = page.save_revision()
            start = time.perf_counter()
            revision.publish()
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(found) * 1000 for name, found in times.items()}
    print(
        "\npublishing a new activity, ms:", ", ".join(f"{n} {ms:.1f}" for n, ms in medians.items())
    )
    print(f"its dates: {medians['weekly'] - medians['without dates']:.1f} ms")


if __name__ == "__main__":
    main()
