const typingAliases = {
  List: "list",
  Dict: "dict",
  Tuple: "tuple",
  Type: "type",
  Set: "set",
  FrozenSet: "frozenset",
  Text: "str",
} as const;

const builtins = new Set(
  ["str", "int", "float", "bool", "bytes", "bytearray", "complex", "object", "list", "dict", "tuple", "set"].concat([
    "frozenset",
    "type",
    "range",
    "memoryview",
    "BaseException",
    "Exception",
  ]),
);

const modules = new Set([
  "typing",
  "typing_extensions",
  "collections",
  "collections.abc",
  "datetime",
  "enum",
  "dataclasses",
  "pathlib",
  "os",
  "decimal",
  "uuid",
  "pydantic",
  "pydantic.dataclasses",
  "annotated_types",
  "annotated_doc",
  "attr",
  "attrs",
  "abc",
  "types",
  "stave",
]);

/** Whether a module is one the reader knows by name, so that no file is looked for. */
export function isKnownModule(request: { readonly level: number; readonly module: string }): boolean {
  return request.level === 0 && modules.has(request.module);
}

/** One spelling for names with several homes: `typing.List` is `list`, `typing_extensions.X` is `typing.X`. */
export function normalizePath(path: string): string | undefined {
  const dot = path.lastIndexOf(".");
  const module = path.slice(0, dot);
  const name = path.slice(dot + 1);
  if (module === "builtins") return builtins.has(name) ? name : undefined;
  if (module === "typing" || module === "typing_extensions" || module === "collections.abc") {
    return Object.hasOwn(typingAliases, name) ? typingAliases[name as keyof typeof typingAliases] : `typing.${name}`;
  }
  return modules.has(module) ? path : undefined;
}
