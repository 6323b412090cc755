"""Maps in class: worksheets, quizzes, and feedback for students on their maps.

Quizzes are questions about a map, as text with a key or for Moodle's question bank.
"""
