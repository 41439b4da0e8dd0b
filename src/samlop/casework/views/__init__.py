"""Answers requests of the working day, one module for each page of it."""
