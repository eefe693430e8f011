"""Any how-to becomes a guide: a text of another make, what is recognised in it, and the folder written of it."""
