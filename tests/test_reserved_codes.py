"""Codes become addresses and names of fields, so a code that a page uses itself is refused."""

import pytest
from django.db import IntegrityError, transaction

from guide.handout.print_form import PrintForm
from guide.models.questionnaire import RESERVED

from .builders import make_entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "code"),
    [("question", "ward"), ("treatment", "at-a-glance"), ("treatment", "en-un-coup-d-oeil")],
)
def test_a_code_that_a_page_uses_itself_is_refused_by_the_database(kind, code):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_entry(kind, code)


def test_the_reserved_codes_are_the_fields_of_the_print_page():
    assert set(RESERVED) == set(PrintForm.base_fields)
