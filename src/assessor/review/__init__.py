"""Peer review between cities: an exercise is a folder, and each step of it a function."""
