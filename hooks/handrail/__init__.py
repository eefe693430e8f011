"""Handrail's build side: guides in Markdown become pages. It knows nothing of MkDocs."""
