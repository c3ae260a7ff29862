"""Our list: a page of its own to read, print, send and find again. What is ticked stands in its
address and nowhere else: no cache keeps it, no search engine lists it, the log does not name it.
"""

from django.urls import reverse
from django.views.decorators.cache import never_cache

from guide.edition.our_list import read_list
from guide.lib.regions import REGIONS

from .common import in_language, not_indexed, on_site, only_reads, render_page, with_edition


@not_indexed
@only_reads
@never_cache
@with_edition
def our_list(request, edition):
    ours = read_list(in_language(edition), dict(request.GET.lists()))
    query = f"?{ours.query}" if ours.query else ""
    context = {
        "ours": ours,
        "regions": list(REGIONS.items()),
        "region_name": REGIONS.get(ours.region, ""),
        # Whoever copies or sends it sends the list, and nothing that somebody added to its address.
        "canonical": on_site(request, f"{reverse('guide:our_list')}{query}"),
        "is_private": True,
    }
    return render_page(request, edition, "guide/our_list.html", context)
