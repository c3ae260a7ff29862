"""The production server's way in. It refuses to start as a development site by accident."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from guide.serving import in_front_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rnbsite.settings")
os.environ.setdefault("DEVELOPMENT", "no")

application = in_front_of(get_wsgi_application())

# What is loaded by now stays for as long as the process does. Else each search for garbage goes
# through all of it, in the middle of a page: a tenth of a second on a slow machine.
gc.collect()
gc.freeze()
