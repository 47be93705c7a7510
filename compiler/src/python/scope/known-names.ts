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
  (
    "str int float bool bytes bytearray complex object list dict tuple set frozenset type range memoryview " +
    "BaseException Exception"
  ).split(" "),
);

const typingNames = new Set(
  (
    "Annotated Any AnyStr AsyncGenerator AsyncIterable AsyncIterator Awaitable BinaryIO Callable ClassVar Collection " +
    "Container Coroutine Doc Final Generator Generic Hashable IO ItemsView Iterable Iterator KeysView Literal " +
    "LiteralString Mapping MappingView MutableMapping MutableSequence MutableSet NamedTuple Never NewType NoReturn " +
    "NotRequired Optional OrderedDict ParamSpec Pattern Protocol ReadOnly Required Reversible Self Sequence Sized " +
    "SupportsFloat SupportsInt TextIO TypeAlias TypeVar TypeVarTuple TypedDict Union Unpack ValuesView overload"
  ).split(" "),
);

const knownMembers: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    collections: "OrderedDict",
    datetime: "date datetime timedelta time timezone tzinfo",
    enum: "Enum IntEnum StrEnum Flag IntFlag ReprEnum auto unique",
    dataclasses: "dataclass field InitVar KW_ONLY",
    pathlib: "Path PurePath PosixPath PurePosixPath WindowsPath PureWindowsPath",
    os: "PathLike",
    decimal: "Decimal",
    uuid: "UUID",
    pydantic: "BaseModel Field",
    "pydantic.dataclasses": "dataclass",
    annotated_types: "Ge Gt Le Lt Interval Unit doc",
    annotated_doc: "Doc",
    attr: "s ib attrib define dataclass field",
    attrs: "define frozen mutable field",
    stave: "Json Bounds Unit Doc",
  }).map(([module, names]) => [module, new Set(names.split(" "))]),
);

const modules = new Set([
  "typing",
  "typing_extensions",
  "collections.abc",
  "abc",
  "types",
  ...Object.keys(knownMembers),
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
    if (Object.hasOwn(typingAliases, name)) return typingAliases[name as keyof typeof typingAliases];
    return typingNames.has(name) ? `typing.${name}` : undefined;
  }
  return knownMembers[module]?.has(name) ? path : undefined;
}
