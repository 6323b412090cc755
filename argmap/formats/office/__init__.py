"""Readers of the documents that office programs write: archives of XML, of which lists are read."""
