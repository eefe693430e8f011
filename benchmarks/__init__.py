"""Every number that the README or the handbook states."""
