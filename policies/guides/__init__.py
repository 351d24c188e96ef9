"""Step guides for one person in one place: what to do, what to bring, where to go."""
