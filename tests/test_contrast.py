"""Every text colour on every ground, in the light and in the dark: at least 7 to 1; edges of
controls 3 to 1.
"""

import re

import pytest
from django.conf import settings

TEXTS = ("ink", "quiet", "action", "action-over", "visited", "urgent")
GROUNDS = ("paper", "surface", "tint", "sand", "urgent-tint")
EDGES = ("edge", "focus", "gold")


def schemes():
    css = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w{6});", block))
        for block in re.findall(r":root {(.*?)}", css, re.S)
    )
    return {"light": light, "dark": light | dark}


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_21_to_1():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_on_every_ground(scheme):
    colours = schemes()[scheme]
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs += [("on-action", "action"), ("on-action", "action-over")]
    assert {pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 7} == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edges_of_controls_can_be_seen(scheme):
    colours = schemes()[scheme]
    pairs = [(edge, ground) for edge in EDGES for ground in GROUNDS]
    assert {pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 3} == set()


def test_no_other_style_sheet_brings_a_colour_of_its_own():
    folder = settings.BASE_DIR / "static" / "css"
    colour = re.compile(r"#[0-9a-f]{3,8}\b|rgb|hsl")
    strangers = [
        f.name
        for f in folder.glob("*.css")
        if f.stem not in ("tokens", "print") and colour.search(f.read_text())
    ]
    assert strangers == []
