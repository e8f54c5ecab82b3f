from typing import Any

from django.core.management.base import BaseCommand, CommandError

from example_site.demo import people
from example_site.demo.content import ContentError
from example_site.demo.loader import load
from example_site.demo.progress import Progress


class Command(BaseCommand):
    help = "Loads Havnesund kommune in all its languages; again to bring it back to its content."

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        try:
            load(Progress(quiet=quiet))
        except ContentError as error:
            raise CommandError(str(error)) from error
        if not quiet:
            self.stdout.write(people.table())
