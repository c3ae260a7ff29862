"""Every file that a template names is there: in production a missing one would be an error on every
page.
"""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

NAMED = sorted(
    {
        (name, str(template.relative_to(settings.BASE_DIR)))
        for template in (settings.BASE_DIR / "templates").rglob("*.html")
        for name in re.findall(r"""{% static ['"]([^'"]+)['"]""", template.read_text())
    }
)


@pytest.mark.parametrize(("name", "template"), NAMED)
def test_a_file_that_a_template_names_is_there(name, template):
    assert finders.find(name), f"{template} names {name}"


def test_a_file_that_was_not_collected_makes_no_page_fail_in_production_alone(
    client, starter, settings, tmp_path
):
    """As a card of a language that nobody drew yet, or a server on which nothing was collected."""
    settings.DEVELOPMENT = False
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "guide.serving.static_files.CollectedFiles"}
    }
    page = client.get("/fr/guide/high/one-place/")
    assert page.status_code == 200
    assert "/static/img/card-fr.png" in page.content.decode()
