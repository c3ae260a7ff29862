"""How fast handouts are made, how large they are, and what they leave in memory: `python -m
tools.benchmarks.handouts`.

Every path of the starter content in English and French is set, each with a code of its own, so
nothing is remembered. Where WeasyPrint is installed (it is no part of the project), the same words
on paper of the same size are set by it in turn. --sets N then prints N different sets of options in
a row and says how much memory that left.
"""

import argparse
import base64
import hashlib
import html
import os
import statistics
import time
from itertools import islice, product

import django
import segno

SITE = "https://guide.example.org"
CSS = """@page { size: Letter; margin: 9mm 17mm 20mm 20mm }
@page { @bottom-left { content: element(foot) } }
.foot { position: running(foot); font-size: 9pt; border-top: 1pt solid } .foot img { height: 10mm; float: right }
.foot span::after { content: counter(page) " of " counter(pages) } ul.boxes { list-style: square }
@font-face { font-family: A; src: url(%(fonts)s/AtkinsonHyperlegibleNext-Regular.ttf) }
@font-face { font-family: A; font-weight: 700; src: url(%(fonts)s/AtkinsonHyperlegibleNext-Bold.ttf) }
body { font: 14pt/1.19 A } h1 { font-size: 18pt } h2 { font-size: 15pt; margin: 8pt 0 3pt } p, ul { margin: 0 0 4pt }
.urgent { border: 1.2pt solid; border-radius: 2mm; padding: 2mm } .two { columns: 2 } .small { font-size: 9.5pt }"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sets", type=int, default=0, metavar="N")
    args = parser.parse_args()
    for name, languages in (("one language", (("en",), ("fr",))), ("two", (("en", "fr"),))):
        side_by_side(name, list(all_sheets(languages)) * args.rounds)
    if args.sets:
        report_memory(args.sets)


def all_sheets(sets=(("en",), ("fr",)), **options):
    """The sheet of every path in each of these sets of languages."""
    from guide.edition.path import all_paths
    from guide.handout.build import make_sheet
    from guide.handout.options import Options

    edition = starter_edition()
    for languages, path in product(sets, all_paths(edition.guide("en"))):
        yield make_sheet(edition, path.codes, Options(languages, **options), SITE)


def starter_edition():
    from datetime import UTC, datetime

    from guide.edition.edition import LoadedEdition
    from guide.exchange.starter import FOLDER, read_folder
    from guide.lib.canonical_json import canonical_json
    from guide.models import BY_KIND
    from tools.benchmarks.search import unwritten

    entries = read_folder(FOLDER)
    rows = {
        kind: {c: unwritten(model) | row for c, row in entries.get(kind, {}).items()}
        for kind, model in BY_KIND.items()
    }
    for section in rows["section"].values():
        section["treatments"] = [{"source": None} | use for use in section["treatments"]]
    content = {"format": 1, "entries": rows}
    digest = hashlib.sha256(canonical_json(content).encode()).hexdigest()
    return LoadedEdition(1, digest, datetime(2026, 1, 1, 17, tzinfo=UTC), {}, content, history=())


def print_one(sheet):
    from guide.handout import pdf

    pdf._fit_text.cache_clear()
    return pdf.print_sheet(sheet)


def timed(make, *args):
    start, used = time.perf_counter(), time.process_time()
    made = make(*args)
    return 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - used), len(made)


def report(name, rows):
    wall, used, sizes = zip(*rows, strict=True)
    print(
        f"{name}: median {statistics.median(wall):.0f} ms, processor "
        f"{statistics.median(used):.0f} ms, "
        f"95 of 100 under {statistics.quantiles(wall, n=20)[-1]:.0f} ms; "
        f"{max(sizes) / 1000:.0f} kB at most ({len(rows)} sheets)"
    )


def side_by_side(name, sheets):
    """Each sheet by ours and then by WeasyPrint, so that other work beside them meets both."""
    make = weasyprint()
    ours, theirs = [], []
    print_one(sheets[0])
    for sheet in sheets:
        ours.append(timed(print_one, sheet))
        if make:
            theirs.append(timed(make, as_html(sheet)))
    report(f"Typst, warm, each sheet new, {name}", ours)
    if theirs:
        report("WeasyPrint, warm, the same words", theirs)
        times = [their[1] / our[1] for our, their in zip(ours, theirs, strict=True)]
        least = statistics.quantiles(times, n=10)[0]
        print(f"its processor time is {statistics.median(times):.1f} times ours (median)", end="")
        print(f", {least:.1f} or more for nine of ten sheets")


def weasyprint():
    """What makes a PDF of a page; None where it is not installed."""
    try:
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration
    except ImportError:
        print("WeasyPrint is not installed: nothing to compare with.")
        return None
    fonts = FontConfiguration()

    def make(page):
        return HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", font_config=fonts)

    make("<p>warm")
    return make


def as_html(sheet):
    """The words of one sheet as a plain page, one language after the other."""
    from guide.handout.versions import VERSIONS

    fonts = VERSIONS[1].FOLDER / "fonts"  # later versions have further fonts behind these
    square = base64.b64encode(segno.make(sheet.check).svg_inline().encode()).decode()
    foot = (
        f'<img alt="QR code" src="data:image/svg+xml;base64,{square}">Page <span></span>, '
        f"{sheet.code}<br>{sheet.check}"
    )
    parts = [f'<div class="foot">{foot}</div>']
    for side in sheet.data["sides"]:
        parts += side_as_html(side)
    head = f"<title>Sheet</title><style>{CSS % {'fonts': fonts.as_uri()}}</style>"
    language = sheet.data["sides"][0]["language"]
    return f'<html lang="{language}">{head}<body>{"".join(parts)}</body></html>'


def side_as_html(side):
    parts = [f"<h1>{html.escape(', '.join(answer['answer'] for answer in side['answers']))}</h1>"]
    for place in ("sections", "urgent", "about"):
        for entry in side[place]:
            body = blocks(entry.get("key_points", ()) or ()) + blocks(
                entry.get("short", entry.get("body"))
            )
            kind = "urgent" if place == "urgent" else ""
            parts.append(f'<div class="{kind}"><h2>{html.escape(entry["title"])}</h2>{body}</div>')
    for place, kind in (
        ("treatments", ""),
        ("questions", "boxes"),
        ("support", "small two"),
        ("words", "small two"),
        ("sources", "small"),
    ):
        items = "".join(f"<li>{linked(entry)}</li>" for entry in side[place])
        parts.append(f'<h2>{place}</h2><ul class="{kind}">{items}</ul>')
    return parts


def linked(entry):
    """An entry's words, its name in bold, its address as a link: as our sheet has them."""
    rest = html.escape(
        words_of({name: value for name, value in entry.items() if name not in ("title", "address")})
    )
    address = entry.get("address")
    link = f' <a href="{html.escape(address)}">{html.escape(address)}</a>' if address else ""
    return f"<b>{html.escape(entry['title'])}</b> {rest}{link}"


