"""Argdown, read and written (https://argdown.org): `reader` and `writer` are where to begin."""
