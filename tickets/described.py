"""Models whose fields say what they are by a docstring below each, for /api/docs. Pure.

The seam for a schema's fields. Pydantic's own `use_attribute_docstrings` reads the sources when a class is
made, so in every process that starts; here they are read when somebody asks for the schema.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, GetJsonSchemaHandler


class Described(BaseModel):
    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: GetJsonSchemaHandler, /) -> Any:
        schema = handler(core_schema)
        fields = handler.resolve_ref_schema(schema).get("properties", {})
        for kind in reversed(cls.__mro__):
            if issubclass(kind, Described):
                for name, words in below_fields(kind).items():
                    fields[cls.model_fields[name].alias or name]["description"] = words
        return schema


@cache
def below_fields(kind: type) -> dict[str, str]:
    """The docstrings of those that this class itself has, by the field's name."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    return dict(_docstrings(tree))


def _docstrings(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(getattr(tree, "body", ())):
        match field, below:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(value=ast.Constant(str(words))):
                yield name, inspect.cleandoc(words)
