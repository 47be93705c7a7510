import { noop, text, workflow } from "@stave/sdk";
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
