"""What the guide promises to families.

The privacy page is made from these; a test holds every public page to them.
"""

COOKIE_PAGES = (
    "guide:feedback",
)  # the one form that is sent to us; its cookie keeps others from sending it for you
COOKIE = "csrftoken"
OTHER_SITES_ASKED = ()  # nothing on a page is loaded from elsewhere
REFERRER_POLICY = "same-origin"  # a site that you go to from here is not told where you came from
