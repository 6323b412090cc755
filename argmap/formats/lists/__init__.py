"""Readers of lists: plain text, Markdown, outlines of argmap's own, OPML and FreeMind mind maps.

`blocks` and `outliners` find the items of a list, whatever it is written in; `reader` makes a map
of them.
"""
