"""A key of five claims, with which tests compare and grade maps."""

KEY = """\
title: When should school start?
claims:
  nine: {text: School should start at nine., premises: [[sleep, learn]], rebuttals: [bus]}
  sleep: Pupils would sleep longer.
  learn: Rested pupils learn better.
  bus: {text: Buses would come at the wrong time., rebuttals: [timetable]}
  timetable: Timetables can be changed.
"""
