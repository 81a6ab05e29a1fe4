FROM python:3.12-slim

# What else does the application need, and how is it started?
