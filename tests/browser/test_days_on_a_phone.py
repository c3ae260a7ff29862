"""The day on which a phone kept its copy, whatever the phone's clock says and on the first of a
month.
"""

import pytest

pytestmark = pytest.mark.browser

KEPT_ON = """async (day) => {
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const address of ["/en/words/", "/en/keep.json", "/fr/mots/", "/fr/keep.json"]) {
            const found = await cache.match(address);
            if (!found) continue;
            const headers = new Headers(found.headers);
            headers.set("date", day);
            await cache.put(address, new Response(await found.blob(), { headers }));
        }
    }
}"""


@pytest.fixture(params=["en", "fr"])
def phone(request, browser, site):
    """A page of a phone that keeps the guide in one language: (page, address of the keep page, of
    another page).
    """
    language = request.param
    keep, words = {"en": ("/en/keep/", "/en/words/"), "fr": ("/fr/garder/", "/fr/mots/")}[language]
    context = browser.new_context(base_url=site, timezone_id="America/Toronto")
    page = context.new_page()
    page.goto(keep)
    page.locator("[data-part=keep]").click()
    page.locator("[data-part=remove]").wait_for()
    yield page, keep, words
    context.close()


def test_a_copy_is_never_kept_in_some_days_where_the_clock_of_the_phone_is_behind(phone):
    page, _keep, words = phone
    page.evaluate(
        KEPT_ON, page.evaluate("new Date(Date.now() + 5 * 24 * 3600 * 1000).toUTCString()")
    )
    page.context.set_offline(True)
    page.goto(words)
    notice = page.locator(".offline").inner_text()
    assert notice.endswith(("(today).", "(aujourd’hui)."))


def test_the_first_of_a_month_is_written_as_pages_write_it(phone):
    page, keep, words = phone
    page.evaluate(KEPT_ON, "Sun, 01 Nov 2026 17:00:00 GMT")
    page.goto(keep)
    shown = {"/en/keep/": "1 November 2026", "/fr/garder/": "1er novembre 2026"}[keep]
    page.get_by_text(shown).wait_for()
    page.context.set_offline(True)
    page.goto(words)
    assert shown in page.locator(".offline").inner_text()
