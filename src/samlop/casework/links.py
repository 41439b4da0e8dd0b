"""Makes the addresses of rows without asking the router once per line: a list of fifty has two hundred links."""

from functools import lru_cache

from django.urls import reverse

_MARK = 987654321


@lru_cache(maxsize=64)
def _around(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[_MARK]).partition(str(_MARK))
    return before, after


def href(name: str, pk: int) -> str:
    """The address of row `pk` on the page `name`."""
    before, after = _around(name)
    return f"{before}{pk}{after}"
