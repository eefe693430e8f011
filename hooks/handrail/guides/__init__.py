"""Structure, and what is wrong with it: guides, their parts and steps, and the rules they keep."""
