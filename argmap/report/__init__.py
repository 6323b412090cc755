"""Diagnostics → text for a person or a machine. One table; a new form is a new file and one row."""
