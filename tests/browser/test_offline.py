"""Keep on this phone: after one tap all pages of one language are there without a network, and
nothing else is.
"""

import pytest

from docs.screenshots import PLACES, RISKS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def kept_phone(browser, site):
    """The browser of a phone that keeps the guide in English and in French."""
    context = browser.new_context(base_url=site)
    for address in ("/en/keep/", "/fr/garder/"):
        page = context.new_page()
        page.goto(address)
        page.locator("[data-part=keep]").click()
        page.locator("[data-part=remove]").wait_for()
        page.close()
    yield context
    context.close()


@pytest.fixture
def phone(kept_phone):
    """A page of that phone, with a network."""
    page = kept_phone.new_page()
    yield page
    kept_phone.set_offline(False)
    page.close()


@pytest.fixture
def far_away(phone):
    """A page of that phone where there is no network."""
    phone.context.set_offline(True)
    return phone


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
            assert page.locator("section h2").count() > 3
    assert len(ids) == len(places) == 4


def test_answers_given_in_another_order_lead_to_the_same_page(far_away):
    page = far_away
    page.goto("/en/guide/spread/?choice=low")
    assert page.url.endswith("/en/guide/low/spread/")


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


ALONE = {
    "en": (
        "No network. You can go on reading this page. Links may not open until the network is back."
    ),
    "fr": "Pas de réseau. Vous pouvez continuer à lire cette page. Les liens pourraient ne pas "
    "s’ouvrir avant le retour"
    " du réseau.",
}
KEPT = {
    "en": "No network. Other pages open from the copy that this phone keeps."
    " Search, the PDF summary and feedback need a network.",
    "fr": "Pas de réseau. Les autres pages s’ouvrent à partir de la copie que ce téléphone garde."
    " La recherche, le résumé PDF et les avis demandent du réseau.",
}
OPEN_PAGES = [
    ("en", "/en/guide/high/"),
    ("fr", "/fr/guide/high/one-place/"),
    ("fr", "/fr/soutien/"),
]


def open_page(page, address):
    """Open a page and wait until the script that follows the words has run."""
    page.goto(address)
    page.locator("body > div[role=status]").wait_for(state="attached")
    return page.locator("body > div[role=status]")


@pytest.mark.parametrize(("language", "address"), OPEN_PAGES)
def test_an_open_page_says_when_the_network_goes_and_stops_when_it_is_back(
    new_page, language, address
):
    page = new_page(viewport={"width": 360, "height": 740})
    said = open_page(page, address)
    assert said.inner_text() == ""
    page.evaluate("scrollTo(0, 300)")
    before = page.locator("h1").bounding_box()
    page.context.set_offline(True)
    page.get_by_text(ALONE[language]).wait_for()
    assert said.inner_text() == ALONE[language]
    assert page.locator("h1").bounding_box() == before
    box = said.bounding_box()
    assert box["y"] + box["height"] == pytest.approx(740, abs=1)
    page.emulate_media(media="print")
    assert not page.get_by_text(ALONE[language]).is_visible()
    page.emulate_media(media="screen")
    page.context.set_offline(False)
    page.get_by_text(ALONE[language]).wait_for(state="detached")


COVERED = """() => {
  const at = document.activeElement.getBoundingClientRect(), words = document.querySelector("div > .offline");
  return at.height > 0 && at.top > words.getBoundingClientRect().top - 1 && !words.contains(document.activeElement);
}"""


