"""The turning exercise: what an author may write, what a program earns, what a learner sees."""
