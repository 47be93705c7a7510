import { p, type Ref, shell, workflow } from "stave";

let stolen: Ref<string> | undefined;
const other = workflow("other", { params: { city: p.string("Oslo") } }, (w, { city }) => {
  stolen = city;
  w.step("make", shell("echo", { args: { city } }));
});
const thief = workflow("thief", (w) => {
  w.step("use", shell("echo", { args: { city: stolen as Ref<string> } }));
});

export default [other, thief];
