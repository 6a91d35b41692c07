"""A comparison as it is shown: its words, and the blocks that every format is made of.

In: a ``Comparison``. Out: text, or bytes. Must never know: how anything was compared.
"""
