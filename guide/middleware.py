"""What every response carries."""


def security_headers(get_response):
    def middleware(request):
        return get_response(request)

    return middleware
