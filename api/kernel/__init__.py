"""What every practice stands on. The kernel imports no practice."""
