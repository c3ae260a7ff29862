#!/usr/bin/env python
"""Draw the PNG icons and the social cards from the mark and the drawing of the home page: `make
icons`.
"""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

HOUSE = Path(__file__).resolve().parent.parent
IMAGES = HOUSE / "static" / "img"
SIZES = {180: 0.72, 192: 0.72, 512: 0.6}  # the largest leaves room for a round mask
CARDS = {
    "en": (
        "When neuroblastoma comes back",
        "A guide for families. In plain words, on screen and on paper.",
    ),
    "fr": (
        "Quand le neuroblastome revient",
        "Un guide pour les familles. En mots simples, à l’écran et sur papier.",
    ),
}
SQUARE = """<style>body {{ margin: 0; background: #fcfaf6; display: grid; place-items: center; height: 100vh }}
svg {{ width: {share}vw; height: {share}vw }}</style>{mark}"""
CARD = """<style>
body {{ margin: 0; box-sizing: border-box; height: 630px; padding: 0 80px; background: #fcfaf6; color: #1d2b2e;
  display: grid; grid-template-columns: 1fr 300px; gap: 40px; align-items: center; border-bottom: 16px solid #b07b12 }}
h1 {{ font: 700 84px/1.08 Charter, "Noto Serif", Georgia, serif; letter-spacing: -0.015em; margin: 0 0 24px }}
p {{ font: 34px/1.4 "Noto Sans", sans-serif; margin: 0; color: #3f5054 }}
svg {{ height: 500px; width: auto }}
</style><div><h1>{title}</h1><p>{lead}</p></div>{drawing}"""


def main():
    mark = (IMAGES / "mark.svg").read_text()
    drawing = (HOUSE / "templates" / "guide" / "_welcome.html").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for size, share in SIZES.items():
            shoot(browser, SQUARE.format(share=share * 100, mark=mark), size, size, f"icon-{size}")
        for language, (title, lead) in CARDS.items():
            shoot(
                browser,
                CARD.format(title=title, lead=lead, drawing=drawing),
                1200,
                630,
                f"card-{language}",
            )
        browser.close()


def shoot(browser, html, width, height, name):
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_content(html)
    page.screenshot(path=IMAGES / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
