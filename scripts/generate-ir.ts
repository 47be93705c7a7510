import { readFileSync, writeFileSync } from "node:fs";
import { irDocumentSchema } from "@stave/ir-schema/schema";
import { compile, type JSONSchema } from "json-schema-to-typescript";
import ts from "typescript";
import { z } from "zod";

const schemaFile = "ir-schema/ir-1.0.schema.json";
const typesFile = "ir-schema/src/generated/ir.ts";

/** The JSON Schema text and the TypeScript text that the zod schemas give. */
export async function generateIr(): Promise<{ schema: string; types: string }> {
  const schema = z.toJSONSchema(irDocumentSchema, { target: "draft-2020-12" });
  const named = { $id: "urn:stave:ir:1.0", ...schema };
  const types = await compile(
    titled(z.toJSONSchema(irDocumentSchema, { target: "draft-7" })) as JSONSchema,
    "IrDocument",
    {
      additionalProperties: false,
      bannerComment: "// Generated from ir-schema/src/schema by `npm run generate`. Do not edit.",
      declareExternallyReferenced: true,
      format: true,
      ignoreMinAndMaxItems: true,
    },
  );
  return { schema: `${JSON.stringify(named, null, 2)}\n`, types: readonlyTypes(types) };
}

type SchemaNode = Record<string, unknown>;

/** json-schema-to-typescript names a type by its title and copies a type whose `$ref` has siblings. */
function titled(schema: SchemaNode): SchemaNode {
  const copy = withoutRefSiblings(schema) as { definitions: Record<string, SchemaNode> };
  for (const [name, definition] of Object.entries(copy.definitions)) {
    definition["title"] = name;
    delete definition["id"];
  }
  copy.definitions["Json"] = { title: "Json", tsType: "unknown" };
  return copy;
}

function withoutRefSiblings(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutRefSiblings);
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, withoutRefSiblings(value)] as const);
  const { $ref, ...rest } = Object.fromEntries(entries);
  if ($ref === undefined) return rest;
  return rest["description"] === undefined ? { $ref } : { description: rest["description"], allOf: [{ $ref }] };
}

function readonlyTypes(text: string): string {
  const file = ts.createSourceFile("ir.ts", text, ts.ScriptTarget.ES2022, true);
  const edits: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node) || ts.isIndexSignatureDeclaration(node)) edits.push(node.getStart(file));
    if (ts.isArrayTypeNode(node) || ts.isTupleTypeNode(node)) edits.push(node.getStart(file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits.sort((a, b) => b - a).reduce((out, at) => `${out.slice(0, at)}readonly ${out.slice(at)}`, text);
}

/** Writes both files where they differ. */
export async function writeIr(): Promise<void> {
  const { schema, types } = await generateIr();
  for (const [file, text] of [
    [schemaFile, schema],
    [typesFile, types],
  ] as const) {
    if (readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  }
}
