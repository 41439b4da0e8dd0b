"""Reads a settlement list: bytes to cells (`reading`), cells to facts (`values`), facts to what will be done (`plan`)."""
