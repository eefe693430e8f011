"""A time to sit and write, or to talk: a length to choose, or none; pause, extend, finish early.

No widget by itself: `timer` is this and nothing else, `journal` has it beside its prompts.
"""
