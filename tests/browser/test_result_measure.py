"""How much a result is on a phone: every path, in both languages, each page loaded once."""

import pytest

from guide.lib.regions import REGIONS

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
# Screens and words of the whole page: the box of whom to call and the foot are counted too.
SCREENS = 9
# Help of a province, before that of the whole country.
SCREENS_OF_A_PROVINCE = 8
WORDS, BOTH_OPEN = 900, 1000
MEASURE = """() => {
  const words = (text) => (text.match(/[\\p{L}\\p{N}][\\p{L}\\p{N}’'.,-]*/gu) || []).length;
  const page = document.documentElement;
  const points = [...document.querySelectorAll(".key-points li")];
  const first = points.find((point) => !point.querySelector("li"));
  const end = first.getBoundingClientRect().bottom + scrollY;
  const before = page.scrollHeight;
  scrollTo(0, before);
  const after = page.scrollHeight;
  for (const fold of document.querySelectorAll("details")) fold.open = false;
  return {
    end, grown: Math.abs(after - before) / before, screens: page.scrollHeight / innerHeight,
    words: words(document.body.innerText),
    cards: [...document.querySelectorAll(".card, .reviewed, .help .pair")].every((one) => one.checkVisibility()),
  };
}"""


def bounds_of(address):
    both_open = address.count("unsure") == 2
    return {"screens": SCREENS, "words": BOTH_OPEN if both_open else WORDS}


def test_every_result_can_be_taken_in_on_a_phone(new_page, addresses):
    page = new_page(viewport=PHONE)
    wrong, seen = [], 0
    for address in addresses:
        if address.count("/") != 5 or "/guide/" not in address:
            continue
        page.goto(address)
        found = page.evaluate(MEASURE)
        seen += 1
        most = bounds_of(address)
        for name in ("screens", "words"):
            if found[name] > most[name]:
                wrong.append(f"{address}: {found[name]:.1f} {name}")
        if found["end"] > PHONE["height"]:
            wrong.append(f"{address}: the first point ends at {found['end']:.0f}")
        if found["grown"] > 0.2:
            wrong.append(f"{address}: grows while one scrolls")
        if not found["cards"]:
            wrong.append(f"{address}: a card, the review or whom to call is folded")
    assert seen == 2 * 20
    assert wrong == []


BEFORE_THE_COUNTRY = {
    "/en/support/": """() => {
      const top = (id) => document.getElementById(id).getBoundingClientRect().top;
      return (top("everywhere") + scrollY) / innerHeight;
    }""",
    "/en/guide/high/one-place/": """() => {
      const [here, everywhere] = [...document.querySelectorAll("#near-you > h3")];
      const top = (one) => one.getBoundingClientRect().top;
      return (top(everywhere || here) - top(document.getElementById("near-you"))) / innerHeight;
    }""",
}
IN_FRENCH = {"/en/support/": "/fr/soutien/", "/en/guide/high/one-place/": "/fr/guide/high/spread/"}


@pytest.mark.parametrize("english", BEFORE_THE_COUNTRY)
def test_the_help_of_a_province_takes_at_most_eight_screens(new_page, english):
    page = new_page(viewport=PHONE)
    long = {}
    for address in (english, IN_FRENCH[english]):
        for region in REGIONS:
            page.goto(f"{address}?region={region}")
            screens = page.evaluate(BEFORE_THE_COUNTRY[english])
            if not 0 < screens <= SCREENS_OF_A_PROVINCE:
                long[f"{address} {region}"] = screens
    assert long == {}
