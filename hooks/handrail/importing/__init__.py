"""Any how-to becomes a guide: a text, what is recognised in it, and the folder that is written of it."""
