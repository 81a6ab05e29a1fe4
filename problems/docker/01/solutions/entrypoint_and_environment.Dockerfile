ARG PYTHON=3.12
FROM python:${PYTHON}
LABEL org.opencontainers.image.title="shop"
ENV HOME_OF_APP=/app \
    GUNICORN_CMD_ARGS="--bind=0.0.0.0:8000 --workers=2"
WORKDIR ${HOME_OF_APP}
ADD requirements.txt app.py ./
ADD templates templates/
RUN python -m venv /venv && \
    /venv/bin/pip install -r requirements.txt
ENV PATH="/venv/bin:$PATH"
RUN useradd --create-home shop
USER shop
EXPOSE 8000/tcp
ENTRYPOINT ["gunicorn"]
CMD ["app:app"]
