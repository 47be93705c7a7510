import { http, noop, p, shell, workflow } from "stave";

export default workflow("w", (typed) => {
  // biome-ignore lint/suspicious/noExplicitAny: what code without types may write
  const w = typed as any;
  w.step("s", shell("true"), { onFailure: "explode", join: "some", concurrency: 3, tags: "abc", retry: { limit: 2, on: ["oops"], backoff: "slow" } });
  w.step("t", shell("true"), { after: "s" });
  w.step("u", shell("true"), { waits: ["x"], emits: ["y"] });
  w.step("v", shell("true"), null);
  w.step(3, shell("true"));
  w.step("fetch", http({ url: "x", method: "FETCH" as never }));
  w.foreach("list", [1, 2], (w: never, v: never) => (w as any).step("y", noop({ v })));
  w.foreach("no_body", { a: [1, 2] });
  w.when("environment", true, (w: never) => (w as any).step("z", noop()), { environment: "e" });
  w.while("l", { n: p.int(0) }, (vars: any) => vars.n.lt(3));
  w.subworkflow("z2", undefined, {});
});
