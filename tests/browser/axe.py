"""axe-core on an open page: WCAG 2.2 A, AA and AAA, and the best practices."""

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of level AAA, and off unless they are asked for by name.
ENHANCED = ["color-contrast-enhanced", "identical-links-same-purpose", "meta-refresh-no-exceptions"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {name: {"enabled": True} for name in ENHANCED},
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "color-contrast-enhanced"]},
    "resultTypes": ["violations"],
}
_axe = Axe()


def violations(page, options=OPTIONS):
    """One line a violation: rule, element, reason."""
    found = _axe.run(page, options=options).response["violations"]
    return [
        f"{page.url} {violation['id']}: {node['target'][0]} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]
