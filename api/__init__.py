"""The Twofold API."""
