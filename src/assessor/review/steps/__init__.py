"""The steps of an exercise: each takes what is there, and writes what follows from it."""
