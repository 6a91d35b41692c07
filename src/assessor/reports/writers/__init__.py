"""How a report is written: one module for each format, imported when it is asked for.

In: a ``Document``, or tables. Out: text, or bytes. Must never know: what the report is about.
"""
