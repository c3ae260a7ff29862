"""The form of an entry: limits told, edits that belong together, few clicks for what is usual."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guide.models import BY_KIND, Choice, Remark, Section, Treatment
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.states import state_of
from guide.publishing.write import write_entry

from . import photograph
from .builders import make_entry, publish_small_guide
from .desk import add_address, change_address, fields_of, make_colleague
from .pages import filled, read

pytestmark = pytest.mark.django_db

LONG = " ".join(["word"] * 16)


@pytest.fixture
def desk(client):
    client.force_login(make_colleague("Editors"))
    return client


def form(client, kind, code):
    return read(client.get(change_address(kind, code)))


def review(client, kind, code):
    return read(client.get(f"/admin/entry/{kind}/{code}/review/"))


def sent_by(page, name):
    """What the form with a field of this name sends as it stands."""
    return next(filled(form) for form in page.all("form") if form.first(name=name))


def test_a_limit_that_is_not_kept_is_told_in_the_form_and_to_the_reviewer(desk):
    make_entry("treatment", "surgery", summary={"en": LONG, "fr": "Un mot."})
    said = "“In one line (English)” has 16 words; at most 15"
    assert said in form(desk, "treatment", "surgery").text
    assert said in review(desk, "treatment", "surgery").text
    counted = form(desk, "treatment", "surgery").first(id="id_summary_en")
    assert counted["data-most-words"] == "15"


def test_a_sign_that_stands_by_itself_is_no_word(desk):
    french = " ".join(["mot"] * 13) + " :\u00a0«\u00a0mot\u00a0»\u00a0? mot"
    make_entry("treatment", "surgery", summary={"en": "A word.", "fr": french})
    assert "at most 15" not in form(desk, "treatment", "surgery").text


def test_a_text_that_rests_on_no_source_says_so_until_it_does(desk):
    make_entry("section", "text", body="<p>One sees.</p>")
    said = "No source is named that this rests on"
    assert said in form(desk, "section", "text").text
    assert said in review(desk, "section", "text").text
    make_entry("source", "book")
    write_entry("section", "text", {"sources": ["book"]})
    assert said not in form(desk, "section", "text").text


def test_what_is_hard_to_read_is_told_with_the_aim(desk):
    hard = "<p>Immunotherapeutic administration necessitates multidisciplinary consideration.</p>"
    make_entry("section", "text", body={"en": hard, "fr": ""})
    assert "the English is hard to read" in form(desk, "section", "text").text.replace("The", "the")
    answer = desk.post("/admin/measure/", {"language": "en", "text": hard}).json()
    assert answer["hard"] is True
    answer = desk.post("/admin/measure/", {"language": "en", "text": "<p>A cat sat.</p>"}).json()
    assert answer["hard"] is False


@pytest.mark.parametrize("sent", [{}, {"language": "xx", "text": "a"}, {"language": "en"}])
def test_an_odd_question_how_hard_a_text_is_gets_no_measure(desk, sent):
    assert desk.post("/admin/measure/", sent).json()["measure"] is None


def test_words_stand_first_in_the_form_and_the_code_where_it_is_still_chosen(desk):
    make_entry("resource", "line")
    names = [heading.text for heading in form(desk, "resource", "line").all("h2")]
    assert names.index("Words") < names.index("Settings")
    names = [heading.text for heading in read(desk.get(add_address("resource"))).all("h2")]
    assert names.index("Settings") < names.index("Words")


@photograph.kept
def stage():
    publish_small_guide()
    make_entry("source", "book")
    make_entry("treatment", "surgery")
    make_entry("treatment", "other", sources=["book"])
    uses = [
        {"treatment": "surgery", "part": "main", "source": "book"},
        {"treatment": "other", "part": "may", "source": None},
    ]
    make_entry("section", "one", treatments=uses)
    make_entry("section", "two", treatments=uses[:1])
    make_entry("prompt", "ask", treatments=["surgery"])
    for model in BY_KIND.values():
        for entry in model.objects.with_links():
            approve_as_starter(entry)
    publish(None)


@pytest.fixture
def named(desk):
    """A treatment that two texts and a question to ask name, all read by families."""
    stage()
    return desk


def test_withdrawing_takes_an_entry_out_of_those_that_name_it_in_one_step(named):
    address = "/admin/entry/treatment/surgery/take-out/"
    page = read(named.get(address))
    sent = sent_by(page, "seen")
    assert "Make these 4 edits" in page.text
    named.post(address, sent)
    assert Treatment.objects.get(code="surgery").withdrawn
    assert Section.objects.get(code="two").uses.count() == 0
    assert [use.treatment.code for use in Section.objects.get(code="one").uses.all()] == ["other"]
    # Naming nothing, it would be asked about every child.
    assert BY_KIND["prompt"].objects.get().withdrawn
    assert Remark.objects.filter(nature="ready").count() == 4


def test_such_edits_are_read_and_signed_together_by_one_reviewer(named):
    address = "/admin/entry/treatment/surgery/take-out/"
    named.post(address, sent_by(read(named.get(address)), "seen"))
    named.force_login(make_colleague("Reviewers"))
    link = next(
        one for one in review(named, "treatment", "surgery").all("a") if "together" in one.text
    )
    page = read(named.get(link["href"]))
    sent = sent_by(page, "review_due")
    answer = named.post(f"{link['href']}sign/", sent, follow=True)
    assert "4 entries are signed." in read(answer).text
    assert state_of(Treatment.objects.with_links().get(code="surgery")) == "withdrawn"
    publish(None)


def test_an_answer_goes_with_its_question_and_out_of_the_texts(named):
    write_entry("section", "one", {"choices": ["low"]})
    address = "/admin/entry/question/risk/take-out/"
    named.post(address, sent_by(read(named.get(address)), "seen"))
    assert all(choice.withdrawn for choice in Choice.objects.filter(question__code="risk"))
    assert not Section.objects.get(code="one").choices.exists()


def test_a_section_for_one_answer_alone_goes_with_it_and_is_never_for_everyone(named):
    write_entry("section", "one", {"choices": ["low"]})
    write_entry("section", "two", {"choices": ["low", "high"]})
    address = "/admin/entry/choice/low/take-out/"
    named.post(address, sent_by(read(named.get(address)), "seen"))
    assert Section.objects.get(code="one").withdrawn
    two = Section.objects.get(code="two")
    assert [choice.code for choice in two.choices.all()] == ["high"]
    assert not two.withdrawn


def test_a_text_that_leads_to_what_is_withdrawn_keeps_its_words(named):
    link = '<a href="guide:words">words</a>'
    text = f'<p>See <a href="guide:treatment/surgery">the surgery</a> and {link}.</p>'
    write_entry("section", "two", {"treatments": [], "body": {"en": text, "fr": text}})
    address = "/admin/entry/treatment/surgery/take-out/"
    named.post(address, sent_by(read(named.get(address)), "seen"))
    assert Section.objects.get(code="two").body_fr == f"<p>See the surgery and {link}.</p>"


def test_a_text_that_leads_to_the_result_of_a_withdrawn_answer_keeps_its_words(named):
    link = '<a href="guide:support/QC">help</a>'
    text = f'<p>See <a href="guide:result/low/one-place">low risk</a> and {link}.</p>'
    write_entry("section", "two", {"body": {"en": text, "fr": text}})
    address = "/admin/entry/choice/low/take-out/"
    named.post(address, sent_by(read(named.get(address)), "seen"))
    assert Section.objects.get(code="two").body_fr == f"<p>See low risk and {link}.</p>"


def test_what_a_colleague_changed_meanwhile_stops_all_of_it(named):
    address = "/admin/entry/treatment/surgery/take-out/"
    sent = sent_by(read(named.get(address)), "seen")
    write_entry("section", "two", {"title": {"en": "Other", "fr": "Autre"}})
    assert named.post(address, sent).status_code == 409
    assert not Treatment.objects.get(code="surgery").withdrawn


def test_a_question_and_its_answers_go_for_review_together(desk):
    publish_small_guide()
    address = change_address("question", "risk")
    sent = fields_of(desk.get(address))
    label = next(name for name in sent if name.endswith("-label_en"))
    desk.post(address, sent | {label: "Another label", "title_en": "Another", "_ask": "1"})
    asked = set(Remark.objects.filter(nature="ready").values_list("kind", "code"))
    assert ("question", "risk") in asked
    assert {kind for kind, _code in asked} == {"question", "choice"}
    desk.force_login(make_colleague("Reviewers"))
    page = read(desk.get("/admin/pages/together/question/risk/"))
    assert len(list(page.all("input", name="sign"))) == 2


def test_a_sentence_is_corrected_in_both_languages_and_sent_for_review_in_two_requests(desk):
    """Three to find and open it, two to place the cursor, one to save and ask: six clicks."""
    publish_small_guide()
    address = change_address("section", "for-everyone")
    sent = fields_of(desk.get(address))
    answer = desk.post(
        address, sent | {"body_en": "<p>New.</p>", "body_fr": "<p>Neuf.</p>", "_ask": "1"}
    )
    assert answer["Location"] == "/admin/entry/section/for-everyone/review/"
    assert Remark.objects.filter(nature="ready", code="for-everyone").exists()


def test_a_new_treatment_is_named_in_two_sections_with_three_saves(desk):
    publish_small_guide()
    make_entry("section", "two")
    make_entry("treatment", "surgery")
    for code in ("for-everyone", "two"):
        address = change_address("section", code)
        sent = fields_of(desk.get(address)) | {
            "uses-TOTAL_FORMS": "1",
            "uses-0-treatment": str(Treatment.objects.get().pk),
            "uses-0-part": "main",
            "uses-0-order": "0",
        }
        assert desk.post(address, sent).status_code == 302
    assert Treatment.objects.get().uses.count() == 2


def test_every_page_of_the_desk_says_what_it_is_for(desk):
    publish_small_guide()
    make_entry("source", "book")
    for address in (
        *("/admin/", "/admin/find/", "/admin/coverage/", "/admin/exchange/", "/admin/binder/"),
        *("/admin/services/", "/admin/account/", "/admin/guide/section/", add_address("section")),
        *("/admin/entry/section/for-everyone/review/", "/admin/sources/book/readings/"),
        *(change_address("section", "for-everyone"), "/admin/guide/feedback/"),
    ):
        help_ = read(desk.get(address)).first("details", class_="page-help")
        assert help_ is not None, address
        assert help_.first("p").text.endswith("."), address


def test_treatments_that_a_section_names_cost_its_form_no_more_questions(desk):
    publish_small_guide()
    uses = []
    for number in range(6):
        make_entry("treatment", f"treatment-{number}")
        uses.append({"treatment": f"treatment-{number}", "part": "main", "source": None})
    write_entry("section", "for-everyone", {"treatments": uses[:1]})
    address = change_address("section", "for-everyone")
    desk.get(address)
    with CaptureQueriesContext(connection) as with_one:
        desk.get(address)
    write_entry("section", "for-everyone", {"treatments": uses})
    with CaptureQueriesContext(connection) as with_six:
        desk.get(address)
    assert len(with_six) <= len(with_one)
