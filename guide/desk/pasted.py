"""What an editor pastes, in the guide's tags, and a line that says what was taken out.

The browser sends the clipboard before it goes into the text, so that one door reads all of it:
files, forms and clipboards alike.
"""

from collections import Counter

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guide.lib.foreign_html import Meaning, is_tangled, meaning_of
from guide.lib.foreign_lines import html_of_lines
from guide.lib.taken_out import what_was_taken_out
from guide.lib.text import normal_rich_text

from .page import requires

# Characters of a clipboard. Word writes a thousand of them around each sentence.
LONGEST = 600_000


@require_POST
@requires("guide.change_section")
def pasted(request: HttpRequest) -> JsonResponse:
    """Of `html`, or of `text` where a clipboard has no HTML: {"html": …, "said": …}."""
    html = request.POST.get("html", "")
    text = request.POST.get("text", "")
    if len(html) + len(text) > LONGEST or is_tangled(html):
        return JsonResponse({"said": _("This is too much at once. Paste it in parts.")}, status=413)
    if html:
        meaning = meaning_of(html, has_warnings=False)
    else:
        meaning = Meaning(html_of_lines(text), Counter())
    said = what_was_taken_out(meaning.left_out)
    return JsonResponse({"html": normal_rich_text(meaning.html), "said": said})
