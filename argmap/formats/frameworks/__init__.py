"""Argumentation frameworks and logic programs, as solvers read them."""
