import {
  custom,
  expr,
  external,
  http,
  noop,
  type PlainDate,
  p,
  type Ref,
  run,
  type StepCall,
  shell,
  text,
  workflow,
} from "@stave/sdk";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <T extends true>(): T | undefined => undefined;

declare function fit(args: {
  rows: string | Ref<string>;
  lr?: number | Ref<number>;
}): StepCall<{ auc: number; uri: string }>;
const train = custom("train", { inputs: { epochs: p.int(3), data: p.string() }, outputs: { loss: p.float() } });

const tune = custom("tune", {
  inputs: { options: p.struct({ lr: p.float(), tags: p.list(p.string()), at: p.struct({ day: p.date() }) }) },
});

export const accepted = workflow(
  "accepted",
  {
    params: {
      day: p.date(),
      cities: p.list(p.string(), ["a"]),
      min: p.float({ default: 0.8, min: 0 }),
      mode: p.enum(["x", "y"], "x"),
      note: p.nullable(p.string()),
    },
  },
  (w, { day, cities, min, mode, note }) => {
    // A param is a ref to its value.
    is<Equal<typeof day, Ref<PlainDate>>>();
    is<Equal<typeof cities, Ref<readonly string[]>>>();
    is<Equal<typeof mode, Ref<"x" | "y">>>();
    is<Equal<typeof note, Ref<string | null>>>();
    // An output is a ref with the function's own type.
    const model = w.step("fit", fit({ rows: text`data/${day}.csv`, lr: min }));
    is<Equal<typeof model.auc, Ref<number>>>();
    // Refs stand anywhere in what is written for a declared input.
    w.step("tune", tune({ options: { lr: model.auc, tags: [mode, "x"], at: { day } } }));
    // @ts-expect-error a ref to a text where a number is declared
    tune({ options: { lr: mode, tags: [], at: { day } } });
    // A loop gathers lists.
    const models = w.foreach("each", { city: cities, seed: [1, 2] }, (w, { city, seed }) => {
      is<Equal<typeof city, Ref<string>>>();
      is<Equal<typeof seed, Ref<number>>>();
      return w.step("fit_city", fit({ rows: city, lr: seed }));
    });
    is<Equal<typeof models.auc, Ref<readonly number[]>>>();
    // A lambda is typed by its inputs.
    const enough = expr([models.auc, min], (aucs, min) => Math.min(...aucs) >= min);
    is<Equal<typeof enough, Ref<boolean>>>();
    is<Equal<ReturnType<typeof length>, Ref<number>>>();
    const arm = w.when("gate", enough, (w) => w.step("again", fit({ rows: model.uri })));
    const other = arm.otherwise((w) => w.step("train", train({ data: "x" })));
    is<Equal<typeof arm.auc, Ref<number>>>();
    is<Equal<typeof other.loss, Ref<number>>>();
    const loop = w.while(
      "loop",
      { n: p.int(0) },
      ({ n }) => n.lt(3),
      (w, { n }) => {
        w.step("one", train({ data: "x", epochs: n }));
        return { n: n.add(1) };
      },
    );
    is<Equal<typeof loop.n, Ref<number>>>();
    const page = w.step("page", http({ url: text`https://x/${run.ds}` }), {
      after: [arm, { step: other, when: enough }],
      retry: { limit: 2, delay: { minutes: 1 } },
    });
    is<Equal<typeof page.status_code, Ref<number>>>();
    // @ts-expect-error The condition of an edge is a bool.
    w.step("no_bool", noop(), { after: [{ step: page, when: page.status_code }] });
    // @ts-expect-error An edge has a condition; without one it is the step itself.
    w.step("no_condition", noop(), { after: [{ step: page }] });
    const listing = w.step("ls", shell("ls"));
    is<Equal<typeof listing.stdout, Ref<string>>>();
    const kept = w.step("kept", noop({ score: model.auc }));
    is<Equal<typeof kept.score, Ref<number>>>();
    return { auc: model.auc };
  },
);

declare function length(): Ref<number>;

