"""Whatever a stranger sends to the steps: an error beside a field, or a record that can be put on a
page, read again and told in words; never a server error, and nothing stored of what is refused."""

import json
import unicodedata
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.collecting.submissions.stories import COST, SENDER, WHAT, WHEN, WHERE, WHO, fields_of
from tests.collecting.test_hostile import hostile
from wagtail_hjelp.collecting.differences import differences, told
from wagtail_hjelp.collecting.entries import apply_record, empty_record, model_of, read_record
from wagtail_hjelp.collecting.guard import GuardedForm
from wagtail_hjelp.collecting.steps import SenderForm, steps_of
from wagtail_hjelp.models import Attempts, SecretLink, Submission

pytestmark = pytest.mark.django_db

# So many for each form as a whole: two thousand, and more.
many = settings(
    max_examples=2000,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
some = settings(many, max_examples=100)

# What people write, so that not all is refused; and what nobody does.
USUAL = [*WHAT.values(), *WHEN.values(), *WHERE.values(), *COST.values(), *SENDER.values()]
USUAL += ["weekly", "monthly", "fortnightly", "24.12.2026", "kl. 18", "24:00", "3", "on", "yes"]
USUAL += ["https://a.example", "congregation", "974 760 673", "everyone", "nb", ""]
DATES = ["9999-12-31", "0001-01-01", "2026-02-30", "1969-12-31", "2100-12-31", "-1", "99999999999"]
value = st.one_of(st.sampled_from([str(one) for one in USUAL]), st.sampled_from(DATES), hostile)


def answers_of(kind: str, number: int) -> Any:
    """Answers to a step: any of its fields, with anything in them, and fields that it lacks."""
    form = steps_of(kind)[number].form
    names = [name for name in form.base_fields if name not in GuardedForm.base_fields]
    rows = [f"dates-{row}-{name}" for row in (0, 1, 11) for name in _ROW]
    names += rows if "dates" in form.several else []
    names += [f"week-{day}-{name}" for day in (0, 6) for name in ("opens", "closes")]
    names += ["dates-count", "more-dates", "nobody-has-this", "hjelp_more"]
    answer = st.one_of(value, value, st.lists(value, max_size=3))
    return st.dictionaries(st.sampled_from(names), answer, max_size=12)


_ROW = ("row_id", "often", "day", "starts", "ends", "until", "not_on_holidays", "remove")
STEPS = [(kind, number) for kind in ("activity", "organisation", "offer") for number in range(5)]
STEPS = [(kind, number) for kind, number in STEPS if number < len(steps_of(kind))]
COMPLETE = {"activity": [WHAT, WHEN, WHERE, WHO, COST], "organisation": [{}, {}, {}]}
COMPLETE["organisation"][0] = {"title": "Koret", "summary": "Vi synger.", "kind": "voluntary"}
COMPLETE["organisation"][1] = {"phone": "70000110"}
COMPLETE["offer"] = [{"title": "Frisklivssentralen", "summary": "Om vaner."}, {}, {}, {}, {}]
COMPLETE["offer"][3] = {"cost": "free"}
UNKNOWN = ("interpreter", "wheelchair", "accessible_toilet", "hearing_loop", "accessible_parking")
COMPLETE["offer"][4] = dict.fromkeys(UNKNOWN, "unknown")


def stamped() -> str:
    """When the form was opened, as it says itself."""
    return str(GuardedForm()["hjelp_stamp"].value())


@pytest.mark.parametrize(("kind", "number"), STEPS)
def test_steps_take_it_or_say_what_is_wrong(kind, number, clock):
    step = steps_of(kind)[number]
    taken = []

    @settings(many, max_examples=2000 // len(steps_of(kind)) + 1)
    @given(sent=answers_of(kind, number), whole=st.booleans())
    def tell(sent: dict[str, Any], whole: bool) -> None:
        opened = stamped()
        clock.shift(5)
        usual = COMPLETE[kind][number] if whole else {}
        data = {"hjelp_stamp": opened, "hjelp_more": "", **usual, **sent}
        form = step.form(Data(data), record=empty_record(kind))
        if form.wants_more or not form.is_valid():
            str(form.errors)
            return
        record = {**empty_record(kind), **form.values()}
        taken.append(record)
        # It is stored as JSON, put on a page, read from it and told in words.
        assert json.loads(json.dumps(record)) == record
        page = model_of(kind)()
        apply_record(page, record)
        assert read_record(page)["title"] == record["title"]
        told(kind, record)
        differences(kind, empty_record(kind), record)
        for text in _texts(record):
            assert not {unicodedata.category(char) for char in text} & {"Cs", "Zl", "Zp"}, text
            assert not {char for char in text if ord(char) < 32} - {"\n"}, text

    tell()
    assert taken != []


class Data(dict):
    """What a browser sends: several values under a name."""

    def getlist(self, key: str) -> list[str]:
        found = self.get(key, [])
        return found if isinstance(found, list) else [found]

    def __getitem__(self, key: str) -> Any:
        found = self.getlist(key)
        if not found and key not in self:
            raise KeyError(key)
        return found[-1] if found else ""


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def test_sender_has_one_address_or_none(clock):
    @many
    @given(name=value, email=st.one_of(value, hostile.map(lambda text: f"a@b.example{text}")))
    def tell(name: str, email: str) -> None:
        opened = stamped()
        clock.shift(5)
        form = SenderForm({"hjelp_stamp": opened, "hjelp_more": "", "name": name, "email": email})
        if form.is_valid():
            found = form.cleaned_data["email"]
            assert found.count("@") == 1
            assert not set(found) & set(" ,;:<>\r\n\t\"'()")

    tell()


def test_nothing_of_what_is_refused_is_stored_and_nobody_else_gets_mail(
    teller, django_capture_on_commit_callbacks
):
    url = f"{teller.url}activity/"
    empty = fields_of(teller.client.get(url).content.decode())
    teller.clock.shift(5)

    @some
    @given(sent=answers_of("activity", 0))
    def tell(sent: dict[str, Any]) -> None:
        for model in (Submission, SecretLink, Attempts):
            model.objects.all().delete()
        client = Client(raise_request_exception=False)
        data = {name: _sendable(one) for name, one in {**empty, **WHAT, **sent}.items()}
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(url, data)
        assert response.status_code in (200, 302, 400)
        kept = 1 if response.status_code == 302 else 0
        assert (Submission.objects.count(), SecretLink.objects.count()) == (kept, kept)

    tell()
    assert mail.outbox == []


def _sendable(value: Any) -> Any:
    if isinstance(value, list):
        return [_sendable(one) for one in value]
    return str(value).encode("utf-8", "replace").decode()
