"""Whatever somebody sends: records or a refusal, soon, and never anything else.

Valid files with parts inserted, taken out, doubled and exchanged, and bytes that are no file at
all. With another profile of hypothesis there are more of them, in the same proportion.
"""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wagtail_hjelp.collecting.files.calendar_files import read_calendar
from wagtail_hjelp.collecting.files.columns import read_rows
from wagtail_hjelp.collecting.files.hsds import read_hsds
from wagtail_hjelp.collecting.files.records import dates_of
from wagtail_hjelp.collecting.files.refusing import Refused, has_control
from wagtail_hjelp.collecting.files.sheets import read_sheet
from wagtail_hjelp.schedule import Calendar, happenings

pytestmark = pytest.mark.usefixtures("english")

# Files of one example. The profile says how many examples there are: 100, unless it is another.
FILES = 20
HOSTILE = settings(deadline=None, suppress_health_check=list(HealthCheck))
# Seconds that one small file may take at most, on a machine that does other things too.
SOON = 5

# Drawn as numbers: drawing each change would take longer than reading the file.
seeds = st.integers(0, 2**48).map(lambda first: range(first, first + FILES))


def changed(data: bytes, seed: int, pieces: list[bytes]) -> bytes:
    """Return a file with up to five changes; none for every eighth number."""
    chance = Random(seed)
    for _ in range(0 if seed % 8 == 0 else chance.randint(1, 5)):
        at = chance.randint(0, len(data))
        end = min(len(data), at + chance.randint(0, 36))
        piece = chance.choice([*pieces, chance.randbytes(chance.randint(1, 8))])
        insert, replace, cut, double, flood = piece, piece, b"", data[at:end] * 3, piece * 50
        middle = chance.choice([insert, replace, cut, double, flood])
        data = data[:at] + middle + data[at if middle in (insert, flood) else end :]
    return data


def check(records: list[Any]) -> None:
    """Records are plain values without control characters, whose dates can be worked out."""
    for record in records[:50]:
        assert not has_control("".join(_texts(record)).replace("\n", ""))
        assert json.loads(json.dumps(record)) == record
        if record.get("dates"):
            happenings(dates_of(record["dates"]), date(2026, 1, 1), date(2026, 2, 1), Calendar())


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def survives(read: Callable[[], list[Any]]) -> None:
    started = time.monotonic()
    try:
        records = read()
    except Refused as refused:
        records, reason = [], str(refused)
    else:
        reason = "read"
    assert reason
    assert time.monotonic() - started < SOON
    check(records)


def read_table(data: bytes, name: str) -> list[Any]:
    sheet = read_sheet(data, name)
    kinds: list[Any] = ["activity", "organisation"]
    return [row.record for kind in kinds for row in read_rows(sheet, kind)]


def read_events(data: bytes) -> list[Any]:
    return [one.record for one in read_calendar(data)]


def read_services(data: bytes) -> list[Any]:
    feed = read_hsds(data)
    return [one.record for one in (*feed.activities, *feed.organisations)]


# --- CSV ------------------------------------------------------------------------------------------

TABLE = (
    "Tittel;Nøkkel;Dato;Siste dato;Dager;Fra;Til;Andre datoer;Postnr;Telefon;Kostnad;Målgruppe\r\n"
    "Kafé;7;25.11.2026;16.12.2026;onsdag;kl. 18;20.30;;0152;22 22 55 55;50 kr;barn, eldre\r\n"
    '"Kor ""Glad""";8;1.12.2026;;første tirsdag i måneden;18–20;;;6415;116117;gratis;\r\n'
    ";7;;;;12;;24.12.2026, 31.12.2026;;;;\r\n"
)
TABLE_PIECES = [
    *(
        b'"',
        b";",
        b"\r\n",
        b"\x00",
        b"=1+1",
        b"sep=,\r\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"'",
        b"-",
    ),
    *(b"99999999999999999999", b"1e999", b"\xe6\xf8\xe5", b"\xed\xa0\x80", b"2026-13-45", b"man-"),
    *("𝟏𝟐٣".encode(), "²".encode(), b"0.0", b"24:00", b"25.13.0000", b"Tittel", b"hver 0. uke"),
]


@HOSTILE
@given(seeds)
def test_csv_is_read_or_refused(seeds: range) -> None:
    for seed in seeds:
        encoding = ["utf-8", "utf-8", "cp1252", "utf-16"][seed % 4]
        data = changed(TABLE.encode(encoding), seed, TABLE_PIECES)
        survives(partial(read_table, data, "a.csv"))