export const methods = workflow(
  "methods",
  { params: { n: p.int(1), s: p.string("a"), xs: p.list(p.float(), [1]), day: p.date(), m: p.map(p.int(), {}) } },
  (_, { n, s, xs, day, m }) => {
    // Numbers give numbers, and lists of them their extreme.
    is<Equal<ReturnType<typeof n.neg>, Ref<number>>>();
    const low = xs.min();
    is<Equal<typeof low, Ref<number>>>();
    const less = n.min(2);
    is<Equal<typeof less, Ref<number>>>();
    // Texts and lists share names, each with its own type.
    const head = s.slice(0, 2);
    is<Equal<typeof head, Ref<string>>>();
    const some = xs.slice(1);
    is<Equal<typeof some, Ref<readonly number[]>>>();
    const parts = s.split("/").last();
    is<Equal<typeof parts, Ref<string>>>();
    const has = xs.includes(n);
    is<Equal<typeof has, Ref<boolean>>>();
    // A map's keys are texts.
    const keys = m.keys();
    is<Equal<typeof keys, Ref<readonly string[]>>>();
    // Dates stay dates.
    const next = day.addMonths(n).addDays(1);
    is<Equal<typeof next, Ref<PlainDate>>>();
    const folder = next.format("%Y/%m");
    is<Equal<typeof folder, Ref<string>>>();
    // Temporal in a lambda has what expressions know of it.
    const hour = expr(run.startTime, (at) => at.toZonedDateTimeISO("UTC").hour);
    is<Equal<typeof hour, Ref<number>>>();
    const left = expr(day, (day) => day.until("2026-12-31").days);
    is<Equal<typeof left, Ref<number>>>();
    // @ts-expect-error a date method on a number
    n.addDays(1);
    // @ts-expect-error a list method on a text
    s.sum();
    // @ts-expect-error a text added to days
    day.addDays("1");
    // @ts-expect-error the sum of texts
    s.split(",").sum();
    // @ts-expect-error a number looked for in a text
    s.includes(1);
  },
);

const child = workflow("child", { params: { city: p.string(), days: p.int(7) } }, (w) => ({
  rows: w.step("s", train({ data: "x" })).loss,
}));

export const refused = workflow("refused", { params: { name: p.string(), n: p.int(1) } }, (w, { name, n }) => {
  // @ts-expect-error a keyword the function does not have
  fit({ rows: name, lrr: 0.1 });
  // @ts-expect-error a missing keyword
  fit({ lr: 0.1 });
  // @ts-expect-error a text where a number is expected
  fit({ rows: name, lr: "0.1" });
  // @ts-expect-error a ref to a text where a number is expected
  fit({ rows: name, lr: name });
  const model = w.step("fit", fit({ rows: name }));
  // @ts-expect-error an output that does not exist
  model.acu;
  // @ts-expect-error a ref compared with a value
  if (name === "x") return;
  // @ts-expect-error arithmetic on a ref
  n * 2;
  // @ts-expect-error an ordering of refs
  n > 2;
  // @ts-expect-error a text method on a number
  n.upper();
  // @ts-expect-error a number method on a text
  name.mul(2);
  // @ts-expect-error dividing a text by a number
  expr([name, n], (name, n) => name / n);
  // @ts-expect-error a condition that is not a bool
  w.when("gate", n, () => {});
  // @ts-expect-error a loop over something that is no list
  w.foreach("each", { x: n }, () => {});
  // @ts-expect-error a subworkflow without a param that has no default
  w.subworkflow("child", child, {});
  // @ts-expect-error a subworkflow's param of the wrong type
  w.subworkflow("child", child, { city: n });
  // @ts-expect-error an external workflow's output that is not declared
  w.subworkflow("other", external("other", { outputs: { rows: p.int() } }), {}).lines;
  // @ts-expect-error a param of another type than its default
  p.int("3");
  // @ts-expect-error a default that is not among the values
  p.enum(["a", "b"], "c");
  // @ts-expect-error an option that does not exist
  w.step("x", fit({ rows: name }), { retries: 3 });
});

export const alsoRefused = workflow("also_refused", { params: { n: p.int(1) } }, (_, { n }) => {
  // @ts-expect-error a ref as a condition: it is always defined
  if (n) return;
});
