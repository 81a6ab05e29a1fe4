"""The Python that runs inside a cell and its case processes; nothing here is for learners."""
