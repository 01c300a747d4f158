"""Push: what a phone shows while the app is closed (RFC 8030, RFC 8291, RFC 8292)."""