# --- xlsx -----------------------------------------------------------------------------------------

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/s.xml" ContentType="{SPREADSHEET}.worksheet+xml"/>'
    f'<Override PartName="/xl/t.xml" ContentType="{SPREADSHEET}.sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{SPREADSHEET}.styles+xml"/></Types>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="0"/>'
    '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="s.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14"/></cellXfs></styleSheet>',
    "xl/t.xml": f'<sst xmlns="{MAIN}"><si><t>Tittel</t></si><si><t>Dato</t></si>'
    "<si><t>Telefon</t></si><si><r><t>Kafé</t></r></si></sst>",
    "xl/s.xml": f'<worksheet xmlns="{MAIN}"><dimension ref="A1:C3"/><sheetData>'
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    '<c r="C1" t="s"><v>2</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" s="1"><v>46380</v></c>'
    '<c r="C2"><v>22225555</v></c></row>'
    '<row r="3"><c r="A3" t="inlineStr"><is><t>Kor</t></is></c><c r="B3" t="b"><v>1</v></c>'
    '<c r="C3" t="str"><v>x</v></c></row></sheetData></worksheet>',
}
PART_PIECES = [
    *(b"<f>1+1</f>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#xD800;", b"</row>"),
    *(
        b'<row r="1048577">',
        b'<c r="XFD1"><v>1</v></c>',
        b'<c r="ZZZZ9">',
        b"<v>-1</v>",
        b"s=",
        b"-",
    ),
    *(b"<v>1e999</v>", b"<v>NaN</v>", b"<v>2958466</v>", b't="d"', b't="e"', b't="n"', b'r="0"'),
    *(b'date1904="1"', b'state="hidden"', b"<a>", b"<!--", b"]]>", b"<?x", b"99999999999999999999"),
]


# What stands in an attribute, in an element, and between two of them: and what else may.
_SAID = re.compile(r'"[^"]*"|>[^<>]+<|(?<=</c>)|(?<=</row>)|(?<=</si>)')
OTHERS = {
    '"': [
        *('""', '"0"', '"-1"', '"1"', '"s"', '"n"', '"d"', '"e"', '"b"', '"str"', '"A1"', '"B2"'),
        *('"XFD1048576"', '"GR2"', '"9999999999"', '"1e9"', '"hidden"', '"x.xml"', '"²"', '"t"'),
    ],
    ">": [
        *("><", ">1<", ">-1<", ">1e999<", ">2958466<", ">0.75<", ">x<", ">=1+1<", ">\u0085<"),
        *(">2026-12-24<", ">_x000D_<", ">Tittel<", ">99999999999999999999<", ">\U0001f600<"),
    ],
    "": [
        *("<c/>", "<c><f>1+1</f><v>2</v></c>", '<c t="s"><v>1</v></c>', '<c t="str"><v>x</v></c>'),
        *('<row r="9"/>', "<row/>", '<row r="200002"><c><v>1</v></c></row>', "<a>x</a>", "<si/>"),
        *('<c t="inlineStr"><is><t>=1</t></is></c>', '<c s="1"><v>-5</v></c>', "<!-- x -->"),
    ],
}


def package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def changed_workbook(seed: int) -> bytes:
    chance = Random(seed)
    texts = dict(PARTS)
    for _ in range(chance.randint(0, 3)):
        # Still XML, which says something else.
        name = chance.choice([*PARTS, *["xl/s.xml"] * 40])
        said = chance.choice(list(_SAID.finditer(texts[name])))
        other = chance.choice(OTHERS[said[0][:1]])
        texts[name] = texts[name][: said.start()] + other + texts[name][said.end() :]
    parts = {name: text.encode() for name, text in texts.items()}
    if seed % 6 == 0:
        name = chance.choice([*PARTS])
        parts[name] = changed(parts[name], seed, PART_PIECES)
    data = package(parts)
    return changed(data, seed + 1, [b"PK\x03\x04", b"\xff" * 4]) if seed % 5 == 0 else data


@HOSTILE
@given(seeds)
def test_workbook_is_read_or_refused(seeds: range) -> None:
    for seed in seeds:
        survives(partial(read_table, changed_workbook(seed), "a.xlsx"))


def test_workbook_that_nobody_has_touched_is_read() -> None:
    data = package({name: text.encode() for name, text in PARTS.items()})
    assert [record["title"] for record in read_table(data, "a.xlsx")] == ["Kafé", "Kor"] * 2


# --- calendars ------------------------------------------------------------------------------------

