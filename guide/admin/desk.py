"""The desk: what needs doing, and where."""

from guide.publishing.compile import last_edition


def desk_lists(request):
    return {"edition": last_edition()}
