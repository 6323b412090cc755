"""argmap where people write: in editors, beside assistants, in websites and in notebooks.

Nothing else in argmap needs this package, and the commands that use it import it when they run.
"""
