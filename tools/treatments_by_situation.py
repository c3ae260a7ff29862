"""Write docs/treatments-by-situation.md: what the starter says of each treatment in each situation.

    .venv/bin/python tools/treatments_by_situation.py

For whoever reads the words as a whole: two pages that contradict each other show here side by side.
It is made from the YAML of the starter, so that it cannot say anything else; a test holds it to it.
"""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / "guide" / "starter"
PAGE = ROOT / "docs" / "treatments-by-situation.md"
Rows = dict[str, Any]
PARTS = {
    "main": "may be used",
    "may": "may be added",
    "some": "in some cases",
    "trial": "in a trial",
}
HEAD = """# Each treatment in each situation

Made from the starter by `tools/treatments_by_situation.py`; do not edit it by hand. A row gives
the part that a section gives the treatment, and who names it where that source alone does.
"""


def page() -> str:
    """The whole page as Markdown."""
    shelf = {}
    for kind in ("choice", "section", "source", "treatment"):
        shelf[kind] = yaml.safe_load((STARTER / f"{kind}s.yaml").read_text(encoding="utf-8"))
    rows = [HEAD]
    for code, treatment in _in_order(shelf["treatment"]):
        rows.append(_of_treatment(code, treatment, shelf))
    return "\n".join(rows)


def _of_treatment(code: str, treatment: Rows, shelf: Rows) -> str:
    lines = [
        f"## {treatment['name']['en']} (`{code}`)\n",
        f"{treatment['summary']['en']} {_plain(treatment['what']['en'])}\n",
        "| situation | section | part | named alone by | main points of the section |",
        "|---|---|---|---|---|",
    ]
    for section_code, section in _in_order(shelf["section"]):
        for use in section["treatments"]:
            if use["treatment"] == code:
                lines.append(_row(section_code, section, use, shelf))
    return "\n".join(lines) + "\n"


def _row(code: str, section: Rows, use: Rows, shelf: Rows) -> str:
    chosen = [shelf["choice"][choice]["short"]["en"] for choice in section["choices"]]
    situation = ", ".join(chosen) or "every situation"
    source = use.get("source")
    publisher = shelf["source"][source]["publisher"] if source else ""
    points = _plain(section["key_points"]["en"])
    return f"| {situation} | `{code}` | {PARTS[use['part']]} | {publisher} | {points} |"


def _in_order(entries: Rows) -> list[tuple[str, Rows]]:
    return sorted(entries.items(), key=lambda item: (item[1]["order"], item[0]))


def _plain(html: str) -> str:
    """The words of a text of the starter, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"Wrote {PAGE.name}.")
