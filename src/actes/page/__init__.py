"""The office's page: the assistant's year in her browser, on her own computer, over the same files as the commands.

A screen does what a command does, by the same function of `tasks`. It keeps nothing of its own: files are the truth.
"""
