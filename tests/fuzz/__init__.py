"""Fuzzers: each reader is given mutated files for as long as one likes. Run by hand: `python -m tests.fuzz argdown`."""
