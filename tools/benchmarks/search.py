"""How fast a search is at 30, 300 and 3,000 entries: `python -m tools.benchmarks.search`.

The entries are the starter's own sections, treatments, words and resources, repeated with every
tenth word replaced by a made-up one, so that the vocabulary grows with the edition as a real one
would.
"""

import os
import random
import time
from datetime import date

import django
from django.conf import settings

QUERIES = (
    "chemotherapy",
    "imunotherapy",  # a slip
    "what is a stem cell transplant",
    "MIGB",
    "nueroblastoma comes back",  # a slip
    "help with travel costs in Ontario",
    "xyzzyplugh",  # nothing
    "re",
)
SEARCHED = ("section", "treatment", "term", "resource")
ROUNDS = 40


def guide_of(size):
    """A Guide with this many entries that can be searched."""
    from guide.edition.load import load_guide
    from guide.exchange.starter import FOLDER, read_folder
    from guide.models import BY_KIND

    entries = read_folder(FOLDER)
    known = [(kind, code, row) for kind in SEARCHED for code, row in entries[kind].items()]
    rows = entries | {kind: {} for kind in SEARCHED}
    for number in range(size):
        kind, code, row = known[number % len(known)]
        rows[kind][f"{code}-{number}"] = {
            name: varied(value, number) for name, value in row.items()
        } | {"treatments": []}
    for kind, model in BY_KIND.items():
        rows[kind] = {code: unwritten(model) | row for code, row in (rows.get(kind) or {}).items()}
    content = {"format": 1, "entries": rows}
    return load_guide(content, language="en", number=1, digest="", published=date(2026, 1, 1))


def unwritten(model):
    """What an edition says where the YAML leaves a field out."""
    empty = {name: {language: "" for language, _ in settings.LANGUAGES} for name in model.PAIRS}
    empty |= {name: model._meta.get_field(name).get_default() for name in model.PLAIN}
    return (
        empty
        | dict.fromkeys(model.LINKS)
        | {name: [] for name in model.MANY_LINKS}
        | {"order": 100, "treatments": []}
    )


def varied(value, number):
    return (
        {language: changed(text, number) for language, text in value.items()}
        if isinstance(value, dict)
        else value
    )


def changed(text, number):
    words = (text or "").split(" ")
    draw = random.Random(number)
    return " ".join(
        made_up(draw) if draw.random() < 0.1 and "<" not in word else word for word in words
    )


def made_up(draw):
    return "".join(
        draw.choice(("ba", "ne", "ri", "to", "lu", "sin", "mar", "dex", "phe")) for _ in range(4)
    )


def main():
    from guide.edition.search import Index

    print("entries  words  index ms  query ms: median   95 %   slowest (CPU time)")
    for size in (30, 300, 3_000):
        guide = guide_of(size)
        start = time.process_time()
        index = Index(guide)
        built = time.process_time() - start
        times = {query: sorted(timed(index, query) for _ in range(ROUNDS)) for query in QUERIES}
        every = sorted(value for values in times.values() for value in values)
        middle, late = every[len(every) // 2] * 1000, every[int(len(every) * 0.95)] * 1000
        slowest = max(times, key=lambda query: times[query][ROUNDS // 2])
        words = len(index.vocabulary.words)
        print(f"{size:7} {words:6} {built * 1000:9.0f} {middle:17.2f} {late:6.2f}   {slowest}")


def timed(index, query):
    start = time.process_time()
    index.search(query)
    return time.process_time() - start


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rnbsite.settings")
    django.setup()
    main()
