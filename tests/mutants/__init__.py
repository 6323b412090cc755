"""Mutation testing: whether the tests notice faults. By hand: `python -m tests.mutants rules --sample 50`; weekly: `.ci/soak`."""
