"""Keep on this phone: after one tap all pages of one language are there without a network, and
nothing else is.
"""

import pytest

from docs.screenshots import PLACES, RISKS

pytestmark = pytest.mark.browser


def kept_addresses(page):
    return page.evaluate(
        """async () => {
            const found = [];
            for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys()) found.push(new
                URL(request.url).pathname);
            return found.sort();
        }"""
    )


def test_the_phone_is_asked_not_to_throw_the_copy_away(new_page):
    page = new_page()
    page.add_init_script(
        """window.asked = 0; const persist = navigator.storage.persist;
        navigator.storage.persist = function () { window.asked++; return persist.call(this); };"""
    )
    page.goto("/en/keep/")
    assert page.evaluate("asked") == 0
    page.locator("[data-part=keep]").click()
    page.locator("[data-part=remove]").wait_for()
    assert page.evaluate("asked") == 1


def test_size_and_progress_are_shown_and_the_copy_can_be_removed_with_one_tap(new_page):
    page = new_page()
    page.goto("/en/keep/")
    page.get_by_text("MB on your phone").wait_for()
    assert page.locator("[data-part=remove]").is_hidden()
    page.evaluate(
        """() => new MutationObserver(() => { const bar = document.querySelector("progress");
            (window.seen ??= []).push([bar.value, bar.max]); })
            .observe(document.querySelector("progress"), { attributes: true })"""
    )
    page.locator("[data-part=keep]").click()
    page.get_by_text("This phone keeps edition 1").wait_for()
    seen = page.evaluate("window.seen")
    assert seen[-1][0] == seen[-1][1] > 50
    page.locator("[data-part=remove]").click()
    page.get_by_text("MB on your phone").wait_for()
    assert page.evaluate("caches.keys()") == []
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )


def test_exactly_the_public_pages_are_kept_and_nothing_of_a_visit_is_added(phone, addresses):
    page = phone
    page.goto("/en/")
    kept = set(kept_addresses(page))
    assert set(addresses) <= kept
    assert {
        address for address in kept if not address.startswith(("/en/", "/fr/", "/static/"))
    } == set()
    assert not any("feedback" in address or "search" in address for address in kept)
    page.goto("/en/search/?q=mibg")
    page.goto("/en/feedback/")
    page.goto("/en/guide/high/one-place/")
    assert set(kept_addresses(page)) == kept


def test_without_a_network_every_path_can_be_walked_and_each_page_says_how_old_its_copy_is(phone):
    page = phone
    # What was read a moment ago is still in the browser's own memory, and must not pass for news.
    for address in [
        "/en/",
        "/en/guide/",
        *(f"/en/guide/{risk}/{place}/" for risk in RISKS for place in PLACES),
    ]:
        page.goto(address)
        assert page.locator(".offline").count() == 0
    page.context.set_offline(True)
    # In the order in which the foot of each page writes the day of its edition.
    today = page.evaluate('new Date().toLocaleDateString("en-GB", { dateStyle: "long" })')
    notice = f"No network: this is the copy that this phone kept on {today} (today)."
    page.goto("/en/")
    assert page.locator(".offline").inner_text() == notice
    page.locator('main a[href="/en/guide/"]').first.click()
    ids = page.locator("input[type=radio]").evaluate_all(
        "(all) => Object.fromEntries(all.map((a) => [a.value, a.id]))"
    )
    for risk in ids:
        page.goto("/en/guide/")
        assert page.locator(".offline").inner_text() == notice
        page.locator(f"label[for={ids[risk]}]").click()
        page.locator("main form[method=get] button").last.click()
        page.wait_for_url(f"**/en/guide/{risk}/")
        places = page.locator("input[type=radio]").evaluate_all(
            "(all) => all.map((one) => one.value)"
        )
        for place in places:
            page.goto(f"/en/guide/{risk}/?choice={place}")
            assert page.url.endswith(f"/en/guide/{risk}/{place}/")
            assert page.locator(".offline").inner_text() == notice
            assert page.locator("main h2").count() > 3
    assert (len(ids), len(places)) == (4, 5)


def test_answers_given_in_another_order_lead_to_the_same_page(far_away):
    page = far_away
    page.goto("/en/guide/spread/?choice=low")
    assert page.url.endswith("/en/guide/low/spread/")


def test_our_list_is_read_from_its_address_without_a_network(far_away):
    page = far_away
    page.goto("/en/our-list/?q=which-plan&region=NU")
    assert page.locator("h1").inner_text() == "Our list"
    ticked = page.locator("[name=q]:checked")
    assert ticked.evaluate_all("(all) => all.map((one) => one.value)") == ["which-plan"]
    assert page.locator("[name=region]").input_value() == "NU"


@pytest.mark.parametrize(
    "address",
    [
        "/fr/recherche/?q=mibg",
        "/fr/avis/",
        "/fr/guide/high/spread/resume.pdf",
        "/fr/imprimer/?risk=high",
    ],
)
def test_what_is_not_kept_is_said_to_need_a_network(far_away, address):
    page = far_away
    page.goto(address)
    assert page.locator("h1").inner_text() == "Cette page demande du réseau"
    assert (
        "La recherche, le résumé PDF et les avis demandent du réseau"
        in page.locator("main").inner_text()
    )
    assert "(aujourd’hui)" in page.locator(".offline").inner_text()
    page.locator("main a").first.click()
    page.wait_for_url("**/fr/guide/")


def test_with_a_network_the_page_comes_from_the_server_without_a_notice(phone):
    page = phone
    page.goto("/en/treatments/")
    assert page.locator(".offline").count() == 0


