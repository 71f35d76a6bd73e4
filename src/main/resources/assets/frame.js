/* Tells the platform around us how tall we are, keeps the session out of the address of a window, and switches between
   light and dark. Every page works without it. */
(function () {
  "use strict";
  var root = document.documentElement;

  var platform = document.body.dataset.platform;
  if (platform && window.parent !== window && "ResizeObserver" in window) {
    var told = 0;
    var waiting = 0;
    var tell = function () {
      var height = Math.ceil(document.body.getBoundingClientRect().height);
      if (height === told) return;
      told = height;
      var message = { subject: "lti.frameResize", height: height };
      window.parent.postMessage(message, platform);
      if (document.body.dataset.platformText === "true") window.parent.postMessage(JSON.stringify(message), platform);
    };
    new ResizeObserver(function () {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(tell, 100);
    }).observe(document.body);
  }

  /* On a narrow screen the ways are one line that scrolls: begin with the one that is shown. */
  var ways = document.querySelector(".bar nav");
  var center = function (way) {
    var line = ways.getBoundingClientRect();
    var at = way.getBoundingClientRect();
    ways.scrollLeft += at.left + at.width / 2 - line.left - line.width / 2;
  };
  if (ways) {
    var shown = ways.querySelector("[aria-current]");
    if (shown) center(shown);
    ways.addEventListener("focusin", function (event) { center(event.target); });
  }

  /* A window shows its address, and people pass addresses on: the part that carries the session leaves it. */
  var here = new URL(window.location.href);
  if (window.top === window && navigator.cookieEnabled && here.searchParams.has("s")) {
    here.searchParams.delete("s");
    window.history.replaceState(null, "", here);
  }

  var offer = document.querySelector("[data-offer-theme]");
  if (offer) {
    offer.hidden = false;
    offer.addEventListener("click", function () {
      var dark = root.dataset.theme
        ? root.dataset.theme === "dark"
        : window.matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { window.localStorage.setItem("waymark-theme", root.dataset.theme); } catch (blocked) { /* for this page only */ }
    });
  }
})();
