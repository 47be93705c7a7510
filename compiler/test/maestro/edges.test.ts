import { noop, p, workflow } from "@stave/sdk";
import { buildWorkflow, definitionNode } from "@stave/sdk/internal";
import { expect, it } from "vitest";
import { lowerWorkflow } from "../../src/maestro/index.js";

function lowered(definition: unknown): readonly (readonly [string, unknown])[] {
  const node = definitionNode(definition);
  if (node === undefined) throw new Error("no workflow");
  const { document, diagnostics } = buildWorkflow(node, { sites: false });
  const { definition: request, diagnostics: found } = lowerWorkflow(document);
  expect([...diagnostics, ...found]).toEqual([]);
  return (request?.workflow.steps ?? []).map((step) => {
    const [body] = Object.values(step) as { id: string; transition?: { successors: unknown } }[];
    return [body?.id ?? "", body?.transition?.successors] as const;
  });
}

it("makes the condition of an edge the condition of a transition", () => {
  const definition = workflow("w", { params: { most: p.int(3) } }, (w, { most }) => {
    const a = w.step("a", noop({ n: 1 }));
    const b = w.step("b", noop({ n: a.n }), { after: [{ step: a, when: a.n.lt(most) }] });
    const c = w.step("c", noop(), { after: [{ step: a, when: a.n.gte(most) }] });
    w.step("d", noop({ n: a.n }), { after: [b, { step: c, when: most.gt(0) }], join: "any" });
  });
  expect(lowered(definition)).toEqual([
    ["a", { b: "n < most", c: "n >= most" }],
    ["b", { d: "true" }],
    ["c", { d: "most > 0" }],
    ["d", undefined],
  ]);
});

it("adds no edge for a value of a step that those in `after` follow", () => {
  const definition = workflow("w", (w) => {
    const a = w.step("a", noop({ n: 1 }));
    const b = w.step("b", noop(), { after: [a] });
    const c = w.step("c", noop(), { after: [a] });
    const d = w.step("d", noop(), { after: [b, c], join: "any" });
    w.step("e", noop({ n: a.n }), { after: [d] });
    w.step("f", noop({ n: a.n }), { after: [a, d] });
  });
  const edges = Object.fromEntries(lowered(definition));
  expect(edges["a"]).toEqual({ b: "true", c: "true", f: "true" });
  expect(edges["d"]).toEqual({ e: "true", f: "true" });
});
