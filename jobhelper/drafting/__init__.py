"""Plans documents, composes them from the CV, and holds model replies to a contract."""
