from flask import Flask, abort, jsonify

BOOKS = {
    1: {"title": "A Wizard of Earthsea", "author": "Ursula K. Le Guin"},
    2: {"title": "If on a winter's night a traveler", "author": "Italo Calvino"},
    3: {"title": "The Dispossessed", "author": "Ursula K. Le Guin"},
}

app = Flask(__name__)


def listed(author=None):
    return [{"id": number, **BOOKS[number]} for number in sorted(BOOKS)
            if author in (None, BOOKS[number]["author"])]


METHODS = ["GET", "POST", "PUT", "DELETE"]


@app.route("/books", methods=METHODS)
def books():
    return jsonify(listed())


@app.route("/books/<int:number>", methods=METHODS)
def book(number):
    if number not in BOOKS:
        abort(404)
    return {"id": number, **BOOKS[number]}


@app.get("/authors/<author>/books")
def books_of(author):
    return jsonify(listed(author))


@app.get("/covers/<path:file>")
def cover(file):
    return {"file": file}
