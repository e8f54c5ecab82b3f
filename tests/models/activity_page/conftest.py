"""A café in a calendar, and who arranges it. It is Monday 23 November 2026, ten o'clock."""

from io import BytesIO

import pytest
import time_machine
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images import get_image_model

from tests.activities.calendars import (
    make_activity,
    make_calendar,
)
from tests.factories import make_topic, phone, venue, weekly
from tests.models.activity_page.reading import MONDAY
from wagtail_hjelp.models import (
    ActivityPage,
    OrganisationIndexPage,
    OrganisationPage,
    TopicName,
)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def calendar(site):
    return make_calendar(site.root_page)


@pytest.fixture
def red_cross(calendar) -> OrganisationPage:
    overview = calendar.get_parent().add_child(
        instance=OrganisationIndexPage(title="Hvem gjør hva", slug="hvem")
    )
    return overview.add_child(
        instance=OrganisationPage(title="Havnesund Røde Kors", summary="Besøk og leksehjelp.")
    )


@pytest.fixture
def cafe(calendar, red_cross) -> ActivityPage:
    make_topic("company", "Møteplasser", icon="people")
    TopicName.objects.create(
        topic=make_topic("company"), language_code="en", name="Places to meet others"
    )
    activity = make_activity(
        calendar,
        "Språkkafé",
        weekly("2026-11-03"),
        summary="Øv på norsk sammen med folk som bor her.",
        organiser=red_cross,
        practical="Ta med strikketøy.",
        getting_there="Bussen stopper utenfor.",
        where=[
            venue(
                name="Menighetshuset",
                room="Peisestua",
                street="Kirkegata 1",
                postcode="7140",
                place="Havnesund",
                entrance="side",
            )
        ],
        audiences=["youth", "adults"],
        age_from=13,
        age_to=17,
        come_alone="yes",
        cost="free",
        sign_up="none",
        service_languages=["nb", "uk"],
        wheelchair="yes",
        contact_points=[phone("+4770000110")],
        body=[{"type": "text", "value": "<h2>Kan du lite norsk?</h2><p>Kom likevel.</p>"}],
        volunteers_wanted=True,
        volunteers_how="Si fra til oss på en tirsdag.",
    )
    activity.topics.add(make_topic("company"))
    activity.save()
    return activity


@pytest.fixture
def picture():
    file = BytesIO()
    Picture.new("RGB", (1200, 800), "navy").save(file, "JPEG")
    file.seek(0)
    return get_image_model().objects.create(title="IMG_1", file=ImageFile(file, name="kafe.jpg"))
