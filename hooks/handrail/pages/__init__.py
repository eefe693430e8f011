"""Structure to HTML: what is rendered, the widgets put into it, and what templates see."""
