/* What htmx leaves to us: where the focus goes when a part of the page has changed, what is said aloud, and what a person
   reads when an answer does not come. Every form works without it. */
(function () {
  "use strict";
  var said = document.getElementById("said");
  var trouble = document.getElementById("trouble");
  if (!said || !trouble) return;

  function say(text) {
    said.textContent = "";
    window.setTimeout(function () { said.textContent = text; }, 50);
  }

  function read(html) { return new DOMParser().parseFromString(html, "text/html"); }

  /* kind: offline, back or fault. What the server itself said about it goes before our own words. */
  function show(kind, title, code) {
    trouble.querySelectorAll("[data-when]").forEach(function (each) { each.hidden = each.dataset.when !== kind; });
    var own = trouble.querySelector("[data-own]");
    own.textContent = [title, code].filter(Boolean).join(" · ");
    own.hidden = !own.textContent;
    trouble.hidden = false;
  }

  /* How to do again what did not get through, and where the person was. */
  var again = null;
  var button = trouble.querySelector("[data-again]");
  function offer(how) {
    again = { how: how, held: document.activeElement };
    button.hidden = false;
    /* Who acted far down the page would not see what became of it. */
    window.setTimeout(function () { trouble.scrollIntoView({ block: "nearest" }); }, 0);
  }

  function hide() {
    var held = trouble.contains(document.activeElement) && again && again.held;
    again = null;
    button.hidden = true;
    trouble.hidden = true;
    if (held && held.isConnected) held.focus();
  }

  button.addEventListener("click", function () {
    if (navigator.onLine === false) return show("offline");
    if (again) again.how();
  });

  /* An htmx request goes out again by what set it off, with what stands in the fields now. */
  function offerRequest(event) {
    var from = event.detail.elt;
    var cause = event.detail.requestConfig && event.detail.requestConfig.triggeringEvent;
    offer(function () {
      if (!from.isConnected) return window.location.reload();
      if (cause && cause.type === "submit") return from.requestSubmit(cause.submitter);
      window.htmx.trigger(from, cause ? cause.type : "submit");
    });
  }

  window.addEventListener("offline", function () { show("offline"); });
  window.addEventListener("online", function () { if (again) show("back"); else hide(); });
  if (navigator.onLine === false) show("offline");

  var had = null;
  document.addEventListener("htmx:beforeRequest", function (event) {
    event.detail.target.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.target) event.detail.target.removeAttribute("aria-busy");
    if (event.detail.successful) hide();
  });
  /* A refused form comes back as the same page with its mistakes named: that is an answer too. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    var id = event.detail.target.id;
    var held = document.activeElement;
    had = id && event.detail.target.contains(held) ? { id: held.id } : null;
    if (event.detail.xhr.status >= 400 && id && read(event.detail.xhr.responseText).getElementById(id)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    var part = event.detail.elt;
    if (!part || !part.querySelector || part.matches("[data-quietly]")) return;
    var heading = part.matches("h1, h2, h3") ? part : part.querySelector("h1, h2, h3");
    var answer = part.querySelector("[data-say], .answer") || heading;
    if (answer) say(answer.textContent.trim());
    if (had && !part.contains(document.activeElement)) {
      var again = had.id && document.getElementById(had.id);
      var to = again || heading || part;
      if (!again) to.setAttribute("tabindex", "-1");
      to.focus({ preventScroll: true });
    }
    had = null;
  });
  document.addEventListener("htmx:responseError", function (event) {
    var page = read(event.detail.xhr.responseText);
    var title = page.querySelector("h1");
    var code = page.querySelector(".answer.mono");
    offerRequest(event);
    show("fault", title && title.textContent.trim(), code && code.textContent.trim());
  });
  document.addEventListener("htmx:sendError", function (event) {
    offerRequest(event);
    show("offline");
  });
  /* A link into nowhere would leave a page of the browser's in the frame, and no way back. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link || navigator.onLine !== false || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
    if (link.origin !== window.location.origin || link.getAttribute("href").charAt(0) === "#") return;
    event.preventDefault();
    offer(function () { link.click(); });
    show("offline");
  });
  /* A file that would be refused is named before anything is sent, so that nothing typed has to wait for it. */
  function misfit(field) {
    var file = field.files[0];
    var fits = !file || field.accept.split(",").some(function (end) { return file.name.toLowerCase().endsWith(end); });
    var wrong = !file ? "" : file.size > Number(field.dataset.most) ? "large" : fits ? "" : "kind";
    field.closest(".field").querySelectorAll("[data-misfit]").forEach(function (each) {
      each.hidden = each.dataset.misfit !== wrong;
    });
    field.setAttribute("aria-invalid", wrong ? "true" : "false");
    return wrong;
  }
  document.addEventListener("change", function (event) {
    if (event.target.matches("input[type=file][data-most]")) misfit(event.target);
  });
  /* A form that loads a whole page. Without a connection it stays as it is, and nothing typed is lost; sent once, it is not
     sent again while the answer is on its way, and what takes longer is said. */
  var under = null;
  function rest() {
    if (!under) return;
    window.clearTimeout(under.soon);
    window.clearTimeout(under.late);
    under.button.removeAttribute("aria-busy");
    under = null;
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    /* Not form.method: a field of that name would be in its place. */
    var method = (form.getAttribute("method") || "get").toLowerCase();
    if (event.defaultPrevented || form.getAttribute("target")) return;
    /* A search that is sent as an address: the browser's own page would take the place of this one. */
    if (method !== "post" && navigator.onLine !== false) return;
    var files = Array.from(form.querySelectorAll("input[type=file][data-most]"));
    var unfit = files.find(function (field) { return field.offsetParent && misfit(field); });
    if (unfit) {
      event.preventDefault();
      unfit.focus();
      return;
    }
    if (navigator.onLine === false) {
      event.preventDefault();
      offer(function () { form.requestSubmit(event.submitter); });
      show("offline");
      return;
    }
    if (under) return event.preventDefault();
    var pressed = event.submitter || form;
    pressed.setAttribute("aria-busy", "true");
    under = {
      button: pressed,
      soon: window.setTimeout(function () { say(said.dataset.working); }, 700),
      late: window.setTimeout(rest, 30000)
    };
  });
  window.addEventListener("pageshow", rest);
  /* After a form was sent: Tab goes on from the sentence that says what became of it. Only where the person is already here;
     a frame never takes the focus from the page around it. */
  var outcome = document.querySelector("#main > .note:is([role=status], [role=alert]):not([hidden])");
  if (outcome && document.hasFocus()) {
    outcome.setAttribute("tabindex", "-1");
    outcome.focus();
  }
  document.querySelectorAll("[data-print]").forEach(function (each) {
    each.hidden = false;
    each.querySelector("button").addEventListener("click", function () { window.print(); });
  });
  /* A frame may not be allowed to use the clipboard: then the text is there, selected, to be copied by hand. */
  document.querySelectorAll("[data-copy]").forEach(function (each) {
    var text = each.querySelector("textarea");
    var outcome = each.querySelector("[data-outcome]");
    function done(words) {
      outcome.textContent = words;
      say(words);
    }
    function byHand() {
      text.hidden = false;
      text.focus();
      text.select();
      done(each.dataset.byHand);
    }
    each.hidden = false;
    each.querySelector("button").addEventListener("click", function () {
      if (!navigator.clipboard) return byHand();
      navigator.clipboard.writeText(text.value).then(function () { done(each.dataset.copied); }, byHand);
    });
  });
  document.addEventListener("htmx:timeout", function (event) {
    offerRequest(event);
    show("offline");
  });
})();
