"""The script itself, at three hundred random instants: it shows what the server would say then.

Each time it starts anew on a page that was made up to a day before, with the hours of all of the
demo's schedules, and with a clock that stands at the instant.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone, translation
from playwright.sync_api import Page
from wagtail.models import Locale

from wagtail_hjelp.directory.scope import Scope
from wagtail_hjelp.directory.snapshot import Snapshot, snapshot
from wagtail_hjelp.hours.status import coming
from wagtail_hjelp.models import HelpOfferIndexPage

INSTANTS = 300
EACH = 2

# Starts the script for each case and returns what it shows: [[state, label, detail, today], …].
# Its timers are switched off: they belong to a clock that has been moved on since.
START = """
async ({ script, cases }) => {
  window.setTimeout = () => 0;
  const shown = [];
  for (const [number, { now, rows }] of cases.entries()) {
    document.body.innerHTML = `<main data-hjelp-now="${now}" data-hjelp-max-age="300"></main>`;
    for (const data of rows) {
      const status = document.createElement("p");
      status.dataset.hjelpHours = data;
      for (const name of ["label", "detail", "today"]) {
        status.append(document.createElement("i"));
        status.lastChild.setAttribute(`data-hjelp-${name}`, "");
      }
      document.body.firstElementChild.append(status);
    }
    Date.now = () => now * 1000;
    await import(`${script}?${number}`);
    shown.push([...document.querySelectorAll("p")].map((status) => [
      status.dataset.hjelpState, ...[...status.children].map((part) => part.textContent),
    ]));
  }
  return shown;
}
"""


def test_script_shows_at_random_instants_what_the_server_says(
    new_page: Callable[..., Page], demo: None
) -> None:
    cases, expected = made(random.Random("script"))
    page = new_page()
    page.goto("/nb/hjelp/")
    script = "/static/wagtail_hjelp/hjelp.js"
    shown = page.evaluate(START, {"script": script, "cases": cases})
    assert len(shown) == INSTANTS
    assert [
        (case["now"], ours, theirs)
        for case, ours, theirs in zip(cases, expected, shown, strict=True)
        if ours != theirs
    ] == []


def made(chance: random.Random) -> tuple[list[dict], list[list[list[str]]]]:
    """Return the cases, and what the server says of each at its instant."""
    schedules = list(directory().entries_of)
    begin = timezone.now().replace(microsecond=0)
    cases, expected = [], []
    with translation.override("nb"):
        for _ in range(INSTANTS):
            instant = begin + timedelta(seconds=chance.randrange(360 * 24 * 3600))
            chosen = chance.sample(schedules, EACH)
            cases.append(
                {
                    "now": int(instant.timestamp()),
                    "rows": [coming(one, earlier(chance, instant)).data() for one in chosen],
                }
            )
            expected.append([coming(one, instant).now.row()[1:] for one in chosen])
    return cases, expected


def earlier(chance: random.Random, instant: datetime) -> datetime:
    return instant - timedelta(minutes=chance.randrange(24 * 60))


def directory() -> Snapshot:
    index = HelpOfferIndexPage.objects.get(locale=Locale.objects.get(language_code="nb"))
    return snapshot(Scope.of_page(index))
