#!/usr/bin/env python
"""Take the screenshots of docs/editing.md: a site of its own, and the three people of the
demonstration.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from screenshots import FLAGS, HOUSE, people_of, serving

FOLDER = HOUSE / "docs" / "img"
SHOTS = [
    ("desk", "demo-reviewer", "", None),
    ("list", "demo-editor", "guide/section/", None),
    ("entry", "demo-editor", "entry/section/high-one-place/", None),
    ("words", "demo-editor", "entry/section/high-one-place/", "fieldset.side-by-side"),
    ("preview", "demo-editor", "look/working/en/guide/high/one-place/", None),
    ("review", "demo-reviewer", "entry/treatment/radiation-therapy/review/", None),
    ("publish", "demo-publisher", "publish/", None),
    ("compare", "demo-publisher", "compare/edition-1/next/en/treatments/chemotherapy/", None),
    ("coverage", "demo-editor", "coverage/", None),
]


def main():
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        site = serving(Path(scratch))
        with site as address:
            people = people_of(site)
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=FLAGS
            )
            pages = {
                name: sign_in(browser, address, name, password) for name, password in people.items()
            }
            for name, person, page, part in SHOTS:
                shoot(pages[person], page, FOLDER / f"desk-{name}.png", part)
            browser.close()


def sign_in(browser, address, name, password):
    page = browser.new_page(
        base_url=address, viewport={"width": 1100, "height": 820}, color_scheme="light"
    )
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    return page


def shoot(page, address, file, part):
    page.goto(f"/admin/{address}", wait_until="networkidle")
    (page.locator(part).first if part else page).screenshot(path=file)


if __name__ == "__main__":
    main()
