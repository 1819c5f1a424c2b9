"""How acts follow one another: who renews, extends or replaces whom, what is left uncovered, what comes to its end."""
