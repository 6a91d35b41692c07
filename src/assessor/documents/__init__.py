"""From the bytes of a file to a tree with positions, judged against a schema.

In: files or bytes, and a schema. Out: plain values, each with its line and column, and problems. Must never
know: what a document means. Strategies and rule packs are both read here.
"""
