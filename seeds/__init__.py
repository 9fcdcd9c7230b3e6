"""A small story with its truth (`seeds/story/`), and a seeded generator that makes the same kind of world at any size.

Nothing here imports `app` or `loaders`: the seeds are input and truth, never the code that they judge.
"""
