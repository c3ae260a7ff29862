"""A text that is far too long for its pages: whoever publishes is warned, and the sheet is still printed whole."""

import pytest

from guide.edition.current import current_guide
from guide.handout.fit import fits

from .builders import approve_all, make_small_guide, publish
from .paper import Paper

pytestmark = pytest.mark.django_db
SENTENCE = "<p>A sentence that goes on and on, and says the same again. </p>"


def publish_long_guide(sentences):
    section = make_small_guide()
    section.body_en = SENTENCE * sentences + "<p>The very end.</p>"
    section.save()
    approve_all()
    publish(None)


def test_a_short_guide_fits(client, db):
    publish_long_guide(3)
    assert {fit.pages for fit in fits(current_guide("en"))} == {1}


def test_a_text_that_is_far_too_long_is_found_and_still_printed_to_its_end(client, db):
    publish_long_guide(300)
    found = list(fits(current_guide("en")))
    assert all(fit.is_too_long for fit in found)
    paper = Paper(client.get(f"/en/guide/{found[0].path.address}/summary.pdf").content)
    assert "The very end." in paper.text
    assert len(paper.pages) == found[0].pages > 2