def blocks(nodes):
    made = []
    for node in nodes:
        if "items" in node:
            made.append(
                "<ul>"
                + "".join(f"<li>{html.escape(words_of(item))}</li>" for item in node["items"])
                + "</ul>"
            )
        else:
            made.append(f"<p>{html.escape(words_of(node['inline']))}</p>")
    return "".join(made)


def words_of(value):
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return " ".join(
            words_of(v)
            for name, v in value.items()
            if name not in ("kind", "code", "to", "language", "part", "uses")
        )
    return " ".join(map(words_of, value)) if isinstance(value, list) else ""


def report_memory(sets):
    from guide.edition.path import all_paths
    from guide.handout.build import make_sheet
    from guide.handout.options import COPIES, LINES, PAPERS, PLACES, TEXTS, Options
    from guide.handout.pdf import print_sheet

    edition = starter_edition()
    different = product(PLACES, LINES, COPIES, PAPERS, TEXTS, all_paths(edition.guide("en")))
    for number, (place, lines, copy, paper, text, path) in enumerate(islice(different, sets), 1):
        options = Options(("en",), paper, text, copy, region=place, lines=lines)
        print_sheet(make_sheet(edition, path.codes, options, SITE))
        if number in (1, 10, 100) or number % max(sets // 4, 1) == 0:
            print(f"after {number} different sets of options: {resident()} MB resident")


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1_000_000


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rnbsite.settings")
    django.setup()
    main()
