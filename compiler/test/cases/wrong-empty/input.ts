import { p, workflow } from "stave";

export default workflow("w", { params: { xs: p.list(p.int(), [1]) } }, (w, { xs }) => {
  w.foreach("each", { x: xs }, () => ({}));
});
