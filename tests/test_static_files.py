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
