"""What stands and what is backed: verdicts, coherent positions, cruxes, needs, and why.

A map is a normal logic program of two levels (see `map_program`). A step stands if all its premises
stand and no undercutter of it does; a claim if some support of it stands, or none is drawn, and no
rebuttal of it does. It is backed if it rests on evidence or common ground by steps that hold, and
what is backed yields only to what is backed. The verdicts are the well-founded model of that
program: what is true stands, what is false falls, and the rest is contested. With bare claims and
rebuttals alone this is Dung's grounded labelling.
"""
