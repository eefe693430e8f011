"""What a reader writes: how its words are read."""
