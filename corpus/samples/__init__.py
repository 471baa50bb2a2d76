"""Invented minutes that ship with the project, their truth beside them; made by ``corpus.synthetic.samples``."""
