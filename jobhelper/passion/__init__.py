"""Who may write what at which passion, and whose each word is."""
