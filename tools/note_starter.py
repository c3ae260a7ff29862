"""Note in guide/starter/shipped.txt the forms in which the starter ships its entries now.

    .venv/bin/python tools/note_starter.py

Called whenever the YAML of the starter has changed. The starter is loaded into a database of its
own, in memory; lines are only ever added, because sites hold older forms too.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "rnbsite.settings"
os.environ["DATABASE_URL"] = "sqlite://:memory:"

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from guide.exchange.starter import load_starter  # noqa: E402
from guide.exchange.starter_edits import DIGITS, SHIPPED  # noqa: E402
from guide.models import EntryVersion  # noqa: E402


def note():
    """Load, and add the lines that the file does not have yet. Returns how many."""
    call_command("migrate", verbosity=0)
    load_starter()
    forms = EntryVersion.objects.values_list("kind", "code", "digest")
    lines = {f"{kind} {code} {digest[:DIGITS]}" for kind, code, digest in forms}
    known = set(SHIPPED.read_text(encoding="utf-8").splitlines())
    SHIPPED.write_text("\n".join(sorted(known | lines)) + "\n", encoding="utf-8")
    return len(lines - known)


if __name__ == "__main__":
    print(f"Added {note()} lines to {SHIPPED.name}.")
