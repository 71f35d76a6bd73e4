/* Runs before the first paint, for readers whom the server does not know: who chose dark or light keeps it. Where storage
   is blocked, nothing happens. */
(function () {
  "use strict";
  if (document.documentElement.dataset.chosen) return;
  var kept = null;
  try { kept = window.localStorage.getItem("waymark-theme"); } catch (blocked) { kept = null; }
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
})();
