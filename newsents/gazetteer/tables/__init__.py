"""From the tables of facts to rows of the gazetteer: used only when the data are compiled."""
