"""A query in one form: sorted, and without what advertisers add to links that people share."""

ADDED_BY_OTHERS = ("utm_", "fbclid=", "gclid=", "msclkid=", "mc_cid=", "mc_eid=", "_ga=", "igshid=")


def normalised(query):
    # Nothing is remembered here: a query may be what a family searched for.
    parts = [part for part in query.split("&") if part and not part.startswith(ADDED_BY_OTHERS)]
    # The same name twice keeps its order: the last one counts.
    return "&".join(sorted(parts, key=lambda part: part.partition("=")[0]))
