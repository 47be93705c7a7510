import { shell, workflow } from "stave";

const rows: readonly string[] = [];
const first = (rows[0] as string).toUpperCase();

export default workflow("w", (w) => {
  w.step("work", shell(first));
});
