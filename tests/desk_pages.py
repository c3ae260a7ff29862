"""Every page of the desk by its address, read from the addresses themselves: a new page joins by
itself.

What its address holds (the code of an entry, the number of an edition) is chosen by its name below;
an address that holds something new has to be told here.
"""

from collections.abc import Iterator

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import URLPattern, URLResolver, reverse

from guide.desk import pages_link, review_link
from guide.edition.current import live_edition
from guide.edition.path import all_paths
from guide.models import BY_KIND, Edition, Section, SourceReading, Treatment
from guide.publishing.invitation import invite, invite_to_pages

# They end the visit, or lead to pages of families that no kind has.
LEFT_OUT = ("logout", "out", "view_on_site", None)
# Pages that show more when they are asked for more: name → what stands behind the “?”.
ASKED = {
    "exchange_texts": ["to=fr", "to=en&kind=term&only_missing=on"],
    "find": ["q=chemotherapy", "q=514+345-4931", "state=waiting", "q=nausea&kind=term"],
    "replace": ["old=team&new=teams"],
    "services_to_check": ["kind=money&region=QC"],
    "history": ["from=1&to=2&on=2026-11-01"],
    "look": ["size=wide&back=section/outlook"],
    "guide_section_changelist": ["state=edited", "review=overdue&q=relapse", "kind__exact=options"],
    "guide_resource_changelist": ["q=Toronto", "o=3"],
    "guide_feedback_changelist": ["state=waiting", "done__exact=0"],
    "guide_linkcheck_changelist": ["outcome__exact=failing"],
    "autocomplete": ["app_label=guide&model_name=section&field_name=sources&term=a"],
}


def desk_pages(section: str) -> Iterator[tuple[str, str]]:
    """(name, address) of every page at the desk. section: the code of a section with much on it.

    Each kind of entry has pages of its own. What only takes forms is among them too.
    """
    for pattern in _patterns(admin.site.get_urls()):
        if pattern.name in LEFT_OUT:
            continue
        for kwargs in _kwargs_of(pattern, section):
            address = reverse(f"admin:{pattern.name}", kwargs=kwargs)
            yield pattern.name, address
            for query in ASKED.get(pattern.name, ()):
                yield pattern.name, f"{address}?{query}"


def linked_pages(section: str, by: User) -> Iterator[tuple[str, str]]:
    """(name, address) of every page that a clinician without an account opens by a link of `by`."""
    path = _a_path()
    pages = _public_pages()
    one = invite(Section.objects.with_links().get(code=section), by, "Dr. Tremblay")
    many = invite_to_pages(pages, by, "Dr. Tremblay")
    told = {"address": f"en/guide/{path}/", "page": f"result/{path}"}
    for module, token in ((review_link, one), (pages_link, many)):
        for pattern in module.urlpatterns:
            kwargs = {name: told[name] for name in pattern.pattern.converters if name in told}
            name = f"{module.app_name}:{pattern.name}"
            yield name, reverse(name, kwargs=kwargs | {"token": token})


def _a_path() -> str:
    """The address of a result that families read."""
    return all_paths(live_edition().guide("en"))[0].address


def _public_pages() -> list[str]:
    """One of each kind, as addresses of the desk name it."""
    treatment = Treatment.objects.get(code=min(live_edition().guide("en").treatments))
    return [
        *(f"result/{_a_path()}", f"treatment/{treatment.code}"),
        *("support", "words", "questions", "about"),
    ]


def _patterns(urls: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in urls:
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns)
        else:
            yield one


def _kwargs_of(pattern: URLPattern, section: str) -> Iterator[dict]:
    """What the address may hold; several where pages differ by it."""
    # Some of Django's own are written as regular expressions.
    names = {*pattern.pattern.converters, *pattern.pattern.regex.groupindex}
    if not names:
        yield {}
    elif names <= {"object_id", "id"}:
        yield {name: _row_of(pattern.name, section) for name in names}
    elif "kind" in names:
        yield from _of_each_kind(names, section)
    elif "page" in names:
        for page in (*_public_pages(), f"together/section/{section}"):
            yield {"page": page}
    elif names == {"which", "address"}:
        for which in ("working", "next", "edition-1"):
            yield {"which": which, "address": f"en/guide/{_a_path()}/"}
    else:
        yield {name: _told(pattern.name, name) for name in names}


def _of_each_kind(names: set[str], section: str) -> Iterator[dict]:
    for kind, model in BY_KIND.items():
        code = section if kind == "section" else model.objects.first().code
        told = {"kind": kind, "code": code, "number": 1, "pk": 1}
        yield {name: told[name] for name in names}


def _row_of(name: str, section: str) -> int:
    """The row on a page of the admin: guide_section_change."""
    app, model, _page = name.split("_", 2)
    rows = apps.get_model(app, model).objects
    if model == "section":
        return rows.get(code=section).pk
    return rows.order_by("pk").first().pk


def _told(page: str, name: str):
    reading = SourceReading.objects.select_related("source").first()
    of_any = {
        "number": Edition.objects.last().number,
        "code": reading.source.code,
        "pk": reading.pk,
        "before": "edition-1",
        "after": "working",
        "address": f"en/guide/{_a_path()}/",
        "app_label": "guide",
        "url": "no-such-page/",
    }
    if page == "leaving":
        return User.objects.get(username="editor").pk
    return of_any[name]
