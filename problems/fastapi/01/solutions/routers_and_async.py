from fastapi import APIRouter, Body, FastAPI, Path, Query

PRODUCTS = [
    {"name": "green tea", "price": 4.5},
    {"name": "mug", "price": 7.5},
    {"name": "black tea", "price": 3.0},
    {"name": "teapot", "price": 19.0},
]

users = APIRouter(prefix="/users")
shop = APIRouter()


@users.get("/me")
async def me():
    return {"user": "me"}


@users.get("/{user_id}")
async def one(user_id: int = Path(...)):
    return {"user": user_id}


@shop.get("/products")
async def products(search: str = "", limit: int = Query(default=10, gt=0)):
    fitting = (entry for entry in PRODUCTS if search in entry["name"])
    return [entry for _, entry in zip(range(limit), fitting)]


@shop.post("/orders")
async def take(
    product: str = Body(...), price: float = Body(...), count: int = Body(1), gift: bool = False
):
    return dict(product=product, sum=count * price, gift=gift)


app = FastAPI()
app.include_router(users)
app.include_router(shop)
