"""A section with a calendar and an overview of organisations, on a Monday in November."""

import socket
import ssl
import threading
from pathlib import Path

import pytest
from django.utils import translation

from tests.activities.calendars import local, make_calendar
from tests.collecting.importing.wires import HOST, OPEN
from tests.factories import make_topic
from wagtail_hjelp.collecting.importing.fetching import Wire, open_tls
from wagtail_hjelp.models import OrganisationIndexPage

CERTIFICATE = Path(__file__).parent / f"{HOST}.pem"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(local("2026-11-23 10:00"), tick=False)
    return time_machine


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def calendar(site, locales):
    return make_calendar(site.root_page)


@pytest.fixture
def overview(calendar):
    page = OrganisationIndexPage(title="Organisasjoner", slug="organisasjoner")
    return calendar.get_parent().add_child(instance=page)


@pytest.fixture
def topic():
    return make_topic("ensomhet")


@pytest.fixture
def server():
    """A server with a certificate for the host; gives the wire to it, and what it was asked."""
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(CERTIFICATE)
    listening = socket.create_server(("127.0.0.1", 0))
    asked, answers, threads = [], [], []

    def serve():
        while True:
            try:
                plain, _from = listening.accept()
                with ours.wrap_socket(plain, server_side=True) as line:
                    asked.append(line.recv(65536).decode())
                    for part in answers.pop(0):
                        line.sendall(part)
            except ssl.SSLError:
                continue
            except OSError:
                return

    threads.append(threading.Thread(target=serve, daemon=True))
    threads[0].start()

    def connect(number, host, seconds):
        assert number == OPEN
        port = listening.getsockname()[1]
        return open_tls("127.0.0.1", host, seconds, port=port, context=theirs[0])

    theirs = [ssl.create_default_context(cafile=CERTIFICATE)]
    wire = Wire(look_up=lambda host, seconds: [OPEN], connect=connect, seconds_of_silence=0.5)
    yield wire, asked, answers, theirs
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    threads[0].join(5)
