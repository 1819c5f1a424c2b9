"""The office's page: the assistant's year in her browser, on her own computer. A screen does what a command does, by
the same function of `tasks`, and keeps nothing of its own: files are the truth.
"""
