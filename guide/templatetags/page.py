"""Formatting for pages: styles, words explained in place, phone numbers, names of fixed sets."""

import json
import re
from collections import Counter
from datetime import date
from functools import lru_cache

from django import template
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guide import labels
from guide.edition import glossary, other_answers
from guide.edition.points import headings_of, points_of
from guide.lib.days import day_in_words
from guide.lib.regions import REGIONS
from guide.lib.telephone import dialled, text_message
from guide.page import schema_org
from guide.page.rich_text import shown_on_page
from guide.page.styles import style_text

register = template.Library()
NUMBER = re.compile(r"(?:\d+-)+\d+")
# In an address as HTML.
BETWEEN_WORDS = re.compile(r"&amp;|[@/.?=-]|(?<=[a-z])(?=[A-Z])")


@register.simple_block_tag(takes_context=True)
def styles(context, content):
    """The style of this page: what all pages have, and the further sheets that it names or else all
    of them.
    """
    further = tuple(content.split())
    request = context.get("request")
    if request:
        request.further_styles = further
    return format_html("<style>{}</style>", SafeString(style_text(further)))


@register.simple_block_tag(takes_context=True)
def title(context, content):
    """The page's title, and the same words for a link that somebody shares.

    Where the page is about one child, the preview of a message says nothing of it.
    """
    shared = _("A guide for families") if is_about_one_child(context) else _one_line(content)
    tags = '<title>{}</title>\n<meta property="og:title" content="{}">'
    return format_html(tags, _one_line(content), shared)


@register.simple_block_tag(takes_context=True)
def description(context, content):
    """One sentence about the page, for search engines and for a link that somebody shares."""
    shared = _one_line(content)
    if is_about_one_child(context):
        shared = _("Plain words, to read or to print.")
    tags = '<meta name="description" content="{}">\n<meta property="og:description" content="{}">'
    return format_html(tags, _one_line(content), shared)


def is_about_one_child(context):
    """Whether a page holds a family's answers, ticks or words."""
    path = context.get("path")
    return bool(context.get("is_private") or (path and path.answers))


def _one_line(content):
    # What a template's block renders is escaped already.
    return SafeString(" ".join(content.split()))


@register.simple_tag(takes_context=True)
def structured_data(context):
    """The page in the words of schema.org.

    A browser runs none of it, so the policy against inline scripts holds.
    """
    data = schema_org.page_of(context.flatten())
    if not data:
        return ""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


@register.inclusion_tag("guide/_beside.html", takes_context=True)
def results_beside(context, section, result):
    """Links to the results of the answers that this section is not about, of the same ward."""
    beside = other_answers.results_beside(section, result.path, result.guide)
    return {"beside": beside, "ward": context.get("ward")}


@register.simple_tag
def icon(name):
    """One of our line icons, drawn in the text's colour and silent to screen readers."""
    return _drawing(f"icons/{name}.svg")


@register.simple_tag
def picture(code, words=""):
    """The drawing of a choice or a treatment, told in these words; nothing where there is none.

    Without words it is decoration: what it stands beside says all that it shows, so nothing is
    hidden from anybody.
    """
    return _drawing(f"guide/pictures/{code}.html", words)


@lru_cache(maxsize=128)
def _drawing(template_name, words=""):
    try:
        return SafeString(render_to_string(template_name, {"words": words}).strip())
    except TemplateDoesNotExist:
        return ""


@register.simple_tag(takes_context=True)
def explain(context, html):
    """Rich text with the first use of each glossary word explained in place."""
    terms = tuple(context["guide"].terms.values())
    explained = glossary.explain(shown_on_page(html), terms, context["numbers"])
    return explained[0]


@register.filter
def tel(phone):
    """1-888-939-3333 → +18889393333, for a tel: address; "" where a tap should call nobody: see
    `dialled`.
    """
    return dialled(phone)


@register.filter
def calls(html):
    """Rich text as a page shows it: see `shown_on_page`."""
    return shown_on_page(html)


@register.filter
def points(html):
    """Each point of a rich text, whole."""
    return points_of(html)


@register.filter
def headings(html):
    """The words of each heading of a rich text."""
    return headings_of(html)


@register.filter
def mostly_seen(sources):
    """How most of these sources were seen, where at least three say the same; "" where none do."""
    counts = Counter(source.seen for source in sources if source.seen and not source.taken)
    for seen, count in counts.most_common(1):
        if count >= 3:
            return seen
    return ""


@register.filter
def whole_numbers(text):
    """Text in which no line ends inside a number with hyphens: 514-787-8801."""
    return SafeString(NUMBER.sub(r'<span class="kept">\g<0></span>', conditional_escape(text)))


@register.filter(expects_localtime=True)
def day(date):
    """5 March 2026; 5 mars 2026, 1er mars 2026."""
    return day_in_words(date)


@register.filter
def day_or_year(text):
    """2024 → 2024; 2024-07 → July 2024; 2024-07-15 → 15 July 2024."""
    if len(text) == 4:
        return text
    if len(text) == 7:
        return date_format(date.fromisoformat(f"{text}-01"), "F Y")
    return day(date.fromisoformat(text))


@register.filter
def lower_first(text):
    """In one place → in one place: a label that follows another in a sentence.

    MYCN amplified stays as it is: a word with a second capital letter is a name.
    """
    if text[1:2].isupper():
        return text
    return text[:1].lower() + text[1:]


@register.filter
def is_checked_long_ago(resource, guide):
    """Counted from the edition's day, not from today: a page stays the same for as long as its
    edition is read.
    """
    return resource.was_checked_long_before(guide.published)


@register.filter
def region_name(code):
    return REGIONS[code]


@register.filter
def text_address(written):
    """sms:686868?&body=CONNECT of “Text CONNECT to 686868”; empty where the number is not sure."""
    return text_message(written)


@register.filter
def kind_name(code):
    return labels.RESOURCE_KINDS[code]


@register.filter
def language_name(code):
    """English gives the names of languages a capital letter, French does not."""
    name = str(labels.SERVICE_LANGUAGES[code])
    return name if get_language() == "en" else lower_first(name)


@register.filter
def part_name(code):
    return labels.PARTS[code]


@register.filter
def confidence_name(code):
    return labels.CONFIDENCE[code]


@register.filter
def short_address(address):
    """https://www.example.ca/a/ → example.ca/a, as it is printed."""
    return re.sub(r"^https?://(www\.)?", "", address).rstrip("/")


@register.filter
def breakable(address):
    """An address that, where it is wider than the line, goes on after a sign between two words of
    it, such as a slash or a dot, or before a capital, and not inside a word.
    """
    return SafeString(BETWEEN_WORDS.sub(r"\g<0><wbr>", conditional_escape(address)))
