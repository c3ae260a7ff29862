"""The tiers of whom to call (the emergency number, the team, nobody answers) as version 1 prints
them.

Its box holds one section and the number of the team, so the tiers of an edition that has them stand
in one box, under the title of the team's.
"""

from .reader import Entry


def in_one_box(sections: list[Entry]) -> list[Entry]:
    """Urgent sections, in their order, with those of a tier brought together in one."""
    tiers = [section for section in sections if section["tier"]]
    if len(tiers) < 2:
        return sections
    team = [section for section in tiers if section["tier"] == "team"] or tiers
    points = "".join(_points(section) for section in tiers)
    # Each source once, in the order in which the tiers name them.
    sources = dict.fromkeys(code for section in tiers for code in section["sources"])
    box = team[0] | {"key_points": f"<ul>{points}</ul>", "sources": list(sources)}
    if not team[0]["key_points"]:
        box["body"] = ""
    others = [section for section in sections if not section["tier"]]
    return [box, *others]


def _points(section: Entry) -> str:
    """What a tier says first, as points of a list."""
    html: str = section["key_points"] or section["body"]
    text = html.strip()
    if text.startswith("<ul>") and text.endswith("</ul>"):
        return text[len("<ul>") : -len("</ul>")]
    if text.startswith("<p>") and text.endswith("</p>") and text.count("<p>") == 1:
        text = text[len("<p>") : -len("</p>")]  # as a lone paragraph in a point is written
    return f"<li>{text}</li>"
