from typing import Optional

from fastapi import FastAPI, Query

PRODUCTS = [
    {"name": "green tea", "price": 4.5},
    {"name": "mug", "price": 7.5},
    {"name": "black tea", "price": 3.0},
    {"name": "teapot", "price": 19.0},
]

app = FastAPI()


@app.get("/users/me")
def me():
    return {"user": "me"}


@app.get("/users/{number}")
def user(number: int):
    return {"user": number}


@app.get("/products")
def products(search: Optional[str] = None, limit: int = Query(10, ge=1)):
    found = [product for product in PRODUCTS if search is None or search in product["name"]]
    return found[:limit]


@app.post("/orders")
def take(product: str, price: float, count: int = 1, gift: bool = False):
    return {"product": product, "sum": price * count, "gift": gift}
