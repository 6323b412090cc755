"""The editor of a map: a page with its text and its picture, and what it asks of argmap.

`answers` is what it asks, wherever argmap runs; `editor_page` is the page. In a browser alone,
`worker.js` runs argmap there. `.ci/site/build_editor.py` puts all of that together. On a computer
with argmap, `edited_file` answers the page, and saves the file.
"""
