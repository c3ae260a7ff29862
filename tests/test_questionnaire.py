"""One question per page; the answers are in the address."""

import pytest

from .pages import read

pytestmark = pytest.mark.django_db
QUESTIONS = [
    "/en/guide/",
    "/en/guide/high/",
    "/en/guide/spread/",
    "/fr/guide/",
    "/fr/guide/unsure-risk/",
]


@pytest.fixture(autouse=True)
def _guide(starter):
    pass


@pytest.mark.parametrize("address", QUESTIONS)
def test_a_question_page_asks_one_question_with_nothing_chosen(client, address):
    response = client.get(address)
    page = read(response)
    question = response.context["question"]
    legend = page.first("fieldset").first("legend")
    assert legend.first("h1").text == question.title
    assert len(list(page.all("h1"))) == 1
    radios = list(page.all("input", type="radio"))
    assert [radio["value"] for radio in radios] == [choice.code for choice in question.choices]
    assert not any("checked" in radio.attrs for radio in radios)


@pytest.mark.parametrize("address", QUESTIONS)
def test_every_card_has_its_label_and_a_hint_tied_to_it(client, address):
    response = client.get(address)
    page = read(response)
    for choice in response.context["question"].choices:
        radio = page.first("input", value=choice.code)
        assert choice.label in page.first("label", for_=radio["id"]).text
        assert page.first(id=radio["aria-describedby"].split()[0]).text == choice.hint


@pytest.mark.parametrize("address", QUESTIONS)
def test_not_sure_is_a_card_like_the_others(client, address):
    response = client.get(address)
    page = read(response)
    classes = {
        radio["value"]: radio.parent.get("class") for radio in page.all("input", type="radio")
    }
    assert len(set(classes.values())) == 1


def test_an_answer_leads_to_the_next_question_and_then_to_the_result(client):
    assert client.get("/en/guide/?choice=high")["Location"] == "/en/guide/high/"
    response = client.get("/en/guide/high/?choice=one-place", follow=True)
    assert response.redirect_chain[-1][0] == "/en/guide/high/one-place/"
    assert response.context["result"].path.codes == ("high", "one-place")


def test_answers_in_another_order_are_sent_to_the_canonical_address(client):
    assert client.get("/en/guide/one-place/high/")["Location"] == "/en/guide/high/one-place/"


@pytest.mark.parametrize(
    ("address", "start"),
    [
        ("/en/guide/?sent=1", "Error:"),
        ("/en/guide/?choice=", "Error:"),
        ("/en/guide/?choice=nonsense", "Error:"),
        ("/en/guide/?choice=one-place", "Error:"),
        ("/en/guide/?choice=low&choice=high", "Error:"),
        ("/fr/guide/high/?sent=1", "Erreur"),
    ],
)
def test_a_form_without_one_valid_answer_comes_back_with_an_error_summary(client, address, start):
    response = client.get(address)
    page = read(response)
    assert response.status_code == 422
    assert page.first("title").text.startswith(start)
    first_radio = page.first("input", type="radio")
    summary = page.first(class_="error-summary")
    assert summary.first("a")["href"] == f"#{first_radio['id']}"
    described_by = page.first("fieldset")["aria-describedby"].split()
    assert any(summary.first("a").text in page.first(id=name).text for name in described_by)


def test_the_back_link_goes_to_where_the_family_came_from(client):
    assert read(client.get("/en/guide/high/")).first("a", class_="back")["href"] == "/en/guide/"
    assert read(client.get("/en/guide/")).first("a", class_="back")["href"] == "/en/"


def test_change_asks_that_question_again_and_keeps_the_other_answer(client):
    page = read(client.get("/en/guide/high/one-place/"))
    changes = [link["href"] for link in page.all("a") if link.text.startswith("Change")]
    assert changes == ["/en/guide/one-place/?was=high", "/en/guide/high/?was=one-place"]
    assert (
        client.get("/en/guide/one-place/?choice=low", follow=True).redirect_chain[-1][0]
        == "/en/guide/low/one-place/"
    )


def test_a_change_shows_the_answer_until_now_and_lets_it_stand(client):
    page = read(client.get("/en/guide/one-place/?was=high"))
    earlier = page.first("p", class_="earlier")
    assert "High risk" in earlier.text
    assert earlier.first("a")["href"] == "/en/guide/high/one-place/"
    assert page.first("a", class_="back")["href"] == "/en/guide/high/one-place/"


@pytest.mark.parametrize("was", ["", "spread", "nonsense", "%00"])
def test_what_is_no_earlier_answer_to_this_question_is_not_shown(client, was):
    response = client.get(f"/en/guide/one-place/?was={was}")
    assert response.status_code == 200
    assert read(response).first("p", class_="earlier") is None


@pytest.mark.parametrize("address", ["/en/guide/high/", "/en/nowhere/", "/en/guide/?sent=1"])
def test_nobody_is_asked_if_it_helped_between_two_questions_or_on_an_error(client, address):
    assert read(client.get(address)).first(class_="did-it-help") is None


def test_the_form_works_without_scripts(client):
    form = read(client.get("/en/guide/")).first("form")
    assert form.get("method", "get").lower() == "get"
    assert not list(form.all("script"))
