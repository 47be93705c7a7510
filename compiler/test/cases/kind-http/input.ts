import { http, p, text, workflow } from "stave";

export default workflow("kind_http", { params: { host: p.string("https://example.org"), method: p.string("PUT") } }, (w, { host, method }) => {
  const page = w.step("get", http({ url: text`${host}/data.csv` }));
  const sent = w.step("send", http({ url: host, method, headers: { accept: "text/csv", from: page.body }, body: page.body }));
  w.step("drop", http({ url: "https://example.org/x", method: "DELETE" }), { after: [sent] });
  return { code: sent.status_code };
});
