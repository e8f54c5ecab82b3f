"""How long a consent holds, by the calendar."""

from datetime import date, timedelta

import pytest

from wagtail_hjelp.people.consent import Consent, Standing, years_later

UNTIL = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("today", "left", "standing"),
    [
        (date(2026, 10, 30), 31, Standing.VALID),
        (date(2026, 10, 31), 30, Standing.SOON),
        (date(2026, 11, 30), 0, Standing.SOON),
        (date(2026, 12, 1), -1, Standing.EXPIRED),
        (date(2026, 12, 30), -30, Standing.EXPIRED),
        (date(2026, 12, 31), -31, Standing.OVER),
    ],
)
def test_consent_holds_through_its_last_day_and_is_over_after_the_days_of_grace(
    today, left, standing
):
    consent = Consent(UNTIL, 30)
    assert (consent.days_left(today), consent.standing(today)) == (left, standing)
    assert consent.holds(today) is (left >= 0)
    assert consent.deleted_on == date(2026, 12, 31)


def test_without_days_of_grace_it_is_over_on_the_day_after():
    consent = Consent(UNTIL, 0)
    assert consent.deleted_on == UNTIL + timedelta(days=1) == date(2026, 12, 1)
    assert consent.standing(UNTIL) is Standing.SOON
    assert consent.standing(date(2026, 12, 1)) is Standing.OVER


def test_year_after_a_leap_day_ends_on_the_28th():
    assert years_later(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert years_later(date(2026, 11, 22), 1) == date(2027, 11, 22)
