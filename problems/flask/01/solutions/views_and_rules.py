from flask import Blueprint, Flask, jsonify
from flask.views import MethodView

BOOKS = {
    1: {"title": "A Wizard of Earthsea", "author": "Ursula K. Le Guin"},
    2: {"title": "If on a winter's night a traveler", "author": "Italo Calvino"},
    3: {"title": "The Dispossessed", "author": "Ursula K. Le Guin"},
}


def entries(wanted=lambda book: True):
    found = [dict(book, id=number) for number, book in BOOKS.items() if wanted(book)]
    return jsonify(sorted(found, key=lambda entry: entry["id"]))


class Books(MethodView):
    def get(self, number=None):
        if number is None:
            return entries()
        try:
            return jsonify(dict(BOOKS[number], id=number))
        except KeyError:
            return jsonify(error="no such book"), 404


catalogue = Blueprint("catalogue", __name__)
catalogue.add_url_rule("/books", view_func=Books.as_view("books"))
catalogue.add_url_rule("/books/<int:number>", view_func=Books.as_view("book"))
catalogue.add_url_rule("/authors/<string:name>/books", "author",
                       lambda name: entries(lambda book: book["author"] == name))
catalogue.add_url_rule("/covers/<path:file>", "cover", lambda file: jsonify(file=file))

app = Flask(__name__)
app.register_blueprint(catalogue)
