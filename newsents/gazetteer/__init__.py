"""What is known of the world: entries by name, and terms of office."""

from newsents.errors import GazetteerError
from newsents.gazetteer.entries import Alias, Candidate, Entry, Holding, Title
from newsents.gazetteer.gazetteer import Gazetteer

__all__ = ["Alias", "Candidate", "Entry", "Gazetteer", "GazetteerError", "Holding", "Title"]
