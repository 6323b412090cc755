"""What stands: verdicts, coherent positions, cruxes, and why.

A map is a normal logic program. An inference stands if all its premises stand and no undercutter of
it does. A claim stands if it is granted, or some support of it stands, and no rebuttal of it does. The
verdicts are the well-founded model of that program: what is true stands, what is false falls, and the
rest is contested. With attacks alone this is Dung's grounded labelling.
"""
