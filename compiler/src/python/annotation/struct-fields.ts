import type { Scope } from "../scope/binding.js";
import { createClassScope } from "../scope/create-scope.js";
import { type Entity, findEntity } from "../scope/entity.js";
import type { ModuleLoader } from "../scope/module-loader.js";
import type { PythonExpression } from "../syntax/expression.js";
import type { AssignStatement } from "../syntax/statement.js";

type ClassEntity = Entity & { kind: "class" };

/** The kinds of classes whose fields are a struct's. */
export type StructKind = "dataclass" | "named-tuple" | "typed-dict" | "model";

/** A field as its class declares it, with the scope its annotation is read in. */
export interface StructField {
  readonly name: string;
  readonly annotation: PythonExpression;
  readonly default?: PythonExpression;
  /** False in a `TypedDict` with `total=False`. */
  readonly total: boolean;
  readonly scope: Scope;
  readonly doc?: string;
}

const kindOfBase: Readonly<Record<string, StructKind>> = {
  "typing.NamedTuple": "named-tuple",
  "typing.TypedDict": "typed-dict",
  "pydantic.BaseModel": "model",
};

const dataclassDecorators = new Set([
  "dataclasses.dataclass",
  "pydantic.dataclasses.dataclass",
  "attrs.define",
  "attrs.frozen",
  "attrs.mutable",
  "attr.s",
  "attr.define",
  "attr.dataclass",
]);

/** What kind of struct a class is; `undefined` when it is none. */
export function structKind(entity: ClassEntity, loader: ModuleLoader, depth = 0): StructKind | undefined {
  if (isDataclass(entity, loader)) return "dataclass";
  if (depth > 20) return undefined;
  for (const base of entity.statement.bases) {
    const found = findEntity(base.kind === "subscript" ? base.value : base, entity.scope, loader);
    const kind =
      found?.kind === "external"
        ? kindOfBase[found.path]
        : found?.kind === "class"
          ? structKind(found, loader, depth + 1)
          : undefined;
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** All fields of a struct class, those of its bases first, each once. */
export function structFields(entity: ClassEntity, kind: StructKind, loader: ModuleLoader, depth = 0): StructField[] {
  const fields = new Map<string, StructField>();
  for (const base of depth > 20 ? [] : basesInFieldOrder(entity, kind)) {
    const found = findEntity(base, entity.scope, loader);
    if (found?.kind !== "class" || structKind(found, loader) === undefined) continue;
    for (const field of structFields(found, kind, loader, depth + 1)) fields.set(field.name, field);
  }
  // A class that only inherits from a dataclass keeps that dataclass's own initialiser.
  if (kind === "dataclass" && !isDataclass(entity, loader)) return [...fields.values()];
  for (const field of ownFields(entity, kind, loader)) fields.set(field.name, field);
  return [...fields.values()];
}

// A TypedDict takes its bases' keys from left to right, the others go by the method resolution order.
function basesInFieldOrder(entity: ClassEntity, kind: StructKind): readonly PythonExpression[] {
  const { bases } = entity.statement;
  return kind === "typed-dict" ? bases : [...bases].reverse();
}

function isDataclass(entity: ClassEntity, loader: ModuleLoader): boolean {
  return entity.statement.decorators.some((decorator) => {
    const found = findEntity(decorator.kind === "call" ? decorator.callee : decorator, entity.scope, loader);
    return found?.kind === "external" && dataclassDecorators.has(found.path);
  });
}

function ownFields(entity: ClassEntity, kind: StructKind, loader: ModuleLoader): StructField[] {
  const scope = createClassScope(entity.scope, entity.statement.body);
  const total = !entity.statement.keywords.some(({ name, value }) => name === "total" && isFalse(value));
  const { body } = entity.statement;
  return body.flatMap((statement, index) => {
    if (statement.kind !== "assign" || statement.annotation === undefined) return [];
    if (!isInstanceField(statement, kind, scope, loader)) return [];
    const next = body[index + 1];
    return [
      {
        name: statement.target,
        annotation: statement.annotation,
        ...(statement.value && { default: statement.value }),
        total,
        scope,
        ...(next?.kind === "doc" && { doc: next.text }),
      },
    ];
  });
}

function isInstanceField(statement: AssignStatement, kind: StructKind, scope: Scope, loader: ModuleLoader): boolean {
  if (kind === "model" && (statement.target.startsWith("_") || statement.target === "model_config")) return false;
  const { annotation, value } = statement;
  const head = annotation?.kind === "subscript" ? annotation.value : annotation;
  const entity = head && findEntity(head, scope, loader);
  if (entity?.kind === "external" && ["typing.ClassVar", "dataclasses.KW_ONLY"].includes(entity.path)) return false;
  return !(value?.kind === "call" && value.keywords.some(({ name, value: flag }) => name === "init" && isFalse(flag)));
}

/** Whether a field's right-hand side gives it a default: `field(repr=False)` and `Field(...)` do not. */
export function hasFieldDefault(value: PythonExpression | undefined, scope: Scope, loader: ModuleLoader): boolean {
  if (value === undefined) return false;
  if (value.kind !== "call") return true;
  const callee = findEntity(value.callee, scope, loader);
  if (callee?.kind !== "external" || !/(^|\.)(field|Field|ib|attrib)$/.test(callee.path)) return true;
  const [first] = value.positional;
  if (callee.path === "pydantic.Field" && first !== undefined) return first.kind !== "ellipsis";
  return value.keywords.some(({ name }) => ["default", "default_factory", "factory"].includes(name));
}

function isFalse(value: PythonExpression): boolean {
  return value.kind === "constant" && value.value === false;
}
