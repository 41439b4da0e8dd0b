"""Shows and steers the pathway: a household's graph, one step, preconditions, and the municipality's templates."""
