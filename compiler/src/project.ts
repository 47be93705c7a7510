export { projectRootOf } from "./1-load/project-root.js";
