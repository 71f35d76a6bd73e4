/* Lets the platform's page keep a secret for this browser where the browser keeps no cookie of ours (1EdTech "LTI
   postMessage Storage" 0.1). The secret goes to the platform's own origin and to nobody else, and only an answer from
   that origin, from the very window that was asked, to the very question that was asked, counts. What it is worth is
   decided on our server. Whatever fails, the page goes on without it. */
(function () {
  "use strict";
  var page = document.querySelector("[data-storage]");
  if (!page) return;
  var around = window.parent !== window ? window.parent : window.opener;
  var origin = page.dataset.origin;

  function unguessable() {
    var bytes = new Uint8Array(16);
    window.crypto.getRandomValues(bytes);
    return Array.from(bytes, function (each) { return each.toString(16).padStart(2, "0"); }).join("");
  }

  /* A named frame is one beside us, inside the page around us. */
  function frameOf(name) {
    if (!name || name === "_parent") return around;
    try { return around.frames[name] || null; } catch (blocked) { return null; }
  }

  /* Asks once and hears one answer, or null after so many milliseconds. */
  function ask(target, to, message, patience, then) {
    var id = unguessable();
    var waiting = 0;
    var hear = function (event) {
      var answer = event.data;
      if (event.source !== target || (to !== "*" && event.origin !== to)) return;
      if (!answer || typeof answer !== "object" || answer.subject !== message.subject + ".response") return;
      if (answer.message_id !== id && !(to === "*" && answer.message_id === undefined)) return;
      end(answer.error ? null : answer);
    };
    var end = function (answer) {
      window.removeEventListener("message", hear);
      window.clearTimeout(waiting);
      then(answer);
    };
    if (!target) { then(null); return; }
    window.addEventListener("message", hear);
    waiting = window.setTimeout(function () { end(null); }, patience);
    message.message_id = id;
    try { target.postMessage(message, to); } catch (refused) { end(null); }
  }

  /* Where to keep data: as the page around us says, else as the login said, else nowhere. The question holds no secret,
     and the page around us may be of another origin than the one that signs people on. */
  function whereToKeep(then) {
    ask(around, "*", { subject: "lti.capabilities" }, 500, function (answer) {
      var messages = answer && Array.isArray(answer.supported_messages) ? answer.supported_messages : [];
      var keeps = messages.find(function (each) { return each && each.subject === "lti.put_data"; });
      if (keeps) then(typeof keeps.frame === "string" && keeps.frame ? keeps.frame : "_parent");
      else then(page.dataset.frame || "");
    });
  }

  function keep() {
    var onward = page.querySelector("[data-onward]").href;
    var gone = false;
    var go = function () {
      if (gone) return;
      gone = true;
      window.location.replace(onward);
    };
    if (!around) { go(); return; }
    window.setTimeout(go, 6000);
    whereToKeep(function (frame) {
      if (!frame) { go(); return; }
      var message = { subject: "lti.put_data", key: page.dataset.key, value: page.dataset.value };
      ask(frameOf(frame), origin, message, 3000, function (answer) {
        if (!answer || answer.key !== page.dataset.key || answer.value !== page.dataset.value) { go(); return; }
        var body = new URLSearchParams({ state: page.dataset.state, frame: frame });
        window.fetch(page.dataset.kept, { method: "POST", body: body }).then(go, go);
      });
    });
  }

  function askBack() {
    var form = page.querySelector("form");
    var target = frameOf(page.dataset.frame);
    ask(target, origin, { subject: "lti.get_data", key: page.dataset.key }, 6000, function (answer) {
      if (answer && answer.key === page.dataset.key && typeof answer.value === "string") {
        form.elements.stored.value = answer.value;
        var forget = { subject: "lti.put_data", message_id: unguessable(), key: page.dataset.key, value: null };
        target.postMessage(forget, origin);
      }
      form.submit();
    });
  }

  if (page.dataset.storage === "keep") keep();
  else askBack();
})();
