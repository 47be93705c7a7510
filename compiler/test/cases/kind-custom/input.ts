import { custom, p, workflow } from "stave";

const train = custom("acme/train", {
  version: "2.1",
  inputs: { data: p.string(), epochs: p.int(3), layers: p.list(p.int(), [8, 8]), options: p.map(p.float(), {}) },
  outputs: { auc: p.float(), weights: p.string() },
});
const announce = custom("acme/announce", {});

export default workflow("kind_custom", (w) => {
  const model = w.step("model", train({ data: "s3://data", epochs: 5 }));
  const again = w.step("again", train({ data: model.weights, options: { lr: 0.1 }, layers: [4] }));
  w.step("tell", announce({}), { after: [again] });
  return { auc: again.auc };
});
