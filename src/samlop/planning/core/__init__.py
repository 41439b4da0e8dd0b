"""Schedules steps that share scarce resources: the core, measured on public instances that nobody here made."""
