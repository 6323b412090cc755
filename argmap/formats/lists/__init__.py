"""Readers of lists: plain text, Markdown, outlines of argmap's own, OPML and FreeMind mind maps.

`blocks` and `outliners` find the items of a list, whatever it is written in; `lines_above`
settles what the lines above lists are; `reader` makes a map of all.
"""
