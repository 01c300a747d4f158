"""Stories in real browsers, with local stand-ins for what is outside: push services, notifications, radio."""
