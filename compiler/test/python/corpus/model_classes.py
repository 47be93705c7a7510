try:
    from pydantic import BaseModel, Field
except ImportError:
    class BaseModel:
        pass

    def Field(*args, **kwargs):
        return None

from typing import List, Optional


class Config(BaseModel):
    model_config = {"extra": "forbid"}
    lr: float = Field(0.1, ge=0, le=1, description="The rate.")
    depth: int = Field(..., gt=0)
    name: Optional[str] = None
    tags: List[str] = Field(default_factory=list)
    required: int
    _cache: int = 0


class Derived(Config):
    extra: bool = False


def configured(config: Config, derived: Derived) -> Config:
    return config
