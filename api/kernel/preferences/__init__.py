"""What a person wants to be told, when, and in which zone they live. The partner never sees it."""

from .choices import Choices, of, of_many
from .kinds import PREFERENCES
from .routes import blueprint

__all__ = ["PREFERENCES", "Choices", "blueprint", "of", "of_many"]
