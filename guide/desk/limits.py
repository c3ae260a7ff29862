"""Limits that the guide states for its own words: told beside the form as one types, and again to
the reviewer. They stop nothing.
"""

from django.utils.translation import gettext as _

from guide.edition.plain import plain_text
from guide.lib.content import Content
from guide.models import BY_KIND
from guide.models.names import field_in_words
from guide.publishing.languages import LANGUAGES, language_names

# Words in one field. The points of a section share theirs with the other sections of a result.
MOST_WORDS = {("treatment", "summary"): 15, ("section", "key_points"): 120}
# English is a school grade (lower is easier), French an ease score (higher is easier).
HARDEST = {"en": 6, "fr": 75}
RESTS_ON_SOURCES = ("section", "treatment")


def warnings_about_limits(kind: str, content: Content, grades: dict[str, float]) -> list[str]:
    """One sentence for each limit that an entry does not keep. grades: {language: its measure}."""
    if content["withdrawn"]:
        return []
    found = []
    for language in LANGUAGES:
        found += _too_many_words(kind, content, language)
    for language, measure in grades.items():
        if is_too_hard(language, measure):
            said = _("the %(language)s is hard to read: %(measure)s, and the aim is %(aim)s")
            name = language_names()[language]
            aim = HARDEST[language]
            found.append(said % {"language": name, "measure": round(measure, 1), "aim": aim})
    if lacks_a_source(kind, content):
        found.append(_("no source is named that this rests on"))
    return found


def is_too_hard(language: str, measure: float) -> bool:
    if language == "en":
        return measure > HARDEST["en"]
    return language in HARDEST and measure < HARDEST[language]


def lacks_a_source(kind: str, content: Content) -> bool:
    """Whether neither the entry nor a treatment that it names rests on a source."""
    if kind not in RESTS_ON_SOURCES or content.get("kind") == "urgent":
        return False
    return not content["sources"] and not any(
        use["source"] for use in content.get("treatments", ())
    )


def _words_in(text: str) -> int:
    """A sign that stands by itself, as a French colon does, is no word."""
    count = 0
    for word in text.split():
        if any(letter.isalnum() for letter in word):
            count += 1
    return count


def _too_many_words(kind: str, content: Content, language: str) -> list[str]:
    found = []
    whole = BY_KIND[kind].whole(content)
    for (of_kind, name), most in MOST_WORDS.items():
        if of_kind != kind:
            continue
        count = _words_in(plain_text(whole[name][language]))
        if count > most:
            said = _("“%(field)s” has %(count)s words; at most %(most)s")
            field = field_in_words(kind, name, language)
            found.append(said % {"field": field, "count": count, "most": most})
    return found
