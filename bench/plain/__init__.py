"""The peer: the list and the search as a good textbook would have them written."""
