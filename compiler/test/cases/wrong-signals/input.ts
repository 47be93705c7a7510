import { emit, fromTrigger, fromWait, p, shell, signal, workflow } from "stave";

const landed = signal("landed", { fields: { day: p.string() } });
const closed = signal("closed", { fields: { quarter: p.string() } });

export default workflow("w", { triggers: [landed], params: { share: p.float(0.5) } }, (w, { share }) => {
  w.step("not_listed", shell("echo", { args: { quarter: fromTrigger(closed).quarter, day: fromWait(landed).day } }));
  // @ts-expect-error no such field
  w.step("no_field", shell("echo", { args: { hour: fromTrigger(landed).hour as never } }));
  w.step("bad_field", shell("true"), { emits: [emit("done", { share, exact: share.gt(1) as never })] });
  w.step("no_name", shell("true"), { emits: [emit("")] });
});
