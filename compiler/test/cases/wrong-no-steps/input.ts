import { workflow } from "stave";

export default workflow("w", () => {});
