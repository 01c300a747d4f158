"""Stand-ins for what is outside the product. They fail as the real thing fails."""
