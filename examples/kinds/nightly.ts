/*
 * # Every kind of step
 *
 * A step type is a function: calling it with its arguments gives a step call, `w.step` gives the call a place, and what
 * comes back is the step's typed outputs, whatever the kind. The notebook and the container run where their target has
 * them; the embedded runtime says before anything runs that it has not.
 */
import { container, custom, expr, firstOf, http, noop, notebook, p, shell, sleep, text, workflow } from "stave";

const score = custom("acme/score", {
  inputs: { table: p.string(), threshold: p.float(0.5) },
  outputs: { passed: p.bool(), share: p.float() },
});

export default workflow(
  "nightly",
  {
    owner: "platform",
    params: { day: p.date(), host: p.string("https://api.example.org") },
    criticality: "high",
    timeout: { hours: 6 },
    environments: { tools: { kind: "image", image: "registry.example.org/tools:1.4" } },
    stepConcurrency: 4,
  },
  (w, { day, host }) => {
    const page = w.step("fetch", http({ url: text`${host}/export/${day}.csv`, headers: { accept: "text/csv" } }), {
      retry: { limit: 5, delay: { seconds: 30 }, maxDelay: { minutes: 10 }, on: ["platform", "timeout"] },
    });
    const count = w.step("count", shell('printf %s "$BODY" | wc -l', { env: { BODY: page.body } }), {
      environment: "tools",
    });
    const pause = w.step("settle", sleep({ minutes: 5 }), { after: [count] });
    const load = w.step(
      "load",
      container({
        image: "registry.example.org/load:3.1",
        args: ["--day", text`${day}`],
        resources: { cpu: "2", memory: "4Gi" },
        outputs: { table: p.string() },
      }),
      { after: [pause], timeout: { hours: 1 } },
    );
    const result = w.step("score", score({ table: load.table, threshold: 0.9 }));
    const passed = w.when("passed", result.passed, (w) =>
      w.step(
        "report",
        notebook("kinds/report.ipynb", { params: { day, share: result.share }, outputs: { url: p.string() } }),
        { environment: "tools" },
      ),
    );
    const failed = passed.otherwise((w) =>
      w.step("alert", shell("./alert.sh", { args: { day, lines: count.stdout } }), {
        environment: "tools",
        onFailure: "ignore",
      }),
    );
    const summary = w.step("summary", noop({ percent: expr(result.share, (share) => Math.round(share * 100)) }));
    return { ...summary, message: firstOf(passed.url, failed.stdout) };
  },
);
