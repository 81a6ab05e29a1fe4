from typing import Optional

from fastapi import FastAPI
from pydantic import BaseModel

PRODUCTS = [
    {"name": "green tea", "price": 4.5},
    {"name": "mug", "price": 7.5},
    {"name": "black tea", "price": 3.0},
    {"name": "teapot", "price": 19.0},
]

app = FastAPI()


class Order(BaseModel):
    product: str
    price: float
    count: int = 1


@app.get("/users/me")
def me():
    return {"user": "me"}


@app.get("/users/{number}")
def user(number: int):
    return {"user": number}


@app.get("/products")
def products(search: Optional[str] = None, limit: int = 10):
    found = [product for product in PRODUCTS if search is None or search in product["name"]]
    return found[:limit]


@app.post("/orders")
def take(order: Order, gift: bool = False):
    return {"product": order.product, "sum": order.price * order.count, "gift": gift}
