"""The rule pack: model, loading, lint, compilation.

In: a folder of YAML. Out: a ``Pack`` and its ``Plan``, or every problem in it. Must never know: any strategy.
"""
