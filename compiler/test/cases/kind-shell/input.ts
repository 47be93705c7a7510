import { p, shell, text, workflow } from "stave";

export default workflow("kind_shell", { params: { day: p.date("2026-01-31"), names: p.list(p.string(), ["a b"]) } }, (w, { day, names }) => {
  const printed = w.step("printed", shell("date +%s"));
  const typed = w.step(
    "typed",
    shell("./run.sh", {
      args: { day, names, level: 3, ratio: 0.5, dry: true, loud: false, note: null, both: ["x", text`${day}`] },
      env: { DAY: text`${day}`, SAID: printed.stdout, PLAIN: "yes" },
      outputs: { rows: p.int(), parts: p.list(p.string()), stats: p.struct({ mean: p.float(), note: p.nullable(p.string()) }) },
    }),
  );
  return { rows: typed.rows, parts: typed.parts, mean: typed.stats };
});
