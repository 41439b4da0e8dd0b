"""The peer's application."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain.settings"

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
