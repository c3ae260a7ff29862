"""No page of the desk holds words in English alone: what a template says goes through translate or
blocktranslate, and what goes through these has its French (`test_languages.py`).
"""

import re
from html import unescape

from django.conf import settings

TRANSLATED = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}", re.DOTALL)
MARKS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
SCRIPTS = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
# What is read of a tag: these, and the words of a button.
READ = re.compile(r'\s(?:alt|aria-label|placeholder|title)="([^"]*)"')
# What a script shows; a name for the script alone begins with a small letter.
SHOWN = re.compile(r'\sdata-[a-z]+="([A-Z][^"]*)"')
BUTTON = re.compile(r'<input type="(?:submit|button)"[^>]*\svalue="([^"]*)"')
TAG = re.compile(r"<[^>]*>", re.DOTALL)
# Blocks of the admin that hold the name of a class.
CLASSES = ("colM",)
WORDS = re.compile(r"[A-Za-z]{2}")


def unmarked(source: str) -> list[str]:
    """The words of a template that staff would read in English whatever they have chosen."""
    text = SCRIPTS.sub("", MARKS.sub("", TRANSLATED.sub("", source)))
    said = [*READ.findall(text), *SHOWN.findall(text), *BUTTON.findall(text)]
    said += unescape(TAG.sub("\n", text)).split("\n")
    found = [words.strip() for words in said if WORDS.search(words)]
    return [words for words in found if words not in CLASSES]


def test_words_without_translate_are_found():
    source = """
<p class="quiet">Nothing waits. {% translate "Come back tomorrow." %}</p>
<p>{% blocktranslate with n=count trimmed %}{{ n }} entries{% endblocktranslate %}</p>
<input type="submit" class="default" value="Approve"><img src="a.png" alt="{{ words }}">
<table aria-label="Versions"></table><script>const words = 1;</script>
"""
    assert unmarked(source) == ["Versions", "Approve", "Nothing waits."]


def test_what_templates_of_the_desk_say_goes_through_translate():
    folder = settings.BASE_DIR / "templates" / "admin"
    found = {}
    for file in sorted(folder.rglob("*.html")):
        words = unmarked(file.read_text(encoding="utf-8"))
        if words:
            found[file.relative_to(folder).as_posix()] = words
    assert found == {}
