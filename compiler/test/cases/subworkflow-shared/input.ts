import { p, shell, workflow } from "stave";

const report = workflow("report", { params: { city: p.string(), dry: p.bool(false) } }, (w, { city, dry }) => {
  const made = w.step("make", shell("echo", { args: { city, dry } }));
  return { path: made.stdout };
});

const first = workflow("first", (w) => {
  const one = w.subworkflow("one", report, { city: "Seattle" });
  return { path: one.path };
});

const second = workflow("second", { params: { cities: p.list(p.string(), ["Oslo"]) } }, (w, { cities }) => {
  const each = w.foreach("each", { city: cities }, (w, { city }) =>
    w.subworkflow("two", report, { city, dry: true }, { version: 3, onFailure: "ignore", tags: ["child"] }),
  );
  w.subworkflow("in_the_background", report, { city: "Rome" }, { sync: false, version: "latest", timeout: "PT1H" });
  return { paths: each.path };
});

export default [first, second];
