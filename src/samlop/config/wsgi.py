"""Hands the application to the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samlop.config.settings")
application = get_wsgi_application()

# What is loaded now lives as long as the process: the collector need not look at it again on every other request.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
