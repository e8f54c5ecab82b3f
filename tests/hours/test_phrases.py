"""Every phrase that Norwegian municipalities write, from the form to the reader and the clock.

Each is entered as an editor would, read back as people write it in Norwegian, and right at chosen
moments. 23 November 2026 is a Monday in week 48.
"""

from datetime import datetime

import pytest

from wagtail_hjelp.hours.view import hours_view
from wagtail_hjelp.schedule import State

from .conftest import Hours

pytestmark = pytest.mark.usefixtures("nb")

OPEN, CLOSED, UNKNOWN = State.OPEN, State.CLOSED, State.UNKNOWN
BY_APPOINTMENT, PHONE_ONLY = State.BY_APPOINTMENT, State.PHONE_ONLY
WEEKDAYS = ["0", "1", "2", "3", "4"]
EVERY_DAY = [*WEEKDAYS, "5", "6"]


def weekly(days, opens="", closes="", state="open", weeks="every"):
    row = {"days": days, "opens": opens, "closes": closes, "state": state, "weeks": weeks}
    return ("weekly", row)


def holidays(what="closed", opens="", closes=""):
    return ("holidays", {"what": what, "opens": opens, "closes": closes, "state": "open"})


def period(first, last, *rows, yearly=False):
    row = {"first": first, "last": last, "yearly": "on" if yearly else None, "rows": rows}
    return ("period", row)


def exception(first, what="closed", opens="", closes="", last="", reason=""):
    row = {"first": first, "last": last, "what": what, "opens": opens, "closes": closes}
    return ("exception", {**row, "state": "open", "reason": reason})


def test_døgnåpent(entered):
    hours = entered(("always", None))
    assert hours.week() == ["Åpent hele døgnet, alle dager"]
    assert hours.at("2026-12-25 03:00") is OPEN
    assert hours.label("2026-12-25 03:00") == "Åpent nå hele døgnet"


def test_hverdager_09_15_stengt_11_00_11_45(entered):
    hours = entered(
        weekly(WEEKDAYS, "09:00", "15:00"), weekly(WEEKDAYS, "11:00", "11:45", "closed"), holidays()
    )
    assert hours.week() == ["Mandag–fredag 09–11, 11.45–15 · Helg og helligdager stengt"]
    assert [hours.at(f"2026-11-23 {time}") for time in ("10:59", "11:00", "11:44", "11:45")] == [
        OPEN,
        CLOSED,
        CLOSED,
        OPEN,
    ]
    assert hours.label("2026-11-23 11:10") == "Stengt nå åpner i dag kl. 11.45"


def test_mandag_fredag_16_08(entered):
    hours = entered(weekly(WEEKDAYS, "16:00", "08:00"), holidays("as_usual"))
    assert hours.week() == ["Mandag–fredag 16–08 · Helg stengt · Helligdager som vanlig"]
    assert hours.at("2026-11-24 07:59") is OPEN
    assert hours.at("2026-11-24 08:00") is CLOSED
    # The night of Friday runs into Saturday; Saturday has none, and neither has Sunday.
    assert hours.at("2026-11-28 07:59") is OPEN
    assert hours.at("2026-11-28 16:00") is CLOSED
    assert hours.at("2026-11-30 07:59") is CLOSED
    assert hours.label("2026-11-23 21:00") == "Åpent nå til i morgen kl. 08.00"


def test_fredag_16_til_mandag_08_samt_helligdager(entered):
    hours = entered(
        weekly(["4"], "16:00", "00:00"),
        weekly(["5", "6"], "00:00", "00:00"),
        weekly(["0"], "00:00", "08:00"),
        holidays("hours", "00:00", "00:00"),
    )
    assert hours.week() == [
        "Fredag 16.00 – mandag 08.00 åpent · Helligdager hele døgnet · Andre dager stengt"
    ]
    assert [hours.at(f"2026-11-27 {time}") for time in ("15:59", "16:00")] == [CLOSED, OPEN]
    assert [hours.at(f"2026-11-30 {time}") for time in ("07:59", "08:00")] == [OPEN, CLOSED]
    # Second Christmas Day 2026 is a Saturday; Ascension Day 2027 a Thursday.
    assert hours.at("2027-05-06 12:00") is OPEN


def test_alle_netter_20_08_og_hele_helgen(entered):
    hours = entered(
        weekly(EVERY_DAY, "20:00", "08:00"),
        weekly(["5", "6"], "00:00", "00:00"),
        holidays("as_usual"),
    )
    assert hours.week() == [
        "Mandag–torsdag 20–08 · Fredag 20.00 – mandag 08.00 åpent · Helligdager som vanlig"
    ]
    assert hours.label("2026-11-29 12:00") == "Åpent nå til i morgen kl. 08.00"
    shown = hours.view.shown(datetime.fromisoformat("2026-11-29T12:00+01:00"))
    assert shown.status.today == "I dag: 00–08 neste dag"
    assert hours.at("2026-11-30 03:00") is OPEN


