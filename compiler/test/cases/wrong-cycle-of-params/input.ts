import { noop, p, type Ref, shell, workflow } from "stave";

let made: Ref<string> | undefined;
const first = workflow("first", (w) => {
  made = w.step("make", shell("echo 1")).stdout;
});

export default [
  first,
  workflow("second", { params: { path: p.string({ default: made as Ref<string> }) } }, (w, { path }) => w.step("use", noop({ path }))),
];
