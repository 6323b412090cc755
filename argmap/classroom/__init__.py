"""Maps in class: worksheets, quizzes, and what students are told about their maps.

Quizzes: questions about a map, as text with a key or for Moodle's question bank.
"""
