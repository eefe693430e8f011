"""The widgets that a site's pages may use: ours, and the author's own."""
