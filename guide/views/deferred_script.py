"""The script that every page asks for once it has been painted, with its words in the page's
language.
"""

from django.http import HttpResponse
from django.template.loader import render_to_string

from guide.page.scripts import script

from .common import only_reads, publicly_cached


@only_reads
@publicly_cached
def deferred_script(request):
    words = render_to_string("guide/_script_words.html").strip()
    return HttpResponse(script(words), content_type="text/javascript; charset=utf-8")
