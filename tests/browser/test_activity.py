"""The page of an activity in a browser: on a telephone, without a script, from right to left."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Picture
from playwright.sync_api import Page, expect
from wagtail.images import get_image_model

from tests.factories import phone, venue, weekly
from wagtail_hjelp.activities.changes import Change, cancel
from wagtail_hjelp.models import ActivityIndexPage, ActivityPage, Occurrence

from .conftest import DESKTOP, PHONE
from .test_accessibility import fits, open_everything

CALENDAR = "hjelp/hva-skjer/"
# One with a name to look at, one at a secret address, one online, one at a hall.
DEMO = ("sprakkafe", "trygg-kveld", "nettgruppe-for-parorende", "apen-hall", "juletrefest")
SIZES = {"320": PHONE, "1280": DESKTOP}


@pytest.fixture
def cafe(demo: None) -> Iterator[ActivityPage]:
    """An activity of the test's own, every week from today on, with everything there is."""
    calendar = ActivityIndexPage.objects.get(locale__language_code="nb")
    file = BytesIO()
    Picture.new("RGB", (1200, 800), "navy").save(file, "JPEG")
    file.seek(0)
    picture = get_image_model().objects.create(title="k", file=ImageFile(file, name="kafe.jpg"))
    first = timezone.localdate() + timedelta(days=2)
    made = calendar.add_child(
        instance=ActivityPage(
            title="Prøvekafeen",
            slug="provekafeen",
            summary="Kaffe og prat for alle som vil.",
            dates=[weekly(first.isoformat())],
            where=[
                venue(name="Menighetshuset", street="Kirkegata 1", postcode="7999", place="Havn"),
                {
                    "type": "online",
                    "id": "online",
                    "value": {"url": "https://meet.example/kafe", "name": "Jitsi"},
                },
            ],
            getting_there="Bussen stopper utenfor.",
            practical="Ta med strikketøy.",
            audiences=["everyone"],
            come_alone="yes",
            cost="free",
            sign_up="required",
            sign_up_url="https://pamelding.example/kafe",
            sign_up_phone="+4770000110",
            sign_up_email="kafe-i-menighetshuset@havnesund.example",
            sign_up_by=first,
            places=20,
            wheelchair="yes",
            contact_points=[phone("+4770000110")],
            image=picture,
            image_alt="To kvinner drikker kaffe",
            volunteers_wanted=True,
            volunteers_how="Si fra til oss.",
            body=[{"type": "text", "value": "<h2>Kan jeg bare komme?</h2><p>Ja.</p>"}],
        )
    )
    for language in ("ar", "en"):
        locale = calendar.get_translations().get(locale__language_code=language).locale
        made.copy_for_translation(locale, copy_parents=True, alias=True)
    yield made
    picture.delete()
    for version in ActivityPage.objects.filter(translation_key=made.translation_key):
        version.delete()


def off(activity: ActivityPage) -> None:
    """Cancel its next date."""
    following = Occurrence.objects.of([activity.translation_key]).order_by("starts_at").first()
    cancel(following, Change(activity, reason="illness", note="Vi ses neste uke."))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["nb", "ar"])
