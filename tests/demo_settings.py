"""The demo municipality, made fit for tests: a database of its own and quick passwords.

The database is a file, since the browser asks from other threads than the test's.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from example_site.settings import *  # noqa: F403
from example_site.settings import DATABASES

_scratch = Path(tempfile.gettempdir(), f"hjelp-demo-{os.getpid()}")

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = _scratch / "media"

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    _scratch.mkdir(exist_ok=True)
    atexit.register(shutil.rmtree, _scratch, ignore_errors=True)
    DATABASES["default"]["TEST"] = {"NAME": str(_scratch / "db.sqlite3")}
    # Nobody needs it after a power cut.
    DATABASES["default"].setdefault("OPTIONS", {})["init_command"] = "PRAGMA synchronous=OFF"
else:
    # Not the name of tests.settings: both suites may run at the same time.
    DATABASES["default"].setdefault("TEST", {})["NAME"] = "test_hjelp_demo"
