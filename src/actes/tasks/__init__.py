"""What each command does with files: each task reads, works, writes; the core below it is pure."""
