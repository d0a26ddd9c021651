"""What English says: tables of titles, party words, encounter frames and cues. No logic lives here."""
