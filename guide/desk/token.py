"""A fresh token for a form that was opened before its person signed in again."""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET


@never_cache
@require_GET
def token(request):
    return JsonResponse({"token": get_token(request)})
