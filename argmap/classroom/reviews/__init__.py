"""Peer review: sheets on which students review others' maps, and what comes back of them."""

from __future__ import annotations
