"""A family's team: the numbers of each ward, as the newest edition has them.

A family may keep its team on its own device (static/js/every_page.js). Only the ward's code is kept
there, and the page that its numbers are taken from is the same for all families: nobody is told
which team a family has.
"""

from .common import in_language, not_indexed, reads_edition, render_page


@not_indexed
@reads_edition
def teams(request, edition):
    """All teams with their numbers, to choose one."""
    return render_page(request, edition, "guide/teams.html")


@not_indexed
@reads_edition
def team(request, edition, code):
    """One team; a page that says so where it is not in the guide, or no longer."""
    ward = in_language(edition).wards.get(code)
    if ward is None:
        return render_page(request, edition, "guide/no_team.html", status=404)
    return render_page(request, edition, "guide/team.html", {"ward": ward})
