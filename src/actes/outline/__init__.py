"""How any act is built, told once: what each document is, its articles, its lists, its title, who is named in it.

Everything is read from blocks and their mentions: the same for a composed entry and for a file of any format.
"""
