"""What is done to an article, in order: one file a stage, pure `find_*()` functions and one that writes notes."""
