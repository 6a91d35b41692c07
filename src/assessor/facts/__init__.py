"""A strategy as rows, and what is observed of them.

In: a ``Strategy`` and the date of assessment. Out: rows, and for each observation that a plan asks for, in
which rows it holds surely and in which perhaps. Must never know: criteria, weights, scores.
"""
