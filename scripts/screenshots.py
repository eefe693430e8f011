"""Take pictures of built pages, for people to look at: three widths, both schemes.

    python -m scripts.screenshots            # the pages below, of site/, into build/screenshots/
    python -m scripts.screenshots index.html handbook/looks.html
    python -m scripts.screenshots --site /tmp/site --out /tmp/shots --width 360 --fold index.html

Serves the folder on a free port of 127.0.0.1 for as long as it runs, and drives the system's Chromium, or
Playwright's own where there is none. Also tells what no eye sees at once: a page that scrolls sideways.
"""

import argparse
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from scripts.reader import chromium, served

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "index.html",
    "guides/second-chance/index.html",
    "guides/second-chance/01-understand.html",
    "guides/second-chance/02-time-on-your-own.html",
    "guides/second-chance/04-talk.html",
    "guides/second-chance/06-move-on.html",
    "guides/second-chance/safety.html",
    "handbook/looks.html",
)
WIDTHS = {360: 740, 768: 1024, 1280: 900}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def take(  # noqa: PLR0913 - one picture has this many sides
    browser: Browser,
    address: str,
    target: Path,
    *,
    width: int,
    scheme: Literal["light", "dark"],
    fold: bool,
) -> str | None:
    """Take one picture of one page; return what is wrong with it, if anything.

    Args:
        browser: a running browser.
        address: the page.
        target: the PNG to write.
        width: of the window, in CSS pixels; see `WIDTHS` for the height that goes with it.
        scheme: what the device says it prefers.
        fold: only what is seen before scrolling, instead of the whole page.

    """
    size = {"width": width, "height": WIDTHS.get(width, 900)}
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.wait_for_timeout(250)
    wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, full_page=not fold)
    context.close()
    return f"{target.name}: scrolls sideways by {wide} px" if wide > 0 else None


def main() -> int:
    """Take the pictures asked for; return 1 if a page scrolls sideways."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("pages", nargs="*", default=PAGES, help="addresses within the site")
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--width", type=int, action="append", help="instead of 360, 768 and 1280")
    parser.add_argument("--scheme", choices=SCHEMES, action="append")
    parser.add_argument("--fold", action="store_true", help="only what is seen before scrolling")
    asked = parser.parse_args()

    complaints: list[str] = []
    with served(asked.site) as base, sync_playwright() as engine, chromium(engine) as browser:
        for name in asked.pages:
            stem = name.partition("#")[0].removesuffix(".html").replace("/", "-")
            for width in asked.width or WIDTHS:
                for scheme in asked.scheme or SCHEMES:
                    target = asked.out / f"{stem}-{width}-{scheme}.png"
                    complaint = take(
                        browser, base + name, target, width=width, scheme=scheme, fold=asked.fold
                    )
                    sys.stdout.write(f"{target}\n")
                    complaints += [complaint] if complaint else []
    sys.stderr.writelines(f"{complaint}\n" for complaint in complaints)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
