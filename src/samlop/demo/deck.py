"""Deals kinds in given shares: random in order, near the shares in number, even when few are dealt."""

import random
from collections.abc import Hashable, Mapping


class Deck:
    """Deals the keys of `shares` (weights, any scale). After n deals each key has been dealt about n times its share.

    Plain random drawing would miss a share of 3 % in a town of 60 people as often as not; the figures that the town
    must show would then depend on luck. Deterministic for a given state of `rng`.
    """

    def __init__(self, rng: random.Random, shares: Mapping[Hashable, float]):
        total = sum(shares.values())
        self._rng = rng
        self._keys = list(shares)
        self._shares = [weight / total for weight in shares.values()]
        # A random start per key, or every small town would begin with the same households.
        self._owed = [rng.random() * share for share in self._shares]

    def deal(self) -> Hashable:
        """The next one: picked by lot among those that are owed most."""
        owed = self._owed = [o + s for o, s in zip(self._owed, self._shares, strict=True)]
        rand = self._rng.random
        best, place = -9.0, 0
        for i, (o, share) in enumerate(zip(owed, self._shares, strict=True)):
            if share:
                key = o + 0.5 * rand()
                if key > best:
                    best, place = key, i
        owed[place] -= 1.0
        return self._keys[place]


def spread(rng: random.Random):
    """Numbers in [0, 1) that cover the interval evenly: `next()` of it is a quantile for the next person."""
    at = rng.random()
    while True:
        at = (at + 0.6180339887498949) % 1.0
        yield at
