"""Shows the plan meeting and takes what is typed in it."""
