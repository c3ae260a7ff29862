"""Write docs/statements-and-sources.md: every statement of the starter, its sources, how sure.

    .venv/bin/python tools/statements_and_sources.py

For whoever checks the words: each sentence of each text, which sources it rests on, and how those
were seen. It is made from the YAML of the starter, so that it is of today; a test holds it to it.
"""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / "guide" / "starter"
PAGE = ROOT / "docs" / "statements-and-sources.md"
Rows = dict[str, Any]
TEXTS = {
    "section": ("key_points", "body"),
    "treatment": ("summary", "what", "expect", "side_effects", "call"),
    "resource": ("offers", "how_to"),
}
LABELS = {
    "key_points": "main points",
    "body": "text",
    "what": "what it is",
    "expect": "what to expect",
    "side_effects": "side effects",
    "call": "when to call",
    "offers": "what it offers",
    "how_to": "how to reach it",
}
# A source that was not seen whole, is old, or speaks of something near: no more than medium.
NOT_WHOLE = re.compile(
    r"in part|older|\bold\b|abstract|test copy|mirror|not the page itself|[Oo]nly |about 20\d\d"
    r"|of 20(0|1)\d|20(0|1)\d|[Aa]bout other|speaks of|it is about|tells |told on by|after April",
)
# A sentence that asks, points to the family's own team or to this guide, or says what this guide
# does: nothing that a source has to say.
OURS = re.compile(
    r"^(Ask|You can (ask|say|read)|Tell|Look|Say|Or ask|Call|We (list|give|found|show|do not)"
    r"|Your team can tell|Your team knows|For every treatment|Keep the list|This is not advice"
    r"|So (we|two teams)|The page this guide starts from|Our starting page|Do not wait|“|Then ask"
    r"|Bring|Read these|In short)|^(What you can say|Not sure)|\bask (your|the) team\b|\bAsk\b|\?$",
)
BARE = re.compile(r"^[^.]{1,24}\?$|^Call\.$|^Show them|^Ask them")
# What a sentence says or names → how the codes of the sources that say it begin. The first that
# fits.
SAID_BY = {
    "National Cancer Institute|the Institute|^Its list|^Each may be used": ("pdq-",),
    "Canadian Cancer Society": ("ccs",),
    "CADTH": ("cadth",),
    "Quebec decides": ("inesss",),
    "DFMO": ("ons-dfmo",),
    "Naxitamab": ("fda-naxitamab",),
    "PROFYLE": ("profyle",),
    "Call 911|No 911|emergency number": ("schn-", "chkd-911", "nunavut-911"),
    "Central line:": ("cheo-cvc", "chkd-line", "ccs-call"),
    "spinal cord.$|weak legs, trouble": ("mscc",),
    "put life at risk very fast": ("stjude-fever",),
    "fever medicine": ("cog-fever", "iowa", "ccs-call"),
    "chickenpox": ("ccs-call",),
    "nursing station|health centre, stay|nurse who is on call": ("isc-", "nthssa-", "nu-"),
    "12 months": ("ccs-watchful",),
    "1 to 2 in 100|PHOX2B": ("stjude-hereditary",),
    "Side effects may come soon": ("acs-sct", "ccs-late"),
    "fertility": ("uhn-", "cheo-fertility"),
    "MIBG scan takes": ("akh-mibg-scan",),
    "parent can (often stay|sleep)": ("alsf-", "akh-mibg-scan", "ylvc-"),
    "Who is there:": ("cclg-", "akh-mibg-scan", "cog-conference"),
    "second opinion": ("ccs-comes-back", "cog-conference"),
    "kidneys|second cancer|Not every child has": ("cruk-late",),
    "hearing|Doxorubicin|learning harder|harder to learn|neck may affect": ("ccs-late",),
    "brain or spine may affect": ("ccs-late-brain",),
    "irinotecan can cause": ("pogo-irinotecan",),
    "veno-occlusive|yellow skin|under the ribs|weight gain$": ("ccs-vod", "skc-uk-hdc"),
    "vitamin A|unborn|pregnan": ("rch-", "stjude-isotretinoin", "acs-ret", "stjude-mibg"),
    "10 to 20 hours|4 days in a row": ("cadth-rev",),
    "dinutuximab beta": ("cuh",),
    "lorlatinib, most people|mood, thinking|medicine was paused": ("lorlatinib-trial",),
    "crizotinib|blocks ALK|small studies": ("pdq-p", "pmid-", "aacr-lor"),
    "twice a week|safety steps": ("akh-mibg-home",),
    "two adults|train the people": ("akh-mibg-caregiver", "chop-mibg"),
    "thyroid may be affected|protect the thyroid": ("thyroid-mibg", "akh-mibg"),
    "Nuclear Safety": ("akh-", "sk-"),
    "few minutes|watch, through": ("oncolink", "cancerbackup"),
    "red, dry or itchy|hair loss$": ("khnz", "acs-chemo"),
    "medicine to sleep": ("uclh",),
    "organs or nerves|harm to|Problems can be serious": ("acs-surg", "nyu-", "davidoff"),
    "Many neuroblastoma cells have": ("ccs-ri", "acs-imm"),
    "cope in two ways": ("akh-partner",),
    "common when cancer comes back|stronger than the first": ("ccs-comes-back", "stjude-comes"),
    "cannot catch it|nobody’s fault|sense when": ("acs-tell", "osf-"),
}
HEAD = """# Every statement, its sources, and how sure it is

Made from the starter by `tools/statements_and_sources.py`; do not edit it by hand. One row for each
sentence.

**Sources** are codes, told below. Where a sentence names a publisher, or says what one source
alone says, that one is named; else all that its entry names. “ours” is a question, an action that
needs no source, or what this guide says of itself.

**How sure** goes by the surest of its sources. *High*: a page of the publisher was seen whole and
is not old. *Medium*: an older or partial copy, another’s page, or one that speaks of something
near. Nothing was read live, and no clinician has read it. Where that rule is too kind,
[what rests on which source](content-quality.md#what-rests-on-which-source-and-how-sure-it-is) says
so.
"""


