export default (function* () {})();
