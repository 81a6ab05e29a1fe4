import asyncio
import time
