FROM python:3.12-alpine
COPY . /app
WORKDIR /app
RUN python -m pip install -r /app/requirements.txt
ENV PORT=8000
EXPOSE $PORT
CMD exec python -m gunicorn -b 0.0.0.0:$PORT app:app
