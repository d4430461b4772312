"""Rules and packs to start from: what an author says becomes text of the rules language, and is checked as such."""
