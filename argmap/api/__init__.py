"""What a program can ask: `maps` reads, writes, draws and outlines, `analysis` checks, judges and
compares, `notebook` shows a map in a notebook. `import argmap` has all of it.
"""
