"""Where something happens: what the editor may leave out, and what never leaves the database."""

import json
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from tests.desk.rows import form_data, row
from wagtail_hjelp.blocks.places import Online, Place, Where, WhereBlock, places, where_of_raw

BLOCK = WhereBlock()
EMPTY = {
    "withheld": False,
    "name": "",
    "room": "",
    "street": "",
    "postcode": "",
    "place": "",
    "entrance": "",
    "latitude": "",
    "longitude": "",
}
HOUSE = {
    "name": "Menighetshuset",
    "room": "Peisestua",
    "street": "Kirkegata 1",
    "postcode": "7140",
    "place": "Opphaug",
    "entrance": "side",
    "latitude": "63.892100",
    "longitude": "9.702500",
}
SEEN = Place(
    name="Menighetshuset",
    room="Peisestua",
    address_lines=("Kirkegata 1", "7140 Opphaug"),
    entrance_label="Side entrance",
    map_url="https://www.openstreetmap.org/?mlat=63.892100&mlon=9.702500#map=17/63.892100/9.702500",
)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def place(**fields):
    return row("place", {**EMPTY, **fields})


def online(url="https://teams.example/kafe", name="Teams"):
    return row("online", {"url": url, "name": name})


def sent(*rows):
    """The value that the block makes of a form with these rows."""
    return BLOCK.value_from_datadict(form_data("where", list(rows)), {}, "where")


def stored(*rows):
    """What is stored of rows that are published."""
    return as_json(BLOCK.get_prep_value(BLOCK.clean(sent(*rows))))


def as_json(data):
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))


def errors_of(*rows, clean=BLOCK.clean):
    """The messages of a form, by row and field; those of no row under ``None``."""
    try:
        clean(sent(*rows))
    except ValidationError as error:
        found = error.as_json_data()
        messages = {None: found["messages"]} if found.get("messages") else {}
        for number, of_row in found.get("blockErrors", {}).items():
            for name, of_field in of_row["blockErrors"].items():
                messages[int(number), name] = of_field["messages"]
        return messages
    return {}


def seen(raw):
    """What the public sees of stored rows: the same by blocks and without them."""
    found = where_of_raw(raw)
    assert places(BLOCK.to_python(raw)) == found
    return found


def test_place_and_meeting_are_seen_as_they_were_entered():
    assert seen(stored(place(**HOUSE), online())) == Where(
        SEEN, Online("https://teams.example/kafe", "Teams")
    )


def test_nothing_said_is_nothing_seen():
    assert seen(stored()) == Where(None, None)


def test_place_in_one_line_is_without_its_room():
    assert SEEN.text == "Menighetshuset, Kirkegata 1, 7140 Opphaug"


@pytest.mark.parametrize(
    ("fields", "query"),
    [
        (
            {"name": "Menighetshuset", "street": "Kirkegata 1", "place": "Opphaug"},
            "Kirkegata%201%2C%20Opphaug",
        ),
        ({"name": "Menighetshuset", "place": "Opphaug"}, "Menighetshuset%2C%20Opphaug"),
        ({"name": "Menighetshuset"}, "Menighetshuset"),
    ],
)
def test_map_is_asked_for_the_street_else_for_the_house(fields, query):
    found = seen(stored(place(**fields))).place
    assert found.map_url == f"https://www.openstreetmap.org/search?query={query}"


def test_host_without_maps_has_no_link(settings):
    settings.WAGTAIL_HJELP = {"MAP_URL": None, "MAP_SEARCH_URL": None}
    assert seen(stored(place(**HOUSE))).place.map_url == ""


def test_place_and_entrance_are_in_the_active_language():
    with translation.override("nb"):
        found = where_of_raw([place(**HOUSE), online()])
        secret = where_of_raw([place(withheld=True)])
        assert found.place.entrance_label == "Sideinngang"
        assert secret.place.text == "Adressen er hemmelig"


SECRET = ["The address is secret: leave this empty, so that it cannot leak."]


@pytest.mark.parametrize("name", HOUSE)
def test_secret_address_is_refused_with_anything_beside_it(name):
    rows = [place(withheld=True, **{name: HOUSE[name]})]
    assert errors_of(*rows) == {(0, name): SECRET}
    assert errors_of(*rows, clean=BLOCK.clean_deferred) == {(0, name): SECRET}


def test_secret_address_alone_is_right():
    raw = stored(place(withheld=True))
    assert seen(raw) == Where(Place(withheld=True))
    assert where_of_raw(raw).place.text == "The address is secret"


