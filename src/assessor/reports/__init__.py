"""How an assessment is shown: a table of formats, and a module for each that it has in a way of its own.

In: an ``Assessment``, and how wide and colourful the place is. Out: text, or bytes. Must never know: files,
options, or how a figure was found. What other rooms show as well goes through ``blocks`` and ``writers``,
which know no assessment.
"""
