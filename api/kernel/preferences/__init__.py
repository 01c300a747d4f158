"""What a person wants to be told, when, and in which zone they live. The partner never sees it."""

from .actions import PreferencesActions
from .choices import Choices, of, of_many
from .routes import blueprint_for

__all__ = ["Choices", "PreferencesActions", "blueprint_for", "of", "of_many"]
