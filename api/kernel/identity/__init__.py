"""People, their phones, and how two people become a couple."""