def test_hele_døgnet_i_helger_og_på_helligdager(entered):
    hours = entered(weekly(["5", "6"], "00:00", "00:00"), holidays("hours", "00:00", "00:00"))
    assert hours.week() == ["Helg og helligdager hele døgnet · Andre dager stengt"]
    assert hours.at("2026-12-25 23:59") is OPEN
    assert hours.at("2026-11-23 12:00") is CLOSED


def test_11_14_30_og_15_18(entered):
    hours = entered(
        weekly(WEEKDAYS, "11:00", "14:30"), weekly(WEEKDAYS, "15:00", "18:00"), holidays()
    )
    assert hours.week() == ["Mandag–fredag 11–14.30, 15–18 · Helg og helligdager stengt"]
    assert hours.at("2026-11-23 14:45") is CLOSED


def test_drop_in_man_og_ons_12_14_fre_10_12(entered):
    hours = entered(
        weekly(["0", "2"], "12:00", "14:00"), weekly(["4"], "10:00", "12:00"), holidays()
    )
    assert hours.week() == [
        "Mandag, onsdag 12–14 · Fredag 10–12 · Andre dager og helligdager stengt"
    ]
    assert hours.label("2026-11-23 14:00") == "Stengt nå åpner onsdag kl. 12.00"


def test_kun_timeavtale(entered):
    hours = entered(("by_appointment", None))
    assert hours.week() == ["Etter avtale"]
    assert hours.at("2026-11-23 12:00") is BY_APPOINTMENT
    assert hours.label("2026-11-23 12:00") == "Etter avtale"


def test_ny_sak_mandag_12_15_kun_telefon(entered):
    hours = entered(weekly(["0"], "12:00", "15:00", "phone_only"), holidays())
    assert hours.week() == ["Mandag 12–15 (kun telefon) · Andre dager og helligdager stengt"]
    assert hours.at("2026-11-23 12:00") is PHONE_ONLY
    assert hours.label("2026-11-23 12:00") == "Åpent nå, bare på telefon til kl. 15.00"


def test_partallsuker_onsdag_18_21(entered):
    hours = entered(weekly(["2"], "18:00", "21:00", weeks="even"), holidays())
    assert hours.week() == ["Onsdag i partallsuker 18–21 · Andre dager og helligdager stengt"]
    assert hours.at("2026-11-25 19:00") is OPEN
    assert hours.at("2026-12-02 19:00") is CLOSED
    # 2026 has 53 weeks: two odd ones in a row.
    assert [hours.at(f"2026-12-{day} 19:00") for day in ("23", "30")] == [OPEN, CLOSED]
    assert [hours.at(f"2027-01-{day} 19:00") for day in ("06", "13")] == [CLOSED, OPEN]


def test_15_september_14_mai_08_15_45_ellers_til_15_00(entered):
    hours = entered(
        weekly(WEEKDAYS, "08:00", "15:00"),
        period("2026-09-15", "2026-05-14", weekly(WEEKDAYS, "08:00", "15:45"), yearly=True),
        holidays(),
    )
    assert hours.week() == [
        "15. september – 14. mai: Mandag–fredag 08–15.45 · Helg og helligdager stengt",
        "Ellers: Mandag–fredag 08–15 · Helg og helligdager stengt",
    ]
    assert hours.at("2027-05-14 15:30") is OPEN
    assert hours.at("2027-05-18 15:30") is CLOSED
    assert hours.at("2026-09-15 15:44") is OPEN


def test_redusert_om_sommeren(entered):
    hours = entered(
        weekly(WEEKDAYS, "08:00", "15:30"),
        period("2026-06-22", "2026-08-14", weekly(["0", "2"], "10:00", "14:00"), yearly=True),
        holidays(),
    )
    assert hours.week() == [
        "Mandag–fredag 08–15.30 · Helg og helligdager stengt",
        "22. juni – 14. august: Mandag, onsdag 10–14 · Andre dager og helligdager stengt",
    ]
    assert hours.week(on="2026-07-06")[1] == (
        "Ellers: Mandag–fredag 08–15.30 · Helg og helligdager stengt"
    )
    assert hours.at("2027-07-06 11:00") is CLOSED
    assert hours.at("2027-07-07 11:00") is OPEN


