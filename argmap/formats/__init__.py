"""Formats: text ⇄ map, a folder or a file for each; the table of all forms is `argmap.registry`."""
