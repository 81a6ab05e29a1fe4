"""The repository that is built."""

CONTEXT = {
    "app.py": (
        "from flask import Flask, render_template\n\napp = Flask(__name__)\n\n\n"
        "@app.route('/')\ndef index():\n    return render_template('index.html')\n\n\n"
        "if __name__ == '__main__':\n    app.run(debug=True)\n"
    ),
    "templates/index.html": "<h1>Shop</h1>\n",
    "requirements.txt": "flask==3.0.3\ngunicorn==22.0.0\n",
    "tests/test_app.py": "def test_index():\n    ...\n",
    "README.md": "# Shop\n",
}
