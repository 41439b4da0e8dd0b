"""Gives a whole cohort its weeks and seats: who gets what when, who waits and why, with a proven bound."""