def test_i_jule_og_sommerferie_16_22(entered):
    hours = entered(
        weekly(WEEKDAYS, "19:00", "22:00"),
        period("2026-12-21", "2027-01-03", weekly(EVERY_DAY, "16:00", "22:00")),
        period("2027-06-21", "2027-08-15", weekly(EVERY_DAY, "16:00", "22:00")),
        holidays("as_usual"),
    )
    assert hours.week() == [
        "Mandag–fredag 19–22 · Helg stengt · Helligdager som vanlig",
        "21. desember – 3. januar 2027: Alle dager 16–22 · Helligdager som vanlig",
        "21. juni 2027 – 15. august 2027: Alle dager 16–22 · Helligdager som vanlig",
    ]
    assert hours.at("2026-12-27 17:00") is OPEN
    assert hours.at("2026-12-20 20:00") is CLOSED


def test_alle_dager_også_røde_dager(entered):
    hours = entered(weekly(EVERY_DAY, "10:00", "18:00"), holidays("as_usual"))
    assert hours.week() == ["Alle dager 10–18 · Helligdager som vanlig"]
    assert hours.at("2026-12-25 10:00") is OPEN


def test_stengt_ca_12_uker_fra_3_august(entered):
    hours = entered(
        weekly(WEEKDAYS, "08:00", "15:30"),
        holidays(),
        (
            "closure",
            {
                "first": "2026-08-03",
                "reopens": "2026-10-26",
                "approximate": "on",
                "reason": "building",
            },
        ),
    )
    shown = hours.view.shown(datetime.fromisoformat("2026-07-20T12:00+02:00"))
    assert shown.notices == ["Stengt fra 3. august. Åpner igjen omtrent 26. oktober. Byggearbeid."]
    assert [hours.at(f"2026-{day} 10:00") for day in ("07-31", "08-03", "10-23", "10-26")] == [
        OPEN,
        CLOSED,
        CLOSED,
        OPEN,
    ]
    # The day is a guess, so the label promises nothing.
    assert hours.label("2026-09-01 10:00") == "Midlertidig stengt"


def test_stengt_til_og_med_23_oktober(entered):
    closed = {"first": None, "reopens": "2026-10-26", "approximate": None, "reason": ""}
    hours = entered(weekly(WEEKDAYS, "08:00", "15:30"), holidays(), ("closure", closed))
    shown = hours.view.shown(datetime.fromisoformat("2026-09-01T10:00+02:00"))
    assert shown.notices == ["Midlertidig stengt. Åpner igjen 26. oktober."]
    assert hours.label("2026-09-01 10:00") == (
        "Midlertidig stengt åpner mandag 26. oktober kl. 08.00"
    )


def test_utenom_disse_tidene_ring_x(enter, book):
    office = hours_view(enter(weekly(WEEKDAYS, "08:00", "15:30"), holidays()), book)
    other = hours_view(enter(("outside", None)), book, office)
    assert other is not None
    hours = Hours(other)
    assert hours.week() == ["Utenom åpningstidene"]
    assert [hours.at(f"2026-11-23 {time}") for time in ("07:59", "08:00", "15:29", "15:30")] == [
        OPEN,
        CLOSED,
        CLOSED,
        OPEN,
    ]
    assert hours.at("2026-12-25 12:00") is OPEN


def test_hver_sin_tid_19_23_24_og_25_desember(entered):
    hours = entered(
        weekly(EVERY_DAY, state="closed"),
        exception("2026-12-19", "hours", "11:00", "15:00", reason="christmas"),
        exception("2026-12-23", "hours", "17:00", "20:00", reason="christmas"),
        exception("2026-12-24", "hours", "16:00", "21:00", reason="christmas"),
        exception("2026-12-25", "hours", "13:00", "16:00", reason="christmas"),
    )
    shown = hours.view.shown(datetime.fromisoformat("2026-12-01T12:00+01:00"))
    assert [(found.date_text, found.times_text) for found in shown.deviations] == [
        ("Lørdag 19. desember", "11–15"),
        ("Onsdag 23. desember", "17–20"),
        ("Torsdag 24. desember", "16–21"),
        ("Fredag 25. desember", "13–16"),
    ]
    assert hours.at("2026-12-24 20:59") is OPEN
    assert hours.at("2026-12-22 18:00") is CLOSED
    assert hours.label("2026-12-22 18:00") == "Stengt nå åpner i morgen kl. 17.00"


def test_åpningstider_som_ingen_har_oppgitt(enter, book):
    assert hours_view(enter(), book) is None


def test_åpningstider_på_en_helligdag_som_ingen_har_sagt_noe_om(entered):
    hours = entered(weekly(WEEKDAYS, "08:00", "15:30"))
    assert hours.week() == ["Mandag–fredag 08–15.30 · Helg stengt · Helligdager ikke oppgitt"]
    assert hours.at("2026-12-25 10:00") is UNKNOWN
    assert hours.label("2026-12-25 10:00") == "Åpningstider i dag er ikke oppgitt 1. juledag"
