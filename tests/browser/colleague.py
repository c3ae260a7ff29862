"""A colleague at the desk in a real browser, in English or in French: what is pressed there, by the
names that the desk gives it in that language, and how often.
"""

from django.utils.translation import gettext, override

LOCALES = {"en": "en-CA", "fr": "fr-CA"}
# Every press of the mouse, on whatever page; Enter in a box stands for one.
COUNT = """
addEventListener("pointerdown", () => window.notePress(), true);
addEventListener("keydown", (event) => event.key === "Enter" && window.notePress(), true);
"""


class Colleague:
    """`page` is what is open; `presses` and `saves` count since the desk's first page."""

    def __init__(self, browser, address, language):
        self.language = language
        self.presses = 0
        self.saves = 0
        self.context = browser.new_context(base_url=address, locale=LOCALES[language])
        self.context.set_default_timeout(15_000)
        self.context.expose_function("notePress", self._note_press)
        self.context.add_init_script(COUNT)
        self.page = self.context.new_page()
        self.page.on("request", self._note_save)
        self.page.on("dialog", lambda dialog: dialog.accept())  # "leave this page?"

    def _note_press(self):
        self.presses += 1

    def _note_save(self, request):
        if request.method == "POST" and request.url.endswith(("/change/", "/add/")):
            self.saves += 1

    def sign_in(self, name, password):
        self.page.goto("/admin/login/")
        self.give_password(self.page, name, password)

    def give_password(self, page, name, password):
        page.locator("#id_username").fill(name)
        page.locator("#id_password").fill(password)
        page.locator("#login-form [type=submit]").click()
        page.locator("#user-tools").wait_for()

    def begin(self):
        """The desk's first page, from which one counts."""
        self.page.goto("/admin/")
        self.presses = self.saves = 0
        return self.page

    def said(self, words, **values):
        """What the desk says for these English words."""
        with override(self.language):
            found = gettext(words)
        return found % values if values else found

    def press(self, words, **values):
        name = self.said(words, **values)
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, words, **values):
        name = self.said(words, **values)
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def sees(self, words, **values):
        self.page.get_by_text(self.said(words, **values)).first.wait_for()

    def find(self, words):
        """The box at the top of every page."""
        self.page.locator("#find").click()
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        self.page.locator("#id_q").wait_for()

    def replace_found(self, new):
        """What was found becomes this in every place."""
        self.page.locator("#id_new").click()
        self.page.keyboard.type(new)
        self.press("See each place first")
        self.press("Replace where it is ticked")
        self.sees("No other place says it.")

    def open_found(self, kind, code):
        self.page.locator(f".found a[href='/admin/entry/{kind}/{code}/']").click()
        self.page.locator("#panel-title").wait_for()

    def write(self, name, words):
        """At the end of this text of the form: what_en."""
        box = f".field-{name} [contenteditable][lang={name[-2:]}]"
        self.page.locator(box).click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.insert_text(words)
