"""What the guide promises to families.

The privacy page is made from these; a test holds every public page to them.
"""

# The one form that is sent to us; its cookie keeps others from sending it for you.
COOKIE_PAGES = ("guide:feedback",)
COOKIE = "csrftoken"
# Nothing on a page is loaded from elsewhere.
OTHER_SITES_ASKED = ()
# A site that you go to from here is not told where you came from.
REFERRER_POLICY = "same-origin"
