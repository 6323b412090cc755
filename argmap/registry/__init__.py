"""The one table of forms: what can be read and written, by the endings of files or by name.

A new form is a new file, a function in `readers` or one of the writers, and one row in
`table.FORMS`.
"""

from __future__ import annotations

from argmap.registry.form import Form, FormKind, Output, ReadingOptions, WritingOptions
from argmap.registry.reading import parse, read, read_data, with_texts
from argmap.registry.table import (
    FENCED,
    FORMS,
    form_of_path,
    form_to_write,
    named_form,
    readable_forms,
    writable_forms,
)
from argmap.registry.writing import write, write_pages

__all__ = [
    "FENCED", "FORMS", "Form", "FormKind", "Output", "ReadingOptions", "WritingOptions",
    "form_of_path", "form_to_write", "named_form", "parse", "read", "read_data", "readable_forms",
    "with_texts", "writable_forms", "write", "write_pages",
]  # fmt: skip
