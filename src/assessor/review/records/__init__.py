"""What an exercise holds: its files as records, and the folder where they are kept."""
