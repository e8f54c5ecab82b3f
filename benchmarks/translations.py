"""What languages cost: the board, and publishing a page that has six translations.

    python -m benchmarks.translations [--pages 30 300] [--rounds 20]

Publishing is compared with wagtail-localize's "sync" of the same page, alone and with the
translations published, without which a changed telephone number does not reach them. Each round
changes a number and a sentence.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from benchmarks.measuring import analyse
from tests.factories import make_offer, make_section, phone
from wagtail_hjelp.models import HelpOfferPage
from wagtail_hjelp.translation.status import overview

LANGUAGES = ["en", "uk", "ar", "pl", "so", "ti"]
BODY = [
    {"type": "text", "value": f"<h2>Del {number}</h2><p>Vi er her for deg. Ring oss.</p>"}
    for number in range(6)
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[30, 300])
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    index = make_section(Page.objects.get(depth=2))
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES]
    for locale in locales:
        index.copy_for_translation(locale, copy_parents=True, alias=True)
    offer = make_offer(index, "Krisesenter", body=BODY, contact_points=[phone("116117")])
    _translate(offer, locales)
    _publishing(offer, options.rounds)

    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", password="x"))
    asked = []
    made = 1
    print(f"\nboard, {len(LANGUAGES)} languages besides the source's")
    print(f"{'pages':<26}{'queries':>8}{'ms':>8}{'overview ms':>13}")
    for number in sorted(options.pages):
        while made < number:
            made += 1
            make_offer(index, f"Tilbud {made}", summary=f"Om tilbud {made}.")
        analyse()
        asked.append(_board(client, number))
    assert len(set(asked)) == 1, f"queries grow with pages: {asked}"


def _translate(offer: Any, locales: list[Locale]) -> None:
    translate_object(HelpOfferPage.objects.get(pk=offer.pk), locales)
    _fill(offer)
    for translation in Translation.objects.filter(source__object_id=offer.translation_key):
        translation.save_target(publish=True)


def _fill(offer: Any) -> None:
    for translation in Translation.objects.filter(source__object_id=offer.translation_key):
        for segment in StringSegment.objects.filter(source=translation.source_id):
            StringTranslation.objects.get_or_create(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale=translation.target_locale,
                defaults={"data": segment.string.data, "translation_type": "manual"},
            )


def _publishing(offer: Any, rounds: int) -> None:
    steps: dict[str, Callable[[Any, int], None]] = {
        "publish the source": _publish,
        "localize: sync alone": _sync_alone,
        "localize: sync and publish": _sync,
    }
    times: dict[str, list[float]] = {name: [] for name in steps}
    queries: dict[str, int] = {}
    for turn in range(rounds):
        # What is published is then synchronised: first ours, then wagtail-localize's own. Alone
        # it finds another change, as after a publishing.
        for name, step in steps.items():
            page = HelpOfferPage.objects.get(pk=offer.pk)
            reset_queries()
            with CaptureQueriesContext(connection) as captured:
                start = time.perf_counter()
                step(page, turn)
                times[name].append(time.perf_counter() - start)
            queries[name] = len(captured)
        _fill(offer)
    base = statistics.median(times["localize: sync alone"])
    print(f"\npublishing a page with {len(LANGUAGES)} translations, {rounds} rounds, medians")
    print(f"{'what':<30}{'queries':>8}{'ms':>9}{'x sync':>8}")
    assert queries["publish the source"] < queries["localize: sync alone"], queries
    for name, found in times.items():
        median = statistics.median(found)
        print(f"{name:<30}{queries[name]:>8}{median * 1000:>9.1f}{median / base:>8.2f}")


def _publish(page: Any, turn: int) -> None:
    page.contact_points = [phone("116117" if turn % 2 else "116123")]
    page.summary = f"Vi hjelper deg, gang {turn}."
    page.save_revision().publish()


def _sync_alone(page: Any, turn: int) -> None:
    source = Translation.objects.filter(source__object_id=page.translation_key)[0].source
    source.update_from_db()
    for translation in source.translations.filter(enabled=True):
        source.update_target_view_restrictions(translation.target_locale)


def _sync(page: Any, turn: int) -> None:
    source = Translation.objects.filter(source__object_id=page.translation_key)[0].source
    source.update_from_db()
    for translation in source.translations.filter(enabled=True):
        translation.save_target(publish=True)


def _board(client: Client, number: int) -> int:
    address = reverse("wagtail_hjelp:translations")
    assert client.get(address).status_code == 200
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    queries = len(captured)
    found: dict[str, list[float]] = {"board": [], "overview": []}
    for _ in range(5):
        start = time.perf_counter()
        client.get(address)
        found["board"].append(time.perf_counter() - start)
        start = time.perf_counter()
        overview()
        found["overview"].append(time.perf_counter() - start)
    board, read = (statistics.median(times) * 1000 for times in found.values())
    print(f"{number:<26}{queries:>8}{board:>8.1f}{read:>13.1f}")
    return queries


if __name__ == "__main__":
    main()
