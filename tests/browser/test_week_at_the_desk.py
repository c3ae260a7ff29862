"""What a week at the desk consists of, in a real browser, in English and in French; what is done
most often with its clicks counted.
"""

import pytest

from tests.test_paste import clipboard

from .colleague import LOCALES, Colleague
from .test_paste import PASTE

pytestmark = pytest.mark.browser
# Of each language its own, since both weeks are played on one site.
NUMBERS = {
    "en": ("1-888-939-3333", "1-888-555-0133"),
    "fr": ("1-800-668-6868", "1-888-555-0134"),
}
CORRECTED = {"en": "immunotherapy", "fr": "chemotherapy"}
WITHDRAWN = {"en": "retinoids", "fr": "radiation-therapy"}
TYPED_IN = {"en": "biopsy", "fr": "port"}
PASSWORD = "a-long-password-9"
HARD = " Immunotherapeutic administration necessitates multidisciplinary consideration." * 40
NAMED_IN = {"en": ("low-spread", "high-spread"), "fr": ("high-mibg", "brain-spine")}


@pytest.fixture(scope="module", params=["en", "fr"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def editor(browser, desk, language):
    address, people = desk
    editor = Colleague(browser, address, language)
    editor.sign_in("demo-editor", people["demo-editor"])
    yield editor
    editor.context.close()


@pytest.fixture(scope="module")
def account(desk_site):
    """The name of an account that may do everything."""
    desk_site.manage(
        *("createsuperuser", "--noinput", "--username", "manager"),
        *("--email", "manager@example.org"),
        DJANGO_SUPERUSER_PASSWORD=PASSWORD,
    )
    return "manager"


@pytest.fixture
def manager(browser, desk_site, account, language):
    manager = Colleague(browser, desk_site.address, language)
    manager.sign_in(account, PASSWORD)
    yield manager
    manager.context.close()


def test_a_sentence_is_corrected_in_both_languages_and_sent_for_review_with_eight_clicks(editor):
    code = CORRECTED[editor.language]
    editor.begin()
    editor.find(code)
    editor.open_found("treatment", code)
    editor.write("what_en", " Ask why.")
    editor.write("what_fr", " Demandez pourquoi.")
    editor.press("Save and ask for review")
    editor.page.wait_for_url(f"**/entry/treatment/{code}/review/")
    assert "Demandez pourquoi." in editor.page.inner_text("ins >> nth=-1")
    assert editor.presses <= 8


def test_ten_services_are_confirmed_with_fifteen_clicks(editor):
    page = editor.begin()
    editor.follow("Services to check by phone")
    boxes = page.locator("input[name=check]")
    for place in range(10):
        boxes.nth(place).click()
    editor.press("Those that are ticked: checked today by me")
    page.locator(".messagelist .success", has_text="10 services").wait_for()
    assert editor.presses <= 15


def test_a_number_is_replaced_in_all_places_with_six_clicks(editor):
    old, new = NUMBERS[editor.language]
    page = editor.begin()
    editor.find(old)
    places = page.locator(".found mark").count()
    assert places
    editor.replace_found(new)
    assert editor.presses <= 6
    editor.find(new)
    assert page.locator(".found mark").count() == places


def test_a_new_treatment_is_named_in_two_sections_with_six_saves(editor):
    page = editor.begin()
    code = f"new-{editor.language}"
    page.locator(".model-treatment a.addlink").click()
    page.locator("[name=code]").fill(code)
    for name in ("name_en", "name_fr"):
        page.locator(f"[name={name}]").fill(f"New ({editor.language})")
    editor.press("Save")
    for section in NAMED_IN[editor.language]:
        page.goto(f"/admin/entry/section/{section}/")
        page.locator("#uses-group .add-row a").click()
        row = page.locator("tr.dynamic-uses").last
        row.locator("select").first.select_option(label=f"New ({editor.language})")
        editor.press("Save")
    assert editor.saves <= 6
    page.goto(f"/admin/entry/treatment/{code}/")
    page.locator(".panel summary").click()
    for section in NAMED_IN[editor.language]:
        assert page.locator(f".panel a[href='/admin/entry/section/{section}/']").is_visible()


def let_the_box_follow(page):
    """It hears of a new selection some 20 ms after the browser; nobody presses a button so soon."""
    page.wait_for_timeout(250)


def test_a_warning_a_page_of_the_guide_and_a_paste_from_word_are_on_the_page_of_families(editor):
    page, language = editor.begin(), editor.language
    page.goto("/admin/entry/treatment/surgery/")
    editor.write(f"what_{language}", "")
    page.keyboard.press("Enter")
    page.evaluate(PASTE, clipboard("word.html"))
    field = page.locator(f".fieldBox.field-what_{language}")
    field.locator(".taken-out", has_text="1").wait_for()
    let_the_box_follow(page)
    page.keyboard.press("Control+End")
    let_the_box_follow(page)
    page.keyboard.press("Enter")
    page.keyboard.type("Link")
    page.keyboard.press("Control+Shift+ArrowLeft")
    let_the_box_follow(page)
    field.get_by_role("button", name=editor.said("Link"), exact=True).click()
    page.locator("dialog select").select_option(label=editor.said("Words explained"))
    editor.press("Use this link")
    field.locator("[contenteditable] a", has_text="Link").wait_for()
    let_the_box_follow(page)
    field.locator("[contenteditable]").focus()
    page.keyboard.press("Control+End")
    let_the_box_follow(page)
    framed = field.locator("[contenteditable] aside", has_text="Link")
    field.get_by_role("button", name=editor.said("Warning"), exact=True).click()
    framed.wait_for()
    editor.press("Save and preview")
    family = page.locator("iframe").element_handle().content_frame()
    warning = family.locator(".warning", has_text="Link")
    address = {"en": "/en/words/", "fr": "/fr/mots/"}[language]
    assert address in warning.get_by_role("link", name="Link").get_attribute("href")
    assert "10⁹/L" in family.inner_text("body")


def test_what_was_typed_is_sent_after_the_session_ended(editor, desk):
    """Saved with the session gone: it comes back, and is sent again from the page that comes."""
    page = editor.begin()
    typed = f"Typed ({editor.language})"
    page.goto(f"/admin/entry/term/{TYPED_IN[editor.language]}/")
    page.locator("[name=name_en]").fill(typed)
    editor.context.clear_cookies()
    editor.press("Save")
    editor.sees("Nothing was saved, and nothing that you typed is lost: it is below.")
    with editor.context.expect_page() as opened:
        editor.follow("Sign in in another tab")
    editor.give_password(opened.value, "demo-editor", desk[1]["demo-editor"])
    opened.value.close()
    page.get_by_role("button", name="Send again").click()
    page.locator(".messagelist .success").wait_for()
    page.goto(f"/admin/entry/term/{TYPED_IN[editor.language]}/")
    assert page.locator("[name=name_en]").input_value() == typed


def test_what_a_family_wrote_is_answered_by_an_edit(editor, browser, desk):
    code = CORRECTED[editor.language]
    family = browser.new_page(base_url=desk[0], locale=LOCALES[editor.language])
    page_of_feedback = {"en": "/en/feedback/", "fr": "/fr/avis/"}[editor.language]
    family.goto(f"{page_of_feedback}?page=treatment&code={code}")
    family.locator("[name=helped]").last.check()
    family.locator("[name=sentence]").fill(f"Too hard ({editor.language}).")
    family.locator("main form button").click()
    family.wait_for_url("**/thanks/" if editor.language == "en" else "**/merci/")
    family.close()

    page = editor.begin()
    page.locator("#content a[href='/admin/guide/feedback/']").first.click()
    page.get_by_role("link", name=f"Too hard ({editor.language}).").click()
    page.locator("[name=answered_by]").select_option(f"treatment/{code}")
    page.locator("[name=_continue]").click()
    page.locator(f"a[href='/admin/entry/treatment/{code}/']").click()
    page.wait_for_url("**/change/")
    assert page.locator("[name=what_en]").input_value()


def test_a_question_and_its_answers_go_for_review_together(editor, browser, desk):
    page = editor.begin()
    page.goto("/admin/entry/question/risk/")
    for name in ("title_en", "choices-0-label_en"):
        field = page.locator(f"[name={name}]")
        field.fill(f"{field.input_value()} ({editor.language})")
    editor.press("Save and ask for review")
    page.wait_for_url("**/entry/question/risk/review/")
    reviewer = Colleague(browser, desk[0], editor.language)
    reviewer.sign_in("demo-reviewer", desk[1]["demo-reviewer"])
    reviewer.page.goto("/admin/entry/question/risk/review/")
    reviewer.follow("Read and sign them together")
    assert reviewer.page.locator("input[name=sign]:checked").count() == 2
    reviewer.page.locator("[data-signs] button[type=submit]").click()
    reviewer.page.locator(".messagelist .success").wait_for()
    reviewer.context.close()


def test_what_others_name_is_withdrawn_in_one_step(editor):
    code = WITHDRAWN[editor.language]
    page = editor.begin()
    page.goto(f"/admin/entry/treatment/{code}/")
    page.locator(".panel summary").last.click()
    editor.follow("Withdraw it, and take it out of them in one step")
    page.locator(".at-hand button").click()
    editor.sees("It is done. One reviewer reads and signs these edits together.")
    page.goto(f"/admin/entry/treatment/{code}/")
    assert page.locator("[name=withdrawn]").is_checked()


def test_a_colleague_comes_with_a_first_password_and_leaves_the_work_to_another(
    manager, browser, desk
):
    page, name = manager.begin(), f"noor-{manager.language}"
    page.locator(".model-user a.addlink").click()
    page.locator("[name=username]").fill(name)
    for field in ("password1", "password2"):
        page.locator(f"[name={field}]").fill("first-word-of-all-9")
    manager.press("Save")
    manager.sees("Choose what this colleague will do: one role or more.")
    page.get_by_role("checkbox", name=manager.said("Editors"), exact=True).check()
    for field in ("password1", "password2"):
        page.locator(f"[name={field}]").fill("first-word-of-all-9")
    manager.press("Save")
    page.locator(".messagelist .success").wait_for()

    noor = Colleague(browser, desk[0], manager.language)
    noor.sign_in(name, "first-word-of-all-9")
    noor.sees(
        "Somebody else chose the password that you have. Choose one that only you know; then you "
        "can start."
    )
    noor.page.locator("[name=old_password]").fill("first-word-of-all-9")
    for field in ("new_password1", "new_password2"):
        noor.page.locator(f"[name={field}]").fill("only-mine-since-today")
    noor.page.locator("#content-main [type=submit]").click()
    noor.page.goto("/admin/entry/term/port/")
    noor.page.locator(f"[name=name_{manager.language}]").fill("Cellular")
    noor.press("Save")
    noor.page.locator(".messagelist .success").wait_for()

    manager.follow("Leaves: hand the work over")
    manager.sees("Cellular")
    page.locator("[name=successor]").select_option(index=1)
    manager.press("Hand the work over and close the account")
    page.wait_for_url("**/auth/user/*/change/")
    assert not page.locator("[name=is_active]").is_checked()
    noor.page.goto("/admin/")
    assert noor.page.locator("#login-form").is_visible()
    noor.context.close()


def test_what_the_guide_asks_of_its_own_words_is_told_while_one_types(editor):
    """At most 15 words, how hard the text reads, a source: in the texts of both languages."""
    page = editor.begin()
    page.goto("/admin/entry/treatment/supportive-care/")
    over = editor.said("COUNT of at most MOST words").replace("COUNT", "16").replace("MOST", "15")
    for language in LOCALES:
        page.locator(f"[name=summary_{language}]").fill("Mot : " + "mot " * 15)
        page.locator(f"#id_summary_{language}_words.over", has_text=over).wait_for()
        editor.write(f"what_{language}", HARD)
        page.locator(f"[data-reading={language}].over").wait_for()
    no_source = page.locator(".no-source")
    assert no_source.is_hidden()
    page.locator("#id_sources_remove_all").click()
    no_source.wait_for()
    assert editor.said("no source is named that this rests on")[1:] in no_source.inner_text()
