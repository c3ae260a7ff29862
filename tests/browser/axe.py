"""axe-core on an open page, in each of its looks: WCAG 2.2 A, AA and AAA, and the best
practices.
"""

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of level AAA, and off unless they are asked for by name.
ENHANCED = ["color-contrast-enhanced", "identical-links-same-purpose", "meta-refresh-no-exceptions"]
# Left to itself, this rule passes what has less than 4.5 to 1, and leaves it to level AA. So it
# sees all.
CONTRAST = {"contrastRatio": {"normal": {"minThreshold": 0}, "large": {"minThreshold": 0}}}
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {name: {"enabled": True} for name in ENHANCED}
    | {"color-contrast": {"enabled": False}},
    "checks": {"color-contrast-enhanced": {"options": CONTRAST}},
    "resultTypes": ["violations"],
}
# Nobody presses anything on paper.
ON_PAPER = OPTIONS | {"rules": OPTIONS["rules"] | {"target-size": {"enabled": False}}}
LOOKS = {
    "in the light": ({"color_scheme": "light", "media": "screen"}, OPTIONS),
    "in the dark": ({"color_scheme": "dark", "media": "screen"}, OPTIONS),
    "on paper": ({"color_scheme": "light", "media": "print"}, ON_PAPER),
}


def violations(page, options=OPTIONS):
    """One line a violation: rule, element, reason."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("(options) => axe.run(options)", options)["violations"]
    return [
        f"{page.url} {violation['id']}: {node['target'][0]} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def violations_in_every_look(page):
    """The same in the light, in the dark and on paper, of a page that is opened once."""
    found = []
    for look, (media, options) in LOOKS.items():
        page.emulate_media(**media)
        found += [f"{look}: {line}" for line in violations(page, options)]
    page.emulate_media(color_scheme="light", media="screen")
    return found
