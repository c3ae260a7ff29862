"""A ward's logo: a small PNG picture, kept as text within its entry, so that it is signed, kept in
history, moved and restored as the words are.
"""

import base64
import hashlib
import io
import warnings

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

BEGINS = "data:image/png;base64,"
LARGEST = 60 * 1024  # bytes of the file
WIDEST, HIGHEST = 1600, 800  # pixels
MODES = ("1", "L", "LA", "P", "RGB", "RGBA")


class NotALogo(ValueError):
    """What was given cannot be a logo; the message is a sentence for whoever gave it."""


def logo_of(file: bytes) -> str:
    """A PNG file as the text that is kept. Raises NotALogo.

    The picture is drawn anew: what programs write into a file beside it (who made it, when, where)
    is not kept.
    """
    picture = _opened(file)
    if picture.mode not in MODES:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    drawn = io.BytesIO()
    picture.save(drawn, "PNG", optimize=True, icc_profile=None)
    if len(drawn.getvalue()) > LARGEST:
        raise NotALogo(_too_large())
    return BEGINS + base64.b64encode(drawn.getvalue()).decode()


def png_of(logo: str) -> bytes:
    """The picture's bytes; none of an empty text. Raises NotALogo."""
    if not logo:
        return b""
    if not logo.startswith(BEGINS):
        raise NotALogo(_not_png())
    try:
        return base64.b64decode(logo.removeprefix(BEGINS), validate=True)
    except ValueError:  # letters that this form does not have, or too few
        raise NotALogo(_not_png()) from None


def check_logo(logo: str) -> None:
    """Raises NotALogo where a text that is to be kept is none that `logo_of` could have made."""
    _opened(png_of(logo))


def is_logo(value: object) -> bool:
    return isinstance(value, str) and value.startswith(BEGINS)


def in_words(logo: str) -> str:
    """What staff read in the place of a picture: two that differ read differently."""
    digest = hashlib.sha256(logo.encode()).hexdigest()[:12]
    try:
        width, height = _opened(png_of(logo)).size
    except NotALogo as problem:
        return f"{problem} ({digest})"
    return _("PNG picture, %(width)s × %(height)s pixels, SHA-256 %(digest)s…") % {
        "width": width,
        "height": height,
        "digest": digest,
    }


def _opened(file: bytes) -> Image.Image:
    """The picture of a file, read whole."""
    if len(file) > LARGEST:
        raise NotALogo(_too_large())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(file), formats=["PNG"])
    except (UnidentifiedImageError, ValueError):  # a part that is cut off, or swells when opened
        raise NotALogo(_not_png()) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotALogo(_too_many_pixels()) from None
    if picture.width > WIDEST or picture.height > HIGHEST:
        raise NotALogo(_too_many_pixels())
    try:
        picture.load()
    except (OSError, SyntaxError, ValueError):
        raise NotALogo(_("This PNG picture is damaged. Save it again and try once more.")) from None
    return picture


def _not_png() -> str:
    return _("A logo has to be a PNG picture. Save it as PNG (not SVG, JPEG or PDF).")


def _too_large() -> str:
    sentence = _("This picture is larger than %(most)s kB. Save it smaller, or with fewer colours.")
    return sentence % {"most": LARGEST // 1024}


def _too_many_pixels() -> str:
    sentence = _("This picture has too many pixels: at most %(width)s wide and %(height)s high.")
    return sentence % {"width": WIDEST, "height": HIGHEST}
