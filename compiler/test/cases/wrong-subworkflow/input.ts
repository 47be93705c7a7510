import { p, shell, workflow } from "stave";

const child = workflow("child", { params: { city: p.string(), n: p.int(1) } }, (w, { city, n }) => {
  const out = w.step("out", shell("echo", { args: { city, n } }));
  return { said: out.stdout };
});

export default workflow("w", (w) => {
  // @ts-expect-error city is missing
  w.subworkflow("missing", child, { n: 2 });
  // @ts-expect-error misspelt
  w.subworkflow("misspelt", child, { city: "Oslo", m: 2 });
  // @ts-expect-error a text for an int
  w.subworkflow("type", child, { city: "Oslo", n: "two" });
  // @ts-expect-error no workflow
  w.subworkflow("none", shell("true"), {});
});
