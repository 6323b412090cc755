"""What a language has to say in the editor, besides the words of pages."""

from typing import NamedTuple


class EditorWords(NamedTuple):
    """The words of one language.

    Attributes:
        starting: that the editor is not ready yet.
        text: the part of the page where the text of the map is edited.
        picture: the part that shows the map.
        findings: the list of what is wrong with the map.
        broken: that the text has an error, and the picture is an older one.
        ended: that the editor has failed, starts again, and the text is kept.
        failed: that the editor could not start.
        too_old: that the browser is too old.
        save: what the buttons are called together that save the map.
        licenses: the button that shows the licenses.
        saved_with_errors: that a file holds the text, which has errors.
        unsaved: that the file does not hold the text yet.
        changed_outside: that one has to choose between two texts, and how they are shown.
        keep_mine, keep_file: the buttons for that.
    """

    starting: str
    text: str
    picture: str
    findings: str
    broken: str
    ended: str
    failed: str
    too_old: str
    save: str
    licenses: str
    saved_with_errors: str
    unsaved: str
    changed_outside: str
    keep_mine: str
    keep_file: str
