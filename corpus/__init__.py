"""Documents: taking files in, keeping them, reading their pages into words with boxes.

Nothing here knows what minutes mean; that is the work of `extractors`.
"""
