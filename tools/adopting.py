"""The day on which a hospital adopts the starter, played in a browser: a reviewer reads every
public page, ticks what was read and signs it, until the board is empty.

    python -m tools.adopting

Prints how many acts, clicks, pages and words it takes. A site of its own is served for it, with the
starter and the people of `manage.py demo`.
"""

import json
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from docs.screenshots import people_of, serving

BOARD = "/admin/pages/"
MOST_ENTRIES, MOST_WORDS = 25, 1500
BOXES = "boxes => boxes.map(box => ({checked: box.checked, words: Number(box.dataset.words)}))"


@dataclass
class Day:
    """What a day of reading and signing took. ticks: those of the clicks that set a tick by hand;
    words: of what was signed, in the language that has more of them.
    """

    acts: int = 0
    clicks: int = 0
    ticks: int = 0
    pages: int = 0
    entries: int = 0
    words: int = 0


def play_day(page, day):
    """Read and sign page after page, the next one of the board first, until nothing is left that
    this person may sign.
    """
    passed = set()  # pages on which only others can sign what is left
    while True:
        page.goto(BOARD)
        day.pages += 1
        links = page.locator("table.board tbody th a")
        left = [link.get_attribute("href") for link in links.all()]
        to_read = [address for address in left if address not in passed]
        if not to_read:
            return
        with page.expect_navigation():
            links.nth(left.index(to_read[0])).click()
        day.clicks += 1
        day.pages += 1
        before = day.acts
        play_page(page, day)
        if day.acts == before:
            passed.add(to_read[0])


def play_page(page, day):
    """Sign all of the page that is open, in as many acts as it needs."""
    boxes = page.locator("input[name=sign]")
    left = boxes.count()
    while sign_once(page, day):
        before, left = left, boxes.count()
        if left >= before:
            raise RuntimeError(f"nothing could be signed on {page.url}")


def sign_once(page, day):
    """One act: what is ticked already, and as much more as one act covers. False: nothing left."""
    boxes = page.locator("input[name=sign]")
    blocks = boxes.evaluate_all(BOXES)
    if not blocks:
        return False
    for place in _one_act(blocks):
        if not blocks[place]["checked"]:
            boxes.nth(place).check()
            day.clicks += 1
            day.ticks += 1
        day.entries += 1
        day.words += blocks[place]["words"]
    with page.expect_navigation():
        page.get_by_role("button", name="I have read this page").click()
    day.clicks += 1
    day.acts += 1
    day.pages += 1
    return True


def _one_act(blocks):
    """The places of the blocks that are signed together: those that are ticked, then the next."""
    chosen = [place for place, block in enumerate(blocks) if block["checked"]]
    words = sum(blocks[place]["words"] for place in chosen)
    for place, block in enumerate(blocks):
        if block["checked"]:
            continue
        words += block["words"]
        if chosen and (len(chosen) == MOST_ENTRIES or words > MOST_WORDS):
            break
        chosen.append(place)
    return chosen


def sign_in(browser, address, name, password):
    """The desk as this person sees it, in a browser of their own."""
    page = browser.new_context(base_url=address).new_page()
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    return page


def main():
    # Imported here: a test plays a page in a browser that is open already.
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import start_chromium

    day = Day()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = serving(Path(folder))
        with site as address:
            browser = start_chromium(playwright.chromium, "usual")
            name = "demo-reviewer"
            page = sign_in(browser, address, name, people_of(site)[name])
            play_day(page, day)
            browser.close()
    print(json.dumps(asdict(day), indent=2))


if __name__ == "__main__":
    main()