def page() -> str:
    """The whole page as Markdown."""
    entries = {}
    for kind in ("source", *TEXTS):
        entries[kind] = yaml.safe_load((STARTER / f"{kind}s.yaml").read_text(encoding="utf-8"))
    parts = [HEAD]
    for kind, names in TEXTS.items():
        for code, entry in _in_order(entries[kind]):
            parts.append(_of_entry(kind, code, entry, names, entries["source"]))
    parts.append(_legend(entries))
    return "\n".join(parts)


def _of_entry(kind: str, code: str, entry: Rows, names: tuple[str, ...], sources: Rows) -> str:
    title = entry.get("title") or entry.get("name")
    lines = [
        f"## {title['en']} ({kind} `{code}`)\n",
        "| where | statement | sources | how sure |",
        "|---|---|---|---|",
    ]
    for name in names:
        for statement in statements(entry[name]["en"]):
            is_urgent = entry.get("kind") == "urgent"
            rests_on = sources_of(statement, entry["sources"], is_urgent)
            named = ", ".join(f"`{one}`" for one in rests_on) or "ours"
            sure = _how_sure(rests_on, sources)
            lines.append(f"| {LABELS.get(name, name)} | {statement} | {named} | {sure} |")
    return "\n".join(lines) + "\n"


def statements(html: str) -> list[str]:
    """The sentences of a text, each in one line. A point of a list carries the words before it."""
    found = []
    lead = ""
    for tag, words in re.findall(r"<(p|li|h3)[^>]*>(.*?)</\1>", html, re.DOTALL) or [("p", html)]:
        plain = " ".join(re.sub(r"<[^>]+>", " ", words).replace("|", "/").split())
        if tag == "h3" or not plain:
            lead = ""
            continue
        if tag == "li":
            found.append(f"{lead} {plain}".strip())
            continue
        sentences = _sentences(plain)
        lead = sentences.pop() if sentences[-1].endswith(":") else ""
        found += sentences
    return found


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?:])(?<!e\.g\.)(?<!St\.)\s+(?=[A-Z“‘0-9])", text)


def sources_of(statement: str, of_entry: list[str], is_urgent: bool = False) -> list[str]:
    """The codes of the sources that a sentence rests on; none where it is ours. Of whom to call,
    only a bare question is ours.
    """
    for words, beginnings in SAID_BY.items():
        if re.search(words, statement):
            found = [code for code in of_entry if code.startswith(beginnings)]
            if found:
                return found
    ours = BARE if is_urgent else OURS
    return [] if ours.search(statement) else of_entry


def _how_sure(codes: list[str], sources: Rows) -> str:
    if not codes:
        return "–"
    seen_whole = [code for code in codes if is_whole(sources[code])]
    return "high" if seen_whole else "medium"


def is_whole(source: Rows) -> bool:
    """Whether the publisher’s own page was seen whole, and is not old."""
    return bool(source["address"]) and not NOT_WHOLE.search(source["seen"]["en"])


def _legend(entries: Rows) -> str:
    lines = [
        "## The sources\n",
        "| code | title | publisher | how it was seen | French page |",
        "|---|---|---|---|---|",
    ]
    named = set()
    for kind in TEXTS:
        for entry in entries[kind].values():
            named.update(entry["sources"])
    for code in sorted(named):
        source = entries["source"][code]
        french = source.get("french_title") or ("itself" if source["language"] == "fr" else "–")
        title = (
            f"[{source['title']}]({source['address']})" if source["address"] else source["title"]
        )
        lines.append(
            f"| `{code}` | {title} | {source['publisher']} | {source['seen']['en']} | {french} |"
        )
    return "\n".join(lines) + "\n"


def _in_order(entries: Rows) -> list[tuple[str, Rows]]:
    return sorted(entries.items(), key=lambda item: (item[1]["order"], item[0]))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"Wrote {PAGE.name}.")