def test_the_notice_hides_no_stop_of_the_tab_key(new_page):
    page = new_page(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    open_page(page, "/en/guide/high/one-place/")
    page.context.set_offline(True)
    page.get_by_text(ALONE["en"]).wait_for()
    stops = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        stops.add(page.evaluate("document.activeElement.textContent"))
        assert not page.evaluate(COVERED), page.evaluate("document.activeElement.outerHTML")
    assert len(stops) > 20


def test_on_the_lowest_screens_the_notice_stands_below_the_page(new_page):
    page = new_page(viewport={"width": 320, "height": 256})
    said = open_page(page, "/fr/soutien/")
    page.context.set_offline(True)
    page.get_by_text(ALONE["fr"]).wait_for()
    assert said.bounding_box()["y"] > 1000
    assert said.inner_text() == ALONE["fr"]


@pytest.mark.parametrize(("language", "address"), OPEN_PAGES)
def test_where_the_guide_is_kept_an_open_page_says_that_the_others_open(phone, language, address):
    said = open_page(phone, address)
    phone.context.set_offline(True)
    phone.get_by_text(KEPT[language]).wait_for()
    assert said.inner_text() == KEPT[language]
    phone.context.set_offline(False)
    phone.get_by_text(KEPT[language]).wait_for(state="detached")


def test_a_page_from_the_copy_says_when_the_network_is_back_and_leads_to_the_newest(far_away):
    page = far_away
    open_page(page, "/en/words/")
    strip = page.locator("body > .offline")
    words, place = strip.inner_text(), page.locator("h1").bounding_box()
    page.context.set_offline(False)
    page.get_by_text("The network is back").wait_for()
    assert strip.count() == 1
    assert page.locator("h1").bounding_box() == place
    page.context.set_offline(True)
    page.get_by_text(words).wait_for()
    page.context.set_offline(False)
    page.get_by_role("link", name="Open the newest page").click()
    strip.wait_for(state="detached")
    assert page.url.endswith("/en/words/")


def test_what_the_notice_says_of_other_pages_is_true(phone):
    open_page(phone, "/en/guide/high/")
    phone.context.set_offline(True)
    phone.get_by_text(KEPT["en"]).wait_for()
    phone.get_by_role("link", name="Back", exact=True).click()
    phone.wait_for_url("**/en/guide/")
    assert phone.locator(".offline").first.inner_text().startswith("No network: this is the copy")


# What may go wrong with the storage of a phone, played inside its worker.
FAILURES = {
    (
        "the storage of the worker fails"
    ): "CacheStorage.prototype.keys = () => Promise.reject(new Error('disk'))",
    (
        "the storage of the worker never answers"
    ): "CacheStorage.prototype.keys = () => new Promise(() => {})",
}
CUT_SHORT = """async () => {
    const name = (await caches.keys()).find((one) => one.startsWith("guide/en/"));
    const cache = await caches.open(name);
    const list = await cache.match("/en/keep.json");
    await cache.put("/en/keep.json", new Response((await list.text()).slice(0, 300), { headers: list.headers }));
}"""


@pytest.fixture
def keeper(new_page):
    """A phone that has just been asked to keep the English pages; other tests do not see what is
    done to its copy.
    """
    page = new_page()
    page.goto("/en/keep/")
    page.locator("[data-part=keep]").click()
    page.locator("[data-part=remove]").wait_for()
    return page


def worker_of(page):
    return next(
        worker for worker in page.context.service_workers if worker.url.endswith("/en/worker.js")
    )


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_a_copy_that_fails_never_shuts_the_site_while_there_is_a_network(keeper, failure):
    worker_of(keeper).evaluate(f"() => {{ {failure} }}")
    keeper.goto("/en/guide/high/one-place/")
    assert keeper.locator("section#high-one-place").is_visible()
    keeper.goto("/en/keep/")
    keeper.locator("[data-part=remove]").wait_for()


def test_a_copy_whose_list_was_cut_short_can_be_removed_and_shuts_nothing(keeper):
    keeper.evaluate(CUT_SHORT)
    keeper.goto("/en/words/")
    assert keeper.locator("dt").count() > 10
    keeper.goto("/en/keep/")
    keeper.locator("[data-part=remove]").click()
    keeper.get_by_text("MB on your phone").wait_for()
    assert keeper.evaluate("caches.keys()") == []
    assert (
        keeper.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )


def test_a_copy_whose_list_was_cut_short_is_made_whole_at_the_next_visit(keeper):
    keeper.evaluate(CUT_SHORT)
    keeper.goto("/en/")
    keeper.evaluate("""async () => {
        const isWhole = async () => (await caches.match("/en/keep.json")).json().then(() => true, () => false);
        while (!(await isWhole())) await new Promise(requestAnimationFrame);
    }""")
    keeper.context.set_offline(True)
    keeper.goto("/en/words/")
    assert keeper.locator("dt").count() > 10


def test_the_page_that_removes_the_copy_shows_its_button_where_the_storage_fails(keeper):
    keeper.add_init_script("CacheStorage.prototype.keys = () => Promise.reject(new Error('disk'))")
    keeper.goto("/en/keep/")
    keeper.get_by_text("The copy on this phone is damaged").wait_for()
    keeper.locator("[data-part=remove]").click()
    # It goes in its own time: the test waits for it as long as for anything on a page.
    assert keeper.wait_for_function(
        "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)"
    )


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
