"""Text to structure: Markdown and YAML as an author writes them, each thing with its line."""
