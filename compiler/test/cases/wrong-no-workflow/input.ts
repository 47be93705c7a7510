export default [{ id: "w", steps: [] }, 3, null, [1]];
