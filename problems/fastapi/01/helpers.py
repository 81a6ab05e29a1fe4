"""What the cases look at in a response."""


async def judged(sent):
    """[status, where the mistakes are]; with status 200 what the answer says."""
    response = await sent
    content = response.json()
    if response.status != 422:
        return [response.status, content]
    return [422, [entry["loc"] for entry in content["detail"]]]


async def names(sent):
    """[status, the names of the products], or what the answer says instead of products."""
    response = await sent
    content = response.json()
    if type(content) is list:
        content = [product["name"] for product in content]
    return [response.status, content]
