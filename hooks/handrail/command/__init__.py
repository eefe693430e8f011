"""The command `handrail`: one module for each of its commands, and what several of them share."""
