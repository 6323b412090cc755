"""The interactive page: a map as one HTML file that needs no network and no server.

`page_data` is what its program knows of a map, `reveal_steps` how that is shown bit by bit,
`outline_entries` its outline, `interactive_html` puts them and the picture into the template.
The program is in `scripts/`, whose files are joined in the order of `interactive_html.SCRIPTS`.
While its file is edited, `server` serves it, `reload.js` listens to that, and `error_page` shows
what is wrong.
"""