CALENDAR = b"""BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Own
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:a
SEQUENCE:1
SUMMARY;LANGUAGE=nb:Kaf\xc3\xa9\\, for alle
LOCATION:Biblioteket
DTSTART;TZID=Europe/Oslo:20261125T140000
DTEND;TZID=Europe/Oslo:20261125T160000
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,FR;UNTIL=20270401T120000Z
EXDATE;TZID=Europe/Oslo:20261209T140000,20261211T140000
RDATE;TZID=Europe/Oslo:20261224T120000
END:VEVENT
BEGIN:VEVENT
UID:a
RECURRENCE-ID;TZID=Own:20261127T140000
DTSTART;TZID=Own:20261128T140000
DURATION:PT2H
END:VEVENT
BEGIN:VEVENT
UID:b
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270103
RRULE:FREQ=MONTHLY;BYDAY=-1TH;COUNT=5
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")
CALENDAR_PIECES = [
    *(b"FREQ=SECONDLY", b"INTERVAL=0", b"INTERVAL=-1", b"COUNT=999999999", b"BYSETPOS=-366"),
    *(b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"BEGIN:VCALENDAR\r\n", b"\r\n ", b"\r\n", b"\x00"),
    *(b"BYMONTHDAY=31", b"BYMONTH=2", b"BYDAY=53MO", b"BYHOUR=1", b";", b":", b",", b'"', b"Z"),
    *(
        b"99991231T235959Z",
        b"00010101",
        b"20260329T023000",
        b"20261025T023000",
        b"20261025T013000Z",
    ),
    *(b"TZID=Asia/Tokyo", b"TZID=", b"-P9999999999W", b"P1D", b"+9999", b"UNTIL=", b"19700101"),
    *(b"FREQ=DAILY", b"FREQ=YEARLY", b"RANGE=THISANDFUTURE", b"\xed\xa0\x80", "٢".encode()),
]


@HOSTILE
@given(seeds)
def test_calendar_is_read_or_refused(seeds: range) -> None:
    for seed in seeds:
        survives(partial(read_events, changed(CALENDAR, seed, CALENDAR_PIECES)))


def test_calendar_that_nobody_has_touched_is_read() -> None:
    found = read_calendar(CALENDAR)
    assert [one.errors for one in found] == [{}, {"title": "This is missing."}]


# --- HSDS -----------------------------------------------------------------------------------------

SERVICE: dict[str, Any] = {
    "id": "1",
    "name": "Kafé",
    "description": "x",
    "url": "https://example.org",
    "minimum_age": 13,
    "phones": [{"number": "22225555"}],
    "languages": [{"code": "nb"}],
    "cost_options": [{"amount": 50}],
    "organization": {"name": "Oss"},
    "schedules": [
        {"freq": "WEEKLY", "dtstart": "2026-11-25", "byday": "WE", "opens_at": "14:00", "count": 4}
    ],
    "service_at_locations": [{"location": {"addresses": [{"postal_code": "0152"}]}}],
}
JSON_PIECES = [
    *(b'"\\ud800"', b'"\\u0000"', b"NaN", b"1e999", b"-1", b"null", b"[", b"{", b"]", b"}", b'"'),
    *(
        b"99999999999999999999",
        b"true",
        b"0.5",
        b',"x":1',
        b'"MONTHLY"',
        b'"1WE"',
        b"[[[[[[",
        b"\x00",
    ),
]
ANYTHING: list[Any] = [
    *(None, True, -1, 10**30, 1e308, 0.5, "", "x", "\x00", "\ud800", "x" * 400, [], {}, [[]]),
    *([None], [{}], {"a": 1}, [{"number": []}], [{"code": {}}], [{"amount": "x"}], [{"freq": 1}]),
    *([{"location": []}], {"name": {}}, [{"dtstart": "2026-02-30"}], [{"location": {"name": 5}}]),
]


def changed_service(seed: int) -> bytes:
    chance = Random(seed)
    if seed % 2:
        service = {**SERVICE, chance.choice([*SERVICE, "website"]): chance.choice(ANYTHING)}
        return json.dumps([service]).encode()
    return changed(json.dumps([SERVICE]).encode(), seed // 2, JSON_PIECES)


@HOSTILE
@given(seeds)
def test_service_is_read_or_refused(seeds: range) -> None:
    for seed in seeds:
        survives(partial(read_services, changed_service(seed)))


# --- anything -------------------------------------------------------------------------------------


@given(
    st.binary(max_size=200), st.sampled_from(["a.csv", "a.txt", "a.xlsx", "a.ics", "a.json", ""])
)
def test_bytes_that_are_no_file_are_refused_or_read(data: bytes, name: str) -> None:
    survives(partial(read_table, data, name))
    survives(partial(read_events, data))
    survives(partial(read_services, data))
