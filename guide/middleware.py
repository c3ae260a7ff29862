"""What every response carries."""

from .styles import style_hash

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def security_headers(get_response):
    """Content-Security-Policy and its sisters. Pages for families allow nothing from elsewhere and nothing inline."""

    def middleware(request):
        response = get_response(request)
        if not response.has_header("Content-Security-Policy"):
            staff = request.path_info.startswith("/admin/")
            response["Content-Security-Policy"] = _staff_policy() if staff else _family_policy()
        response["Permissions-Policy"] = PERMISSIONS
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def _family_policy():
    return (
        f"default-src 'none'; style-src {style_hash()}; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _staff_policy():
    # The rich-text editor sets styles on its own elements and loads its modules through an inline import map.
    return (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    )
