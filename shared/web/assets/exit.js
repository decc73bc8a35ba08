// Quick exit for browsers with JavaScript: Shift three times within five seconds leaves as the button does,
// and the page is covered at once, however slow the link. Without JavaScript the button alone does it.
(function () {
  "use strict";
  var form = document.querySelector("form.exit");
  if (!form) return;
  form.addEventListener("submit", function () {
    var cover = document.createElement("div");
    cover.className = "gone";
    document.body.appendChild(cover);
    document.title = "…";
  });
  var presses = [];
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") { presses = []; return; }
    var now = Date.now();
    presses = presses.filter(function (at) { return now - at < 5000; });
    presses.push(now);
    if (presses.length >= 3) form.requestSubmit();
  });
  var errors = document.querySelector(".errors");
  if (errors) { errors.tabIndex = -1; errors.focus(); }
})();
