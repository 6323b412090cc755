"""Mutation testing: whether the tests notice faults. Run by hand: `python -m tests.mutants rules --sample 50`."""
