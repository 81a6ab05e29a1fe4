from fastapi import FastAPI

PRODUCTS = [
    {"name": "green tea", "price": 4.5},
    {"name": "mug", "price": 7.5},
    {"name": "black tea", "price": 3.0},
    {"name": "teapot", "price": 19.0},
]

app = FastAPI()


@app.get("/users/me")
def me():
    return {}
