"""``manage.py hjelp_acute_static``: acute help as files, for when the site is down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wagtail_hjelp.acute.static_pages import write_static_pages
from wagtail_hjelp.conf import settings


class Command(BaseCommand):
    help = (
        "Write the page of acute help as one self-contained HTML file a language, for a web server "
        "to give out when the site is down. With WAGTAIL_HJELP['ACUTE_STATIC_DIR'] they are "
        "written at each publishing as well."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--output", metavar="DIRECTORY", help="where to (default: the setting ACUTE_STATIC_DIR)"
        )
        parser.add_argument(
            "--url",
            help="where the web server gives them out, for the links between the languages "
            "(default: the setting ACUTE_STATIC_URL)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        directory = options["output"] or settings.ACUTE_STATIC_DIR
        if not directory:
            raise CommandError("Say where to: --output, or the setting ACUTE_STATIC_DIR.")
        url = settings.ACUTE_STATIC_URL if options["url"] is None else options["url"]
        try:
            written = write_static_pages(Path(directory), url)
        except OSError as error:
            raise CommandError(f"The pages cannot be written: {error}") from error
        if options["verbosity"]:
            for path in written:
                self.stdout.write(f"{path} ({path.stat().st_size} bytes)")
