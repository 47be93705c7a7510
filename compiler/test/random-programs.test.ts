import { checkDocument, compileDefinition } from "@stave/compiler";
import { canonicalJson, type Diagnostic } from "@stave/ir-schema";
import { readIr } from "@stave/ir-schema/read";
import { emit, firstOf, noop, p, type Ref, shell, text, workflow } from "@stave/sdk";
import { type DefinitionNode, definitionNode } from "@stave/sdk/internal";
import fc from "fast-check";
import { expect, it } from "vitest";
import { definitionOf, type Mistake, type Program, programs, withMistake } from "./random-program.js";

const seed = Number(process.env["SEED"] ?? 20261120);
const numRuns = Number(process.env["RUNS"] ?? 150);

const compileProgram = (program: Program, mistake?: Mistake): ReturnType<typeof compileDefinition> =>
  compileDefinition(definitionNode(definitionOf(program, mistake)) as DefinitionNode);

const isError = ({ severity }: Diagnostic): boolean => severity === "error";

it(`gives every program an IR that reads back as it is, and no error (seed ${seed})`, () => {
  fc.assert(
    fc.property(programs, (program) => {
      const { text: bytes, document, diagnostics } = compileProgram(program);
      expect(diagnostics.filter(isError)).toEqual([]);
      const read = readIr(bytes);
      expect(read.diagnostics).toEqual([]);
      expect(read.document).toEqual(document);
      expect(canonicalJson(read.document)).toBe(bytes);
      expect(checkDocument(read.document ?? document).filter(isError)).toEqual([]);
      expect(compileProgram(program).text).toBe(bytes);
    }),
    { numRuns, seed },
  );
});

let leaked: Ref<string> | undefined;
const other = workflow("other", { params: { city: p.string("Oslo") } }, (w, { city }) => {
  leaked = city;
  w.step("make", shell("echo", { args: { city } }));
});
compileDefinition(definitionNode(other) as DefinitionNode);

/** Each makes one mistake and is to be found as one. */
const mistakes: Readonly<Record<string, Mistake>> = {
  "duplicate-step-id": (w, _, nextId) => {
    const id = nextId();
    w.step(id, noop());
    w.step(id, noop());
  },
  "bad-id": (w) => void w.step("not an id", noop()),
  "reserved-id": (w, _, nextId) => void w.step(`maestro_${nextId()}`, noop()),
  "foreign-ref": (w, _, nextId) => void w.step(nextId(), noop({ said: text`${leaked as Ref<string>}` })),
  "escaped-ref": (w, { lists: [names = []] }, nextId) => {
    let inner: Ref<string> | undefined;
    w.foreach(nextId(), { name: names }, (w, { name }) => {
      inner = w.step(nextId(), noop({ name })).name;
    });
    w.step(nextId(), noop({ inner: inner as Ref<string> }));
  },
  "literal-type": (w, _, nextId) => void w.step(nextId(), shell("true", { env: { N: 3 as never } })),
  "env-type": (w, { ints: [n] }, nextId) => void w.step(nextId(), shell("true", { env: { N: n as never } })),
  "not-a-ref": (w, _, nextId) => void w.step(nextId(), noop({ said: undefined })),
  "not-a-step-call": (w, _, nextId) => void w.step(nextId(), shell as never),
  "unknown-option": (w, _, nextId) => void w.step(nextId(), noop(), { retries: 3 } as never),
  "retry-limit": (w, _, nextId) => void w.step(nextId(), noop(), { retry: { limit: 1000 } }),
  "unknown-environment": (w, _, nextId) => void w.step(nextId(), shell("true"), { environment: "gpu" }),
  "bad-signal-name": (w, _, nextId) => void w.step(nextId(), noop(), { emits: [emit("")] }),
  "loop-over-type": (w, { texts: [word] }, nextId) =>
    void w.foreach(nextId(), { letter: word as never }, (w, { letter }) => w.step(nextId(), noop({ letter }))),
  "condition-type": (w, { ints: [n] }, nextId) => void w.when(nextId(), n as never, (w) => w.step(nextId(), noop())),
  "unknown-loop-variable": (w, _, nextId) =>
    void w.while(
      nextId(),
      { n: p.int(0) },
      ({ n }) => n.lt(3),
      (w, { n }) => {
        w.step(nextId(), noop({ n }));
        return { n: n.add(1), m: 3 } as never;
      },
    ),
  "next-type": (w, { texts: [word] }, nextId) =>
    void w.while(
      nextId(),
      { n: p.int(0) },
      ({ n }) => n.lt(3),
      (w, { n }) => {
        w.step(nextId(), noop({ n }));
        return { n: word as never };
      },
    ),
  "operand-types": (w, { texts: [word], ints: [n] }, nextId) =>
    void w.step(nextId(), noop({ sum: (n as Ref<number>).sub(word as never) })),
  "unknown-workflow-param": (w, _, nextId) => void w.subworkflow(nextId(), other, { town: "Oslo" } as never),
  "never-runs": (w, { bools: [flag] }, nextId) => {
    const yes = w.when(nextId(), flag as Ref<boolean>, (w) => w.step(nextId(), shell("echo 1")));
    const no = yes.otherwise((w) => w.step(nextId(), shell("echo 2")));
    w.step(nextId(), noop({ both: text`${yes.stdout}${no.stdout}` }));
  },
  "maybe-skipped": (w, { bools: [flag] }, nextId) => {
    const yes = w.when(nextId(), flag as Ref<boolean>, (w) => w.step(nextId(), shell("echo 1")));
    const always = w.step(nextId(), noop());
    w.step(nextId(), shell("echo", { args: { said: yes.stdout } }), { after: [always], join: "any" });
  },
  "merge-with-other-inputs": (w, { bools: [flag] }, nextId) => {
    const start = w.step(nextId(), shell("echo 0"));
    const yes = w.when(nextId(), flag as Ref<boolean>, (w) => w.step(nextId(), shell("echo 1")));
    const no = yes.otherwise((w) => w.step(nextId(), shell("echo 2")));
    w.step(nextId(), noop({ said: firstOf(yes.stdout, no.stdout), start: start.stdout }));
  },
};

it.each(Object.keys(mistakes))("finds %s wherever it is, and nothing that only follows from it", (name) => {
  fc.assert(
    fc.property(programs, fc.nat(1000), (program, at) => {
      const { diagnostics } = compileProgram(withMistake(program, at), mistakes[name]);
      expect(new Set(diagnostics.filter(isError).map((item) => item.name))).toEqual(new Set([name]));
    }),
    { numRuns: Math.ceil(numRuns / 6), seed },
  );
});
