"""What changed from one assessment of a strategy to a later one, and why.

In: strategies and assessments, and rule packs that are one in whatever versions. Out: a ``Comparison``. Must
never know: how anything is shown.
"""
