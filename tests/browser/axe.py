"""axe-core on an open page: WCAG 2.2 A, AA and AAA, and the best practices."""

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of level AAA, and off unless they are asked for by name. What has 7 to 1 has the 4.5 to 1 of level AA too.
ENHANCED = ["color-contrast-enhanced", "identical-links-same-purpose", "meta-refresh-no-exceptions"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {name: {"enabled": True} for name in ENHANCED} | {"color-contrast": {"enabled": False}},
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]},
    "resultTypes": ["violations"],
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