def test_pages_of_activities_have_no_violations_and_fit_the_window(
    new_page: Callable[..., Page],
    axe: Callable[..., None],
    cafe: ActivityPage,
    language: str,
    size: str,
):
    off(cafe)
    page = new_page(viewport=SIZES[size])
    for slug in (cafe.slug, *DEMO):
        response = page.goto(f"/{language}/{CALENDAR}{slug}/")
        assert response and response.status == 200, page.url
        open_everything(page)
        assert fits(page), f"{slug} scrolls sideways at {size} px"
        axe(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_colour_schemes_have_contrast(
    new_page: Callable[..., Page], axe: Callable[..., None], cafe: ActivityPage, scheme: str
):
    off(cafe)
    page = new_page(color_scheme=scheme)
    page.goto(f"/nb/{CALENDAR}{cafe.slug}/")
    open_everything(page)
    axe(page)


def test_text_at_twice_the_size_fits_a_telephone(new_page: Callable[..., Page], cafe: ActivityPage):
    off(cafe)
    page = new_page(viewport={"width": 640, "height": 900})
    page.goto(f"/nb/{CALENDAR}{cafe.slug}/")
    open_everything(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(page)


def test_resident_without_a_script_sees_what_is_cancelled_and_when_the_next_time_is(
    new_page: Callable[..., Page], cafe: ActivityPage
):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    for language in ("nb", "en", "ar"):
        page.goto(f"/{language}/{CALENDAR}{cafe.slug}/")
        expect(page.locator(".hjelp-activity__notice")).to_have_count(0)
    off(cafe)
    following = Occurrence.objects.of([cafe.translation_key]).order_by("starts_at")
    gone, instead = (
        timezone.localtime(one.starts_at).isoformat(timespec="minutes") for one in following[:2]
    )
    # Somebody else: a browser may keep what it has seen for some minutes.
    page = new_page(java_script_enabled=False, viewport=PHONE)
    for language in ("nb", "en", "ar"):
        page.goto(f"/{language}/{CALENDAR}{cafe.slug}/")
        notice = page.locator(".hjelp-activity__notice")
        expect(notice).to_be_visible()
        expect(notice).to_contain_text("Vi ses neste uke.")
        times = notice.locator("time")
        expect(times.nth(0)).to_have_attribute("datetime", gone)
        expect(times.nth(1)).to_have_attribute("datetime", instead)
        # It begins on the first screen of a telephone.
        box = notice.bounding_box()
        assert box and box["y"] < PHONE["height"]


def test_more_dates_fold_out_by_keyboard(page: Page, cafe: ActivityPage):
    page.goto(f"/en/{CALENDAR}{cafe.slug}/")
    dates = page.locator(".hjelp-dates time")
    expect(dates).to_have_count(26)
    expect(dates.last).not_to_be_visible()
    page.locator(".hjelp-opening__fold summary").focus()
    page.keyboard.press("Enter")
    expect(dates.last).to_be_visible()


def test_date_can_be_taken_home_as_a_calendar(page: Page, cafe: ActivityPage):
    page.goto(f"/en/{CALENDAR}{cafe.slug}/")
    links = page.get_by_role("link", name="Add to calendar")
    expect(links).to_have_count(6)
    for link in (links.first, page.get_by_role("link", name="Add all dates to your calendar")):
        response = page.request.get(link.get_attribute("href") or "")
        assert response.ok
        assert response.headers["content-type"] == "text/calendar; charset=utf-8"
        assert "Prøvekafeen" in response.text()


def test_nothing_moves_when_the_picture_comes(page: Page, cafe: ActivityPage):
    page.goto(f"/nb/{CALENDAR}{cafe.slug}/")
    picture = page.get_by_alt_text("To kvinner drikker kaffe")
    before = picture.bounding_box()
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    after = picture.bounding_box()
    assert before and after and before["height"] == after["height"] > 100


def test_buttons_and_links_that_one_taps_are_large_enough(
    new_page: Callable[..., Page], cafe: ActivityPage
):
    page = new_page(viewport=PHONE)
    page.goto(f"/nb/{CALENDAR}{cafe.slug}/")
    open_everything(page)
    heights = page.locator(
        ":is(.hjelp-dates, .hjelp-activity__ways, .hjelp-activity__calendars) a"
    ).evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert len(heights) == 31
    assert min(heights) >= 44


def test_paper_has_all_dates_and_neither_today_nor_links_to_click(
    new_page: Callable[..., Page], cafe: ActivityPage
):
    page = new_page()
    page.goto(f"/en/{CALENDAR}{cafe.slug}/")
    page.emulate_media(media="print")
    expect(page.locator(".hjelp-dates time").last).to_be_visible()
    for hidden in (".hjelp-activity__soon", ".hjelp-dates .hjelp-onward", ".hjelp-topics"):
        for found in page.locator(hidden).all():
            expect(found).not_to_be_visible()
    expect(page.locator("#hjelp-where")).to_be_visible()
