"""How an assessment is shown: one module for each format.

In: an ``Assessment``, and how wide and colourful the place is. Out: text. Must never know: files, options,
or how a figure was found.
"""
