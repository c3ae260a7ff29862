"""How words look in another program's HTML, as far as their look means something."""

import re
from dataclasses import dataclass, replace

Attributes = dict[str, str | None]

STRUCK_TAGS = ("del", "s", "strike")
BOLD_TAGS = ("strong", "b")
SLANTED_TAGS = ("em", "i")
# What Word and Outlook hang on a text that is no part of it.
REMARK = ("comment-list", "comment")
REMARK_CLASSES = ("msocommentreference", "msocomanchor")
BULLET_LEVEL = re.compile(r"\blevel(\d+)\b")
RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)")
HEX = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")
# Colours that say nothing: those of any text on any paper.
PLAIN_COLOURS = re.compile(
    r"(?:windowtext|black|white|inherit|initial|unset|revert|currentcolor|transparent|auto|none"
    r"|(?:dark|dim|light|slate)*gr[ae]y|var\(.*)?\Z"
)
LEAST_DIFFERENCE = 60  # between the strongest and the weakest of red, green and blue


@dataclass(frozen=True)
class Look:
    """What the words inside an element are. `left_out` is why they are not kept, "" where they
    are.
    """

    left_out: str = ""
    strong: bool = False
    em: bool = False
    link: str = ""
    is_raised: bool = False
    is_coloured: bool = False
    is_underlined: bool = False
    is_bullet: bool = False  # the sign before a point of Word's, which is no word of it


def look_inside(outer: Look, tag: str, attributes: Attributes) -> Look:
    """The look of what stands in this element, which stands in `outer`."""
    style = styles_of(attributes)
    look = _with_stress(outer, tag, style)
    if tag == "sup" or style.get("vertical-align", "").startswith("super"):
        look = replace(look, is_raised=True)
    if style.get("mso-list") == "ignore":
        look = replace(look, is_bullet=True)
    if tag == "u" or "underline" in _line_of(style):
        look = replace(look, is_underlined=True)
    if _has_colour(style, attributes):
        look = replace(look, is_coloured=True)
    return replace(look, left_out=outer.left_out or _why_left_out(tag, attributes, style))


def styles_of(attributes: Attributes) -> dict[str, str]:
    """{"font-weight": "700"}, all in small letters."""
    found = {}
    for one in (attributes.get("style") or "").lower().split(";"):
        name, colon, value = one.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


def level_of(attributes: Attributes) -> int:
    """How deep a paragraph of Word's stands in its list, from 1; 0 where it is no point."""
    found = BULLET_LEVEL.search(styles_of(attributes).get("mso-list", ""))
    return int(found[1]) if found else 0


def _with_stress(outer: Look, tag: str, style: dict[str, str]) -> Look:
    look = replace(outer, strong=outer.strong or tag in BOLD_TAGS)
    look = replace(look, em=outer.em or tag in SLANTED_TAGS)
    weight = style.get("font-weight", "")
    if weight in ("bold", "bolder", "600", "700", "800", "900"):
        look = replace(look, strong=True)
    elif weight in ("normal", "lighter", "100", "200", "300", "400", "500"):
        look = replace(look, strong=False)
    slant = style.get("font-style", "")
    return replace(look, em=slant in ("italic", "oblique")) if slant else look


def _why_left_out(tag: str, attributes: Attributes, style: dict[str, str]) -> str:
    classes = (attributes.get("class") or "").lower().split()
    if style.get("mso-element") in REMARK or any(name in REMARK_CLASSES for name in classes):
        return "remarks"
    if tag in STRUCK_TAGS or "line-through" in _line_of(style):
        return "struck"
    is_hidden = (
        "hidden" in attributes
        or style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
    )
    return "hidden" if is_hidden else ""


def _line_of(style: dict[str, str]) -> str:
    return style.get("text-decoration", "") + " " + style.get("text-decoration-line", "")


def _has_colour(style: dict[str, str], attributes: Attributes) -> bool:
    written = [(attributes.get("color") or "").lower()]
    for name in ("color", "background", "background-color"):
        written.append(style.get(name, ""))
    return any(_is_colour(colour) for colour in written)


def _is_colour(colour: str) -> bool:
    """Red is one; black, grey and the nearly black of a web page are none."""
    found = RGB.match(colour)
    parts = [int(part) for part in found.groups()] if found else []
    if not found and (found := HEX.match(colour)):
        parts = [int(part, 16) for part in found.groups()]
    if parts:
        return max(parts) - min(parts) >= LEAST_DIFFERENCE
    return not colour.startswith("#") and not PLAIN_COLOURS.match(colour)
