import { noop, p, shell, text, workflow } from "stave";

export default workflow("edges", { params: { day: p.date("2026-01-31") } }, (w, { day }) => {
  const one = w.step("one", shell("echo 1"));
  const two = w.step("two", shell("echo 2"), { after: [one] });
  const three = w.step("three", shell("cat", { env: { BOTH: text`${one.stdout}${two.stdout}` } }));
  const again = w.step("again", shell("cat", { args: { one: one.stdout, same: one.stdout } }), { after: [one, three] });
  const unrelated = w.step("unrelated", shell("true", { args: { day } }));
  return w.step("end", noop({ all: [one.stdout, two.stdout, again.stdout] }), { after: [unrelated] });
});
