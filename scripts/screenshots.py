"""Take the pictures in docs/screenshots from a demo that is running.

    python scripts/screenshots.py [http://localhost:8000] [NAME…]

Start one with ``make demo``. With names (``front``, ``offer-ar-phone``) only those are taken.
Needs a Chromium: HJELP_CHROMIUM, or the first one found.

A picture of something that the demo does not show is left as it was, and named. So it is with those
of translators and reviewers (``translation-…``, ``review-…``): a new demo has nothing that waits.
Make it first, in the admin, with the demo's logins, and take these pictures by their names:

1. As ``editor``: add a sentence to the short description of Barnevernvakten and of Boligkontoret,
   and “Åpent til 15.30.” to that of Brygga. Publish each. On Barnevernvakten choose “Sync
   translated pages”, and there the translator, a day and a note.
2. As ``translator``: translate the sentence of Boligkontoret, and send the page to review. In the
   one of Brygga write “4.30 pm”.
"""

import io
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from tests import chromium  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
DESKTOP = 1280
PHONE = 390
NARROW = 320
TALLEST = 1600
PASSWORD = "hjelp-demo"
BOARD = "/admin/hjelp/translations/"


@dataclass(frozen=True, slots=True)
class Picture:
    """One page, as high as it is and at most ``height``.

    In the admin: who is logged in; the slug of the page of which it is the form, or the names of
    the links that lead on from the address. ``shows`` is what the picture is for: without that text
    on the page it is not taken.
    """

    name: str
    address: str = ""
    width: int = DESKTOP
    height: int = TALLEST
    unfold: bool = False
    login: str = ""
    form: str = ""
    follow: tuple[str, ...] = ()
    shows: str = ""


PICTURES = (
    Picture("front", "/nb/hjelp/"),
    Picture("acute", "/nb/hjelp/akutt/"),
    Picture("calendar", "/nb/hjelp/hva-skjer/?season=jul-og-nyttar", unfold=True),
    Picture("calendar-ar-phone", "/ar/hjelp/hva-skjer/", width=PHONE),
    Picture("theme", "/nb/hjelp/jul-og-nyttar/"),
    Picture("acute-ar-phone", "/ar/hjelp/akutt/", width=PHONE),
    Picture("directory", "/nb/hjelp/tilbud/?audience=youth&access=self", unfold=True),
    Picture("offer", "/nb/hjelp/tilbud/psykisk-helse-og-rus/"),
    Picture("home", "/nb/"),
    Picture("host-page", "/nb/flyktning-i-havnesund/"),
    Picture("front-phone", "/nb/hjelp/", width=NARROW),
    Picture("offer-ar-phone", "/ar/hjelp/tilbud/legevakt/", width=PHONE),
    Picture("offer-pl-phone", "/pl/hjelp/tilbud/legevakt/", width=PHONE),
    Picture("admin-form", login="editor", form="legevakt"),
    Picture(
        "translation-home",
        "/admin/",
        login="translator",
        height=700,
        shows="Til deg å oversette",
    ),
    Picture("translation-board", BOARD, login="translator", height=900, shows="Utdatert"),
    Picture(
        "translation-changes",
        BOARD,
        login="translator",
        height=1020,
        follow=("Utdatert: Barnevernvakten",),
        shows="Dette er endret i kilden",
    ),
    Picture(
        "translation-held-back",
        BOARD,
        login="translator",
        height=1080,
        follow=("Utdatert: Brygga", "Åpne i oversettelsesverktøyet"),
        shows="Inntil da kan ikke oversettelsen publiseres",
    ),
    Picture("review-home", "/admin/", login="reviewer", height=500, shows="Til deg å godkjenne"),
    Picture(
        "review-page",
        BOARD,
        login="reviewer",
        height=1250,
        follow=("Til godkjenning: Boligkontoret",),
        shows="Godkjenn og publiser",
    ),
    Picture(
        "review-held-back",
        BOARD,
        login="reviewer",
        height=1100,
        follow=("Utdatert: Brygga",),
        shows="Den sier det samme: godta den som den er",
    ),
)


def main() -> int:
    arguments = sys.argv[1:]
    base = "http://localhost:8000"
    if arguments and "://" in arguments[0]:
        base = arguments.pop(0).rstrip("/")
    unknown = set(arguments) - {picture.name for picture in PICTURES}
    if unknown:
        print(__doc__, "\nNo such picture:", ", ".join(sorted(unknown)))
        return 2
    path = chromium.find()
    if path is None:
        print("No Chromium found. Name one with HJELP_CHROMIUM=/path/to/it.")
        return 1
    try:
        urllib.request.urlopen(f"{base}/nb/", timeout=60).close()
    except OSError as error:
        print(f"No demo at {base} ({error}). Start one with: make demo")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        )
        for picture in PICTURES:
            if not arguments or picture.name in arguments:
                take(browser, base, picture)
        browser.close()
    return 0


def take(browser: Browser, base: str, picture: Picture) -> None:
    """Take one picture, if what it is for is there."""
    context = browser.new_context(
        base_url=base,
        locale="nb-NO",
        timezone_id="Europe/Oslo",
        viewport={"width": picture.width, "height": 900},
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    target = FOLDER / f"{picture.name}.png"
    if open_page(page, picture):
        # The window itself is made as high: an admin page scrolls inside it.
        page.set_viewport_size({"width": picture.width, "height": height_of(page, picture)})
        page.wait_for_timeout(500)
        # Few colours: 256 of them make the file a third of the size.
        taken = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
        taken.quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
        print(f"{target.relative_to(ROOT)}  {target.stat().st_size // 1024} kB")
    else:
        print(f"{target.relative_to(ROOT)}  left as it was: this demo does not show it")
    context.close()


def open_page(page: Page, picture: Picture) -> bool:
    """Open what a picture is of; False if the way to it, or what it is for, is not there."""
    if picture.login:
        log_in(page, picture.login)
    if picture.form:
        page.goto(f"/admin/pages/search/?q={picture.form}", wait_until="networkidle")
    address = form_address(page, picture.form) if picture.form else picture.address
    page.goto(address, wait_until="networkidle")
    for name in picture.follow:
        link = page.locator("main a", has_text=name)
        if not link.count():
            return False
        link.first.click()
        page.wait_for_load_state("networkidle")
    if picture.unfold:
        page.locator("details.hjelp-filters").evaluate("element => { element.open = true }")
    return picture.shows in page.locator("body").inner_text()


def height_of(page: Page, picture: Picture) -> int:
    if picture.login:
        return picture.height
    return min(page.evaluate("document.documentElement.scrollHeight"), picture.height)


def log_in(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def form_address(page: Page, slug: str) -> str:
    """Return the address of the form, by the row whose live page has the address in bokmål."""
    rows = page.locator("tr", has=page.locator(f"a[href*='/nb/'][href$='/{slug}/']"))
    links = rows.first.locator("a[href*='/admin/pages/'][href$='/edit/']")
    address = links.first.get_attribute("href")
    assert address is not None
    return address


if __name__ == "__main__":
    sys.exit(main())
