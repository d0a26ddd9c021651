"""What leaves: reports as tables, JSON Lines, gold annotation and HTML, and how good they are."""
