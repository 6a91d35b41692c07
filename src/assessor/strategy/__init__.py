"""The document that a city writes: vocabulary, model, reading and validation.

In: a file. Out: a ``Strategy``, or every problem in it. Must never know: rules, scores.
"""
