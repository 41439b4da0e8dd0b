"""Puts the instant on the request, so that everything done under one request happens at one time."""

from samlop.core import clock as _clock


def clock(get_response):
    """Sets `request.now` (aware instant) and `request.today` (date in Norway)."""

    def middleware(request):
        request.now = _clock.now()
        request.today = request.now.date()
        return get_response(request)

    return middleware
