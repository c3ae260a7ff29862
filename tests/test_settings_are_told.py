"""Every variable of the environment that the program reads stands in the table of
docs/settings.md.
"""

import re

from django.conf import settings

HOUSE = settings.BASE_DIR
READERS = {
    "rnbsite/settings.py": r'env(?:\.\w+)?\(\s*"([A-Z_]+)"',
    "deploy/gunicorn.conf.py": r'os\.environ\.(?:get|setdefault)\("([A-Z_]+)"',
    "deploy/serve": r'"\$\{([A-Z_]+):=',
    "deploy/manage": r"\$\{([A-Z_]+):[=-]",
    "deploy/compose.yaml": r"\$\{([A-Z_]+):",
    "guide/serving/metrics.py": r'os\.environ\.get\("([A-Z_]+)"',
    "guide/ops/own_server.py": r"""os\.environ\.get\(['"]([A-Z_]+)['"]""",
    "guide/ops/doctor/the_settings.py": r'os\.environ\.get\("([A-Z_]+)"',
    "rnbsite/may_start.py": r'os\.environ\.get\("([A-Z_]+)"',
}


def told():
    """The variables of the first column of each table."""
    page = (HOUSE / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def test_every_variable_that_is_read_is_in_the_table():
    for file, pattern in READERS.items():
        read = set(re.findall(pattern, (HOUSE / file).read_text(encoding="utf-8")))
        assert read, file
        assert read - told() == set(), file


def test_the_table_names_no_variable_that_nothing_reads():
    texts = [(HOUSE / file).read_text(encoding="utf-8") for file in READERS]
    assert {name for name in told() if not any(name in text for text in texts)} == set()