def test_when_keeping_fails_nothing_is_kept_and_the_page_says_so(new_page):
    page = new_page()
    page.goto("/en/keep/")
    page.get_by_text("MB on your phone").wait_for()
    page.context.route("**/en/words/", lambda route: route.abort())
    page.locator("[data-part=keep]").click()
    page.get_by_text("Nothing has changed").wait_for()
    assert page.evaluate("caches.keys()") == []


AGED = """async () => {
    const name = (await caches.keys()).find((one) => one.startsWith("guide/fr/"));
    const cache = await caches.open(name);
    const page = await cache.match("/fr/mots/");
    const headers = new Headers(page.headers);
    headers.set("date", new Date(Date.now() - 3 * 24 * 3600 * 1000).toUTCString());
    await cache.put("/fr/mots/", new Response(await page.text(), { headers }));
}"""


def test_a_copy_of_three_days_ago_says_so(phone):
    page = phone
    page.goto("/fr/mots/")
    page.evaluate(AGED)
    page.context.set_offline(True)
    page.goto("/fr/mots/")
    assert page.locator(".offline").inner_text().endswith("(il y a 3 jours).")


def test_a_phone_that_lost_its_network_before_the_tap_offers_it_again(new_page):
    page = new_page()
    page.goto("/en/keep/")
    page.get_by_text("MB on your phone").wait_for()
    page.context.set_offline(True)
    page.locator("[data-part=keep]").click()
    page.get_by_text("Is there a network").wait_for()
    assert page.locator("progress").is_hidden()
    assert page.locator("[data-part=keep]").evaluate("button => button === document.activeElement")


def test_a_copy_is_removed_without_a_network_too(new_page):
    page = new_page()
    page.goto("/fr/garder/")
    page.locator("[data-part=keep]").click()
    page.locator("[data-part=remove]").wait_for()
    page.context.set_offline(True)
    page.locator("[data-part=remove]").click()
    page.get_by_text("Rien n’est gardé dans ce téléphone").wait_for()
    assert page.locator("[data-part=remove]").is_hidden()
    assert page.evaluate("caches.keys()") == []


@pytest.mark.parametrize(
    "refusal",
    [
        # A browser's private mode, and one that has been told to keep nothing for sites.
        (
            'CacheStorage.prototype.keys = async () => { throw new DOMException("no", '
            '"SecurityError") }'
        ),
        (
            "ServiceWorkerContainer.prototype.register = async () => { throw new "
            'DOMException("no", "SecurityError") }'
        ),
    ],
)
def test_a_browser_that_refuses_to_keep_anything_says_so_and_offers_no_button(new_page, refusal):
    page = new_page()
    page.add_init_script(refusal)
    page.goto("/en/keep/")
    page.get_by_text("If none comes").wait_for(state="detached")
    if page.locator("[data-part=keep]").is_visible():
        page.locator("[data-part=keep]").click()
    page.get_by_text("This browser cannot keep pages").wait_for()
    assert page.locator("[data-keep] :is(button, progress):visible").count() == 0


OLDER = """async () => {
    const name = (await caches.keys()).find((one) => one.startsWith("guide/en/"));
    const cache = await caches.open(name);
    const older = await caches.open("guide/en/older");
    for (const request of await cache.keys()) await older.put(request, await cache.match(request));
    const list = await (await cache.match("/en/keep.json")).json();
    const words = await older.match("/en/words/");
    const text = (await words.text()).replace(/<main.*main>/s, "<main>An older word</main>");
    await older.put("/en/words/", new Response(text, { headers: words.headers }));
    await older.put("/en/keep.json", Response.json({ ...list, version: "older", edition: 0 }));
    await caches.delete(name);
}"""


RENEWED = """async () => {
    while (await caches.has("guide/en/older")) await new Promise(requestAnimationFrame);
}"""


def test_a_newer_edition_replaces_the_kept_one_at_the_next_visit(new_page):
    page = new_page()
    page.goto("/en/keep/")
    page.locator("[data-part=keep]").click()
    page.locator("[data-part=remove]").wait_for()
    page.evaluate(OLDER)
    page.context.set_offline(True)
    page.goto("/en/words/")
    assert "An older word" in page.locator("main").inner_text()
    page.context.set_offline(False)
    page.goto("/en/")
    page.evaluate(RENEWED)
    page.context.set_offline(True)
    page.goto("/en/words/")
    assert page.locator("dt").count() > 10
    page.goto("/en/keep/")
    page.get_by_text("This phone keeps edition 1").wait_for()


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/en/words", "/en/words/"),
        ("/en/guide", "/en/guide/"),
        ("/en/guide/high/one-place", "/en/guide/high/one-place/"),
        ("/en/guide/one-place/high/", "/en/guide/high/one-place/"),
        ("/en/guide/one-place/high", "/en/guide/high/one-place/"),
        ("/en/guide/high/high/one-place/", "/en/guide/high/one-place/"),
        ("/en/guide/one-place/?choice=high", "/en/guide/high/one-place/"),
    ],
)
def test_an_address_that_the_server_would_redirect_is_found_in_the_copy(
    far_away, address, canonical
):
    far_away.goto(address)
    assert far_away.url.endswith(canonical)
    assert far_away.locator("h1").inner_text() != "This page needs a network"


def test_two_answers_to_one_question_are_not_found_in_the_copy(far_away):
    far_away.goto("/en/guide/high/low/")
    assert far_away.locator("h1").inner_text() == "This page needs a network"
