"""How a vote is printed: a grammar over the forms minutes give it, from a string to counts."""

from __future__ import annotations

from extractors.votes.find import Vote, find_votes, merged
from extractors.votes.tables import vote_of_table
from extractors.votes.tokens import number_of

__all__ = ["Vote", "find_votes", "merged", "number_of", "vote_of_table"]
