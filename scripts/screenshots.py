"""Take the pictures in docs/screenshots from a demo that is running.

    python scripts/screenshots.py [http://localhost:8000] [NAME…]

Start one with ``make demo``. With names (``front``, ``offer-ar-phone``) only those are taken.
Needs a Chromium: HJELP_CHROMIUM, or the first one found.
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
LOGIN, PASSWORD = "editor", "hjelp-demo"


@dataclass(frozen=True, slots=True)
class Picture:
    """One page, or the form of one in the admin (``form`` is its slug)."""

    name: str
    address: str = ""
    width: int = DESKTOP
    form: str = ""
    unfold: bool = False


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
    Picture("admin-form", form="legevakt"),
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
    """Take one picture, as high as the page is and at most ``TALLEST``."""
    context = browser.new_context(
        base_url=base,
        locale="nb-NO",
        timezone_id="Europe/Oslo",
        viewport={"width": picture.width, "height": 900},
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if picture.form:
        open_form(page, picture.form)
        height = TALLEST
    else:
        page.goto(picture.address, wait_until="networkidle")
        if picture.unfold:
            page.locator("details.hjelp-filters").evaluate("element => { element.open = true }")
        height = page.evaluate("document.documentElement.scrollHeight")
    # The window itself is made as high: an admin page scrolls inside it.
    page.set_viewport_size({"width": picture.width, "height": min(height, TALLEST)})
    page.wait_for_timeout(500)
    target = FOLDER / f"{picture.name}.png"
    # Few colours: 256 of them make the file a third of the size.
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    taken.quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
    context.close()
    print(f"{target.relative_to(ROOT)}  {target.stat().st_size // 1024} kB")


def open_form(page: Page, slug: str) -> None:
    """Log in as the editor and open the form of the bokmål page with this slug."""
    page.goto("/admin/login/")
    page.fill("input[name=username]", LOGIN)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    page.goto(f"/admin/pages/search/?q={slug}", wait_until="networkidle")
    page.goto(form_address(page, slug), wait_until="networkidle")


def form_address(page: Page, slug: str) -> str:
    """Return the address of the form, by the row whose live page has the address in bokmål."""
    rows = page.locator("tr", has=page.locator(f"a[href*='/nb/'][href$='/{slug}/']"))
    links = rows.first.locator("a[href*='/admin/pages/'][href$='/edit/']")
    address = links.first.get_attribute("href")
    assert address is not None
    return address


if __name__ == "__main__":
    sys.exit(main())
