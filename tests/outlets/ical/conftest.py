"""A café whose dates change."""

from __future__ import annotations

import pytest

from tests.activities.calendars import (
    make_activity,
    publish,
)
from tests.outlets.ical.feeds import CAFE


@pytest.fixture
def cafe(calendar):
    page = make_activity(
        calendar,
        "Kafé",
        CAFE,
        sign_up="required",
        sign_up_url="https://pamelding.example/",
        summary="Kom.",
    )
    return publish(page)
