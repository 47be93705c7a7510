import { noop, p, text, workflow } from "@stave/sdk";
import { type BuildResult, definitionNode } from "@stave/sdk/internal";
import { expect, it } from "vitest";

function build(definition: unknown): BuildResult {
  const node = definitionNode(definition);
  if (node === undefined) throw new Error("no definition");
  return node.build(node, { sites: false });
}

const messages = (definition: unknown): string[] => build(definition).diagnostics.map(({ message }) => message);

it("reports an output that does not exist where it is returned", () => {
  const found = messages(
    workflow("misspelt", (w) => {
      const made = w.step("make", noop({ path: "a" })) as unknown as Record<string, never>;
      return { path: made["paht"] as never };
    }),
  );
  expect(found).toEqual(['Output "path" of the workflow is undefined, but a ref is expected.']);
});

it("reports each undefined value of a text once", () => {
  const found = messages(
    workflow("misspelt", (w) => {
      const made = w.step("make", noop({ path: "a" }));
      w.step("use", noop({ path: text`${made.path}/${undefined}/${undefined}` }));
    }),
  );
  expect(found).toEqual([
    "Value 2 of the text is undefined, but a ref is expected.",
    "Value 3 of the text is undefined, but a ref is expected.",
  ]);
});

it("gives a handle's outputs when it is spread", () => {
  const { document, diagnostics } = build(
    workflow("spread", (w) => ({ ...w.step("make", noop({ path: "a", rows: 3 })), more: text`b` })),
  );
  expect(diagnostics).toEqual([]);
  expect(Object.keys(document.workflow.outputs ?? {})).toEqual(["path", "rows", "more"]);
});

it("asks for a type where a loop's variable is a plain value, and goes on", () => {
  const found = messages(
    workflow("climb", { params: { limit: p.int(3) } }, (w, { limit }) => {
      const loop = w.while(
        "climb",
        { at: 0 as never },
        ({ at }) => (at as typeof limit).lt(limit),
        (w, { at }) => {
          w.step("tick", noop({ at }));
          return { at: (at as typeof limit).add(1) as never };
        },
      );
      w.step("after", noop({ top: loop.at as never }));
    }),
  );
  expect(found).toEqual([
    'Variable "at" of loop "climb" is 0, but a type with a first value such as p.int(0) is expected.',
  ]);
});
