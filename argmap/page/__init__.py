"""The interactive page: a map as one HTML file that needs no network and no server.

`data` is what its program knows of a map, `stops` how that is told bit by bit, `entries` its
outline, `html` puts them and the picture into the template.
The program is in the `.js` files, which are joined in the order of `html.SCRIPTS`.
While its file is edited, `server` serves it, `reload.js` listens to that, and `broken` tells what
is wrong.
"""
