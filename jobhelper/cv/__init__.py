"""Takes a CV apart into contact, sections, entries, skills and facts."""
