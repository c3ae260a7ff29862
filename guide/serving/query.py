"""A query without what advertisers add to links that people share."""

ADDED_BY_OTHERS = (
    "utm_",
    "fbclid=",
    "gclid=",
    "gad_",
    "gbraid=",
    "wbraid=",
    "dclid=",
    "srsltid=",
    "_ga=",
    "_gl=",
    "msclkid=",
    "mc_cid=",
    "mc_eid=",
    "igshid=",
    "igsh=",
    "ttclid=",
    "twclid=",
    "ref=",
)


def without_tracking(query: str) -> str:
    """`utm_source=x&region=ON` → `region=ON`"""
    parts = [part for part in query.split("&") if part and not part.startswith(ADDED_BY_OTHERS)]
    return "&".join(parts)
