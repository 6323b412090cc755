"""What can be chosen: the names of choices, options, and the groups of options that several
commands, functions and tools have.
"""

from argmap.options.groups import Checking as Checking
from argmap.options.groups import Look as Look
from argmap.options.groups import Part as Part
from argmap.options.groups import Search as Search
from argmap.options.groups import SheetOptions as SheetOptions
from argmap.options.groups import Suppositions as Suppositions
from argmap.options.option import Declared as Declared
from argmap.options.option import Option as Option
from argmap.options.option import checked as checked
from argmap.options.option import choices_of as choices_of
from argmap.options.option import declared as declared
from argmap.options.option import group_of as group_of
from argmap.options.option import options_in as options_in
