"""The interactive page of a map, and what serves it while its file is edited."""