def test_address_that_was_stored_before_it_became_secret_is_left_behind():
    raw = [place(**{**HOUSE, "withheld": True}), online()]
    assert where_of_raw(raw) == Where(
        Place(withheld=True), Online("https://teams.example/kafe", "Teams")
    )
    value = BLOCK.to_python(raw)
    told = [repr(places(value)), json.dumps(BLOCK.get_api_representation(value))]
    told += BLOCK.get_searchable_content(value)
    for secret in ("Menighetshuset", "Peisestua", "Kirkegata", "7140", "Opphaug", "63.8", "9.7"):
        assert not [text for text in told if secret in text]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [place()],
            {(0, "name"): ["Fill in where it is, or tick that the address is secret."]},
        ),
        (
            [place(room="Peisestua", postcode="7140")],
            {(0, "name"): ["Fill in where it is, or tick that the address is secret."]},
        ),
        (
            [place(name="Menighetshuset", postcode="714")],
            {(0, "postcode"): ["A postcode has four digits, for example 7140."]},
        ),
        (
            [place(name="Menighetshuset", latitude="63.8921")],
            {(0, "longitude"): ["Fill in both latitude and longitude, or neither."]},
        ),
        (
            [place(name="Menighetshuset", longitude="9.7025")],
            {(0, "latitude"): ["Fill in both latitude and longitude, or neither."]},
        ),
        (
            [online("http://teams.example/kafe")],
            {(0, "url"): ["Write an address that begins with https://"]},
        ),
        ([online("")], {(0, "url"): ["This field is required."]}),
        (
            [place(name="Menighetshuset"), place(name="Biblioteket")],
            {None: ["Place to go to: The maximum number of items is 1"]},
        ),
        (
            [online(), online()],
            {None: ["Online: The maximum number of items is 1"]},
        ),
    ],
)
def test_error_is_at_its_field_with_the_mend(rows, expected):
    assert errors_of(*rows) == expected


@pytest.mark.parametrize(
    "rows",
    [
        [place(name="Menighetshuset")],
        [place(street="Kirkegata 1")],
        [place(place="Opphaug")],
        [online(name="")],
        [online(), place(**HOUSE)],
    ],
)
def test_what_people_write_is_right(rows):
    assert errors_of(*rows) == {}


def test_draft_keeps_rows_that_are_not_finished():
    value = BLOCK.clean_deferred(sent(place(room="Peisestua", latitude="63.8921"), online("")))
    kept = [(one["type"], one["value"]) for one in as_json(BLOCK.get_prep_value(value))]
    assert kept == [
        ("place", {**EMPTY, "room": "Peisestua", "latitude": "63.8921", "longitude": None}),
        ("online", {"url": "", "name": "Teams"}),
    ]
    assert where_of_raw(BLOCK.get_prep_value(value)) == Where(Place(room="Peisestua"), online=None)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        17,
        "place",
        [None, 1, "place", {}, {"type": "place"}, {"type": "place", "value": None}],
        [{"type": "place", "value": ["Kirkegata 1"]}, {"type": ["place"], "value": {}}],
        [{"type": "place", "value": {"name": 5, "street": ["x"], "latitude": {}}}],
        [{"type": "online", "value": {"url": None}}],
        [{"type": "online", "value": {"url": "javascript:alert(1)"}}],
        [{"type": "online", "value": {"url": "https://["}}],
        [{"type": "online", "value": {"url": "https:///kafe"}}],
        [{"type": "map", "value": {"name": "Menighetshuset"}}],
    ],
)
def test_stored_nonsense_says_nothing(raw):
    assert where_of_raw(raw) == Where(None, None)


@pytest.mark.parametrize("latitude", ["north", "NaN", "Infinity", "", None, [], 1e400])
def test_coordinates_that_are_none_ask_the_map_for_the_street(latitude):
    fields = {**EMPTY, **HOUSE, "latitude": latitude, "entrance": "roof"}
    found = where_of_raw([{"type": "place", "value": fields}]).place
    query = "Kirkegata%201%2C%207140%20Opphaug"
    assert found.map_url == f"https://www.openstreetmap.org/search?query={query}"
    assert found.entrance_label == ""


def test_coordinates_may_be_numbers_that_nobody_has_stored_yet():
    fields = {**EMPTY, **HOUSE, "latitude": Decimal("63.892100"), "longitude": Decimal("9.702500")}
    assert where_of_raw([{"type": "place", "value": fields}]).place == SEEN


def test_meeting_without_a_name_is_called_by_its_site():
    assert Online("https://www.teams.example/kafe").text == "teams.example"
    assert Online("https://teams.example/kafe", "Teams").text == "Teams"


def test_api_has_what_the_public_may_see():
    raw = stored(place(**HOUSE), online())
    found = BLOCK.get_api_representation(BLOCK.to_python(raw))
    assert [(one["type"], one["value"]) for one in found] == [
        (
            "place",
            {
                "name": "Menighetshuset",
                "room": "Peisestua",
                "address": ["Kirkegata 1", "7140 Opphaug"],
                "entrance": "Side entrance",
                "map_url": SEEN.map_url,
                "text": "Menighetshuset, Kirkegata 1, 7140 Opphaug",
            },
        ),
        (
            "online",
            {"url": "https://teams.example/kafe", "name": "Teams", "text": "Teams"},
        ),
    ]
    secret = BLOCK.get_api_representation(BLOCK.to_python(stored(place(withheld=True))))
    assert secret[0]["value"] == {"withheld": True, "text": "The address is secret"}


def test_definition_in_migrations_never_changes():
    assert {name: child.deconstruct() for name, child in BLOCK.child_blocks.items()} == {
        "place": ("wagtail_hjelp.blocks.places.PlaceBlock", (), {}),
        "online": ("wagtail_hjelp.blocks.places.OnlineBlock", (), {}),
    }


def test_no_row_has_anything_to_translate():
    raw = stored(place(**HOUSE), online())
    assert BLOCK.get_translatable_segments(BLOCK.to_python(raw)) == []
