"""Takes the screenshots of the page that README and docs show: ``python docs/make_pictures.py``; needs Chromium."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

import kgraph

FOLDER = Path(__file__).parent
# An image has so many colours at most, so that the repository stays small.
_COLOURS = 128


class Picture(NamedTuple):
    """One screenshot: file, size of the window, light or dark, fragment of the address, and what stands at the top."""

    file: str
    width: int
    height: int
    scheme: str
    fragment: str
    top: str = "body"


PICTURES = (
    Picture("page.png", 1280, 1330, "light", ""),
    Picture("pictures/page-february-2020.png", 1280, 1330, "dark", "at=2020-02"),
    Picture("pictures/page-whole-graph-turkish.png", 1280, 1100, "light", "lang=tr&view=whole"),
    Picture("pictures/page-phone-russian.png", 360, 1500, "light", "lang=ru"),
    Picture("pictures/page-evidence.png", 1280, 900, "light", "open=haftar-forces"),
    Picture("pictures/page-opposite-sides.png", 1280, 900, "light", "open=arena%3Alibya"),
    Picture("pictures/page-reported-only.png", 1280, 1100, "light", "basis=reported"),
    Picture("pictures/page-all-pairs.png", 1280, 900, "light", "", "#pairs-section"),
)


def main() -> None:
    """Build the page of all sources and take the pictures."""
    html = kgraph.load(policy="all").page(focus=("russia", "turkey"))
    browser_file = os.environ.get("KGRAPH_CHROMIUM") or shutil.which("chromium") or None
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "page.html"
        page_file.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=browser_file)
        for picture in PICTURES:
            window = {"width": picture.width, "height": picture.height}
            page = browser.new_page(viewport=window, color_scheme=picture.scheme, reduced_motion="reduce")
            page.goto(f"{page_file.as_uri()}#{picture.fragment}")
            page.wait_for_function("() => window.kgraph !== undefined")
            page.wait_for_timeout(500)
            page.evaluate("top => document.querySelector(top).scrollIntoView()", picture.top)
            target = FOLDER / picture.file
            target.parent.mkdir(exist_ok=True)
            page.screenshot(path=target)
            Image.open(target).convert("RGB").quantize(_COLOURS).save(target, optimize=True)
            page.close()
            print(target.relative_to(FOLDER.parent))
        browser.close()


if __name__ == "__main__":
    main()
