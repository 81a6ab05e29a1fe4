from flask import Flask, jsonify

BOOKS = {
    1: {"title": "A Wizard of Earthsea", "author": "Ursula K. Le Guin"},
    2: {"title": "If on a winter's night a traveler", "author": "Italo Calvino"},
    3: {"title": "The Dispossessed", "author": "Ursula K. Le Guin"},
}

app = Flask(__name__)


def listed(author=None):
    return [{"id": number, **BOOKS[number]} for number in sorted(BOOKS)
            if author in (None, BOOKS[number]["author"])]


@app.get("/books")
def books():
    return jsonify(listed())


@app.get("/books/<int:number>")
def book(number):
    for entry in listed():
        if entry["id"] == number:
            return entry
    return jsonify(None)


@app.get("/authors/<author>/books")
def books_of(author):
    return jsonify(listed(author))


@app.get("/covers/<path:file>")
def cover(file):
    return {"file": file}
