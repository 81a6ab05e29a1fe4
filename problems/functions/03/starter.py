import time

# Write issue_pass here. Its parameter list is half of the work, so it is left to you.
issue_pass = None
