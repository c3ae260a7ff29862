"""Keep on this phone, where the storage of the phone fails."""

import pytest

pytestmark = pytest.mark.browser
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
    keeper.locator("details", has=keeper.locator("#high-one-place")).locator("summary").click()
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
