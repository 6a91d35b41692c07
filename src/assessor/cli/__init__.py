"""The command line: parse options, call the face, show the result, end with the right exit code.

In: arguments. Out: text and an exit code. Each command stands in a module of its own, loaded when it is
called, so that the command answers at once.
"""

from assessor.cli.main import main

__all__ = ["main"]
