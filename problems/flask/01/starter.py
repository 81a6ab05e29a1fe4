from flask import Flask

BOOKS = {
    1: {"title": "A Wizard of Earthsea", "author": "Ursula K. Le Guin"},
    2: {"title": "If on a winter's night a traveler", "author": "Italo Calvino"},
    3: {"title": "The Dispossessed", "author": "Ursula K. Le Guin"},
}

app = Flask(__name__)


@app.route("/")
def home():
    return {"books": len(BOOKS)}
