import type { Type } from "@stave/ir-schema";
import type { PythonExpression } from "../syntax/expression.js";
import { type AnnotatedType, type AnnotationContext, annotationText, reportAt } from "./context.js";
import { resolveAnnotated } from "./resolve-annotated.js";
import { resolveLiteral } from "./resolve-literal.js";
import { resolveUnion } from "./resolve-union.js";

/** A use of a type that is not the user's own: `list[int]`, `t.Optional[str]`, `date`. */
export interface ExternalUse {
  readonly path: string;
  /** The type arguments, `undefined` when there are no brackets. */
  readonly items: readonly PythonExpression[] | undefined;
  readonly whole: PythonExpression;
  readonly context: AnnotationContext;
  readonly resolve: (expression: PythonExpression, context: AnnotationContext) => AnnotatedType | undefined;
}

type ExternalForm = (use: ExternalUse) => AnnotatedType | undefined;

function plain(type: Type): ExternalForm {
  return () => ({ type });
}

function format(name: string): ExternalForm {
  return plain({ kind: "format", of: "string", format: name });
}

function wrapper(apply: (inner: AnnotatedType) => AnnotatedType): ExternalForm {
  return (use) => {
    const inner = onlyArgument(use, "one type");
    const resolved = inner && use.resolve(inner, use.context);
    return resolved && apply(resolved);
  };
}

const list: ExternalForm = (use) => {
  const item = onlyArgument(use, "one type");
  const of = item && use.resolve(item, use.context);
  return of && { type: { kind: "list", of: of.type } };
};

const map: ExternalForm = (use) => {
  const [key, value, ...more] = use.items ?? [];
  if (use.items === undefined) return bare(use);
  if (key === undefined || value === undefined || more.length > 0)
    return wrongCount(use, "a key type and a value type");
  const keyType = use.resolve(key, use.context);
  if (keyType === undefined) return undefined;
  if (keyType.type !== "string") {
    reportAt(use.context, key, "python-map-key", { ...named(use), key: annotationText(key, use.context) });
    return undefined;
  }
  const of = use.resolve(value, use.context);
  return of && { type: { kind: "map", of: of.type } };
};

const tuple: ExternalForm = (use) => {
  const [item, rest, ...more] = use.items ?? [];
  if (use.items === undefined) return bare(use);
  if (item !== undefined && rest?.kind === "ellipsis" && more.length === 0) return list({ ...use, items: [item] });
  reportAt(use.context, use.whole, "python-fixed-tuple", named(use));
  return undefined;
};

const optional: ExternalForm = (use) => {
  const item = onlyArgument(use, "one type");
  const none: PythonExpression = { kind: "constant", value: null, from: use.whole.from, to: use.whole.to };
  return item && resolveUnion([item, none], use.whole, use.context);
};

const any: ExternalForm = (use) => {
  reportAt(use.context, use.whole, "python-any", named(use));
  return undefined;
};

const generator: ExternalForm = (use) => {
  reportAt(use.context, use.whole, "python-generator", named(use));
  return undefined;
};

/** The types of other people the reader knows, by their full names. */
export const externalForms: Readonly<Record<string, ExternalForm>> = {
  str: plain("string"),
  bool: plain("bool"),
  int: plain("int"),
  float: plain("float"),
  bytes: format("bytes"),
  "datetime.date": plain("date"),
  "datetime.datetime": plain("timestamp"),
  "datetime.timedelta": plain("duration"),
  "pathlib.Path": format("path"),
  "pathlib.PurePath": format("path"),
  "pathlib.PosixPath": format("path"),
  "pathlib.PurePosixPath": format("path"),
  "os.PathLike": format("path"),
  "decimal.Decimal": format("decimal"),
  "uuid.UUID": format("uuid"),
  "stave.Json": plain("json"),
  list,
  tuple,
  dict: map,
  "typing.Sequence": list,
  "typing.MutableSequence": list,
  "typing.Iterable": list,
  "typing.Collection": list,
  "typing.Mapping": map,
  "typing.MutableMapping": map,
  "typing.OrderedDict": map,
  "collections.OrderedDict": map,
  "typing.Optional": optional,
  "typing.Union": (use) => (use.items === undefined ? bare(use) : resolveUnion(use.items, use.whole, use.context)),
  "typing.Literal": (use) => resolveLiteral(use),
  "typing.LiteralString": plain("string"),
  "typing.Annotated": (use) => resolveAnnotated(use),
  "typing.Final": wrapper((inner) => inner),
  "typing.ReadOnly": wrapper((inner) => inner),
  "dataclasses.InitVar": wrapper((inner) => inner),
  "typing.Required": wrapper((inner) => ({ ...inner, required: true })),
  "typing.NotRequired": wrapper((inner) => ({ ...inner, required: false })),
  "typing.Any": any,
  object: any,
  "typing.Iterator": generator,
  "typing.Generator": generator,
  "typing.AsyncIterator": generator,
  "typing.AsyncGenerator": generator,
  "typing.AsyncIterable": generator,
};

function named(use: ExternalUse): { subject: string; annotation: string } {
  return { subject: use.context.subject, annotation: annotationText(use.whole, use.context) };
}

/** The single type argument, or a report that says what is missing. */
function onlyArgument(use: ExternalUse, expected: string): PythonExpression | undefined {
  if (use.items === undefined) return bare(use);
  const [only, ...more] = use.items;
  return only === undefined || more.length > 0 ? wrongCount(use, expected) : only;
}

function bare(use: ExternalUse): undefined {
  reportAt(use.context, use.whole, "python-bare-container", { ...named(use), type: named(use).annotation });
}

function wrongCount(use: ExternalUse, expected: string): undefined {
  const type = annotationText(use.whole.kind === "subscript" ? use.whole.value : use.whole, use.context);
  const found = use.items?.length ?? 0;
  reportAt(use.context, use.whole, "python-type-arguments", { ...named(use), type, expected, found });
}
