import sys

# Print the sum of each line of sys.stdin.
