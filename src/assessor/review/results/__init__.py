"""What comes of a review: how hosts stand, what is recommended, who can learn from whom."""
