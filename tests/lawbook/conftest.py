"""The prepared world, once for each test that asks for it."""

import pytest

from tests.house.world import World


@pytest.fixture
def world(cast):
    return World(cast)
