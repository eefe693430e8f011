"""A camera that sees another screen: screenshots of a code, as a phone held before it would see them."""

import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import BrowserType, Page

from scripts.reader import launch_options

ROOT = Path(__file__).resolve().parent.parent
CODE = ".pictures-code canvas"
COUNT = ".pictures-count"
ALLOWED = "--use-fake-ui-for-media-stream"  # the camera is given without asking
# Draws a picture into the camera's, and returns that as a JPEG.
DRAW = """
async ([picture, { side, turned, slant, blur }]) => {
  const canvas = new OffscreenCanvas(1280, 720);
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#555";
  brush.fillRect(0, 0, 1280, 720);
  if (picture) {
    const image = new Image();
    image.src = `data:;base64,${picture}`;
    await image.decode();
    brush.translate(640, 360);
    brush.rotate((turned * Math.PI) / 180);
    brush.transform(1, slant, 0, 1 - slant, 0, 0);
    brush.filter = `blur(${blur}px) contrast(0.7)`;
    brush.drawImage(image, -side / 2, -side / 2, side, side);
  }
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
"""


# Prints a code as a picture, by the library that the page has.
ENCODE = """
import { createRequire } from "node:module";
const { encodeQR } = await import(createRequire(process.argv[1]).resolve("qr"));
process.stdout.write(encodeQR(process.argv[2], "gif", { scale: 8, border: 4 }));
"""


def code_of(text: str) -> bytes:
    """Return a picture of some other QR code."""
    package = ROOT / "widgets/runtime/package.json"
    command = ["node", "--input-type=module", "--eval", ENCODE, str(package), text]
    return subprocess.run(command, capture_output=True, check=True).stdout


@dataclass(frozen=True)
class Held:
    """How a phone is held: the code's side in the camera's pixels, degrees turned, slant, blur in pixels."""

    side: int = 560
    turned: float = 0
    slant: float = 0
    blur: float = 0


def pictures(page: Page) -> list[bytes]:
    """Take a screenshot of each picture that a page shows, turning to each by hand."""
    code = page.locator(CODE)
    code.wait_for()
    on = page.locator("[data-do=pictures-next]")
    if not on.count():
        return [code.screenshot()]
    on.click()
    while not (page.locator(COUNT).text_content() or "").startswith("Picture 1 "):
        on.click()
    total = int((page.locator(COUNT).text_content() or "").rpartition(" ")[2])
    found = []
    for _ in range(total):
        found.append(code.screenshot())
        on.click()
    return found


def filmed(page: Page, seen: Sequence[bytes], target: Path, held: Held, *, times: int = 6) -> Path:
    """Write what a camera of thirty pictures a second sees, each of them so many times, b"" for no code."""
    drawn = {
        picture: b64decode(page.evaluate(DRAW, [b64encode(picture).decode(), asdict(held)]))
        for picture in dict.fromkeys(seen)
    }
    target.write_bytes(b"".join(drawn[picture] * times for picture in seen))
    return target


@contextmanager
def watcher(engine: BrowserType, film: Path | None, *flags: str) -> Iterator[Page]:
    """Start another browser whose camera sees a film; it comes again from the start at its end."""
    file = [f"--use-file-for-fake-video-capture={film}"] if film else []
    browser = engine.launch(**launch_options("--use-fake-device-for-media-stream", *file, *flags))
    try:
        context = browser.new_context(locale="en-GB", viewport={"width": 900, "height": 900})
        context.set_default_timeout(20_000)
        yield context.new_page()
    finally:
        browser.close()
