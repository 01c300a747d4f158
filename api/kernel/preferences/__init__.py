"""What a person wants to be told, when, and in which zone they live. The partner never sees it."""

from .choices import KIND, Choices, of, of_many
from .routes import blueprint
from .schemas import PreferencesSchema

__all__ = ["KIND", "Choices", "PreferencesSchema", "blueprint", "of", "of_many"]
