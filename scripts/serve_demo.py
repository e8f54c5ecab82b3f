"""Make the demo municipality's database, load it, serve it, and say when it answers.

Started by ``make demo``. Running it again brings the demo's own pages back to what the content
files say; pages that somebody added stay.
"""

import argparse
import http.client
import os
import socket
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START = "/nb/"
PASSWORD = "hjelp-demo"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()

    if _is_taken(options.host, options.port):
        sys.exit(
            f"Port {options.port} is in use. Choose another: make demo PORT={options.port + 1}"
        )

    sys.path[0] = str(ROOT)
    os.environ["DJANGO_SETTINGS_MODULE"] = "example_site.settings"
    # As residents see it: the site's own error pages, not Django's.
    os.environ.setdefault("DJANGO_DEBUG", "0")
    os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    os.environ.setdefault("WAGTAILADMIN_BASE_URL", f"http://localhost:{options.port}")

    import django
    from django.core.management import call_command

    django.setup()
    print("Making the database …", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    print("Loading Havnesund kommune …", flush=True)
    call_command("load_demo")

    threading.Thread(target=_say_when_ready, args=(options.host, options.port), daemon=True).start()
    # One thread per request, static files included. Not for the web: see Django's documentation.
    call_command(
        "runserver",
        f"{options.host}:{options.port}",
        use_reloader=False,
        insecure_serving=True,
        skip_checks=True,
    )


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _say_when_ready(host: str, port: int) -> None:
    reachable = "127.0.0.1" if host in {"0.0.0.0", ""} else host
    for _attempt in range(600):
        connection = http.client.HTTPConnection(reachable, port, timeout=30)
        try:
            connection.request("GET", START, headers={"Host": f"localhost:{port}"})
            status = connection.getresponse().status
        except OSError:
            time.sleep(0.2)
            continue
        finally:
            connection.close()
        if status != 200:
            print(f"The server answers {status} on {START}; see above.", flush=True)
            return
        break
    else:
        print("The server does not answer.", flush=True)
        return
    base = f"http://localhost:{port}"
    users = _users()
    width = max((len(name) for name, _role in users), default=0)
    print(f"\nReady: {base}{START}")
    print(f"       {base}/nb/hjelp/   {base}/ar/hjelp/")
    print(f"       {base}/admin/      password for all: {PASSWORD}")
    for name, role in users:
        print(f"         {name:<{width}}  {role}")
    print("Ctrl-C stops it.\n", flush=True)


def _users() -> list[tuple[str, str]]:
    """Return the demo's users and what they are."""
    from django.contrib.auth import get_user_model
    from django.db import connection

    try:
        found = []
        for user in get_user_model().objects.filter(is_active=True).order_by("pk"):
            groups = ", ".join(user.groups.values_list("name", flat=True))
            role = "superuser" if user.is_superuser else ""
            found.append((user.get_username(), ", ".join(filter(None, [groups, role]))))
        return found
    finally:
        connection.close()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print()
