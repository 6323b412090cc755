"""Starts the command line: `argmap`, and `python -m argmap`."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line."""
    # A command ends before garbage could matter; looking for it costs a twentieth of a short one's time.
    gc.disable()
    from argmap.cli.app import main

    main()


if __name__ == "__main__":
    main()
