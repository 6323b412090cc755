"""What a teacher hands out of a map: a quiz about it."""
