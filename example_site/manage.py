#!/usr/bin/env python
"""Django's commands for the demo municipality: ``python example_site/manage.py …``."""

import os
import sys
from pathlib import Path


def main() -> None:
    root = str(Path(__file__).resolve().parent.parent)
    # Run as a script, Python puts this folder first; the project is the folder above.
    sys.path[0] = root
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "example_site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
