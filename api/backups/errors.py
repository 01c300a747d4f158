"""Why no backup was made or restored."""


class BackupError(Exception):
    """A sentence for whoever runs the command."""
