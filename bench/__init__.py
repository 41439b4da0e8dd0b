"""Measures what we promise, on this machine, beside the peer, in one run."""
