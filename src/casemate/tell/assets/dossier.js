/* The dossier's behaviour: date control, search, swipe, copying. One classic script, no network;
   without it every page still shows all there is. */
"use strict";
(function () {
  var ALL = "9999-12-31";
  var body = document.body, root = body.getAttribute("data-root") || "";
  var asOf = ALL;
  function each(selector, run, within) {
    Array.prototype.forEach.call((within || document).querySelectorAll(selector), run);
  }
  function show(element) { element.hidden = false; element.removeAttribute("hidden"); }

  /* ---- the date control: nothing known later than the chosen day stays in sight ---- */
  var control = document.getElementById("asof");
  var range = document.getElementById("when");
  function dots(holder, full, rings) {
    holder.textContent = "";
    for (var i = 0; i < full; i++) holder.appendChild(document.createElement("i"));
    for (var j = 0; j < rings; j++) holder.appendChild(document.createElement("u"));
  }
  function recount(mark) {
    var steps = JSON.parse(mark.getAttribute("data-steps")), step = null;
    steps.forEach(function (s) { if (s[0] <= asOf) step = s; });
    if (!step) return;
    dots(mark.querySelector(".om"), step[1], step[2]);
    mark.querySelector("b").textContent = step[3];
    mark.querySelector(".rep").textContent = step[4];
  }
  function settle(day, latest) {
    asOf = latest ? ALL : day;
    each("[data-known]", function (e) { e.classList.toggle("later", e.getAttribute("data-known") > asOf); });
    each("[data-latest]", function (e) { e.classList.toggle("later", !latest); });
    each("[data-steps]", recount);
    each(".cell", function (cell) {
      var fit = null;
      each(".answer:not(.none)", function (a) {
        a.classList.remove("show");
        if (!a.classList.contains("later")) fit = a;
      }, cell);
      each(".answer:not(.none)", function (a) { if (a !== fit) a.classList.add("past"); else { a.classList.remove("past"); a.classList.add("show"); } }, cell);
      cell.querySelector(".none").hidden = fit !== null;
    });
    each(".tl li", function (li) {
      var from = li.getAttribute("data-from"), to = li.getAttribute("data-to");
      li.classList.toggle("now", !latest && (from || to) && (!from || from <= asOf) && (!to || to >= asOf));
    });
    each(".nothing", function (p) {
      p.hidden = p.parentNode.querySelectorAll("[data-known]:not(.later)").length > 0;
    });
    each(".lane i", function (dot) { dot.classList.toggle("out", !latest && dot.getAttribute("data-day") > asOf); });
    var note = document.getElementById("asof-note");
    note.hidden = latest;
    var hidden = document.querySelectorAll("[data-known].later:not(svg *)").length;
    note.textContent = latest ? "" : "As it was known by then: " + hidden + (hidden === 1 ? " item that became known later is" : " items that became known later are") + " out of sight.";
  }
  if (control && range) {
    var stops = JSON.parse(control.getAttribute("data-stops"));
    var knob = control.querySelector(".knob");
    var choose = function (index) {
      var stop = stops[index], latest = index === stops.length - 1;
      knob.style.left = stop[1] + "%";
      knob.firstChild.textContent = stop[2];
      range.value = index;
      range.setAttribute("aria-valuetext", stop[2]);
      each("button", function (b) { b.setAttribute("aria-pressed", String(+b.getAttribute("data-stop") === index)); }, control);
      settle(stop[0], latest);
    };
    show(range);
    each(".how", show, control);
    /* The scale is not even (earlier years are folded), so the pointer is read off the track. */
    var fromPointer = function (event) {
      var box = range.getBoundingClientRect(), at = 100 * (event.clientX - box.left) / box.width, best = 0;
      stops.forEach(function (s, i) { if (Math.abs(s[1] - at) < Math.abs(stops[best][1] - at)) best = i; });
      choose(best);
    };
    var held = false;
    range.addEventListener("pointerdown", function (e) { held = true; range.setPointerCapture(e.pointerId); range.focus(); fromPointer(e); e.preventDefault(); });
    range.addEventListener("pointermove", function (e) { if (held) fromPointer(e); });
    ["pointerup", "pointercancel"].forEach(function (n) { range.addEventListener(n, function () { held = false; }); });
    range.addEventListener("input", function () { choose(+range.value); });
    each("button", function (b) { b.addEventListener("click", function () { choose(+b.getAttribute("data-stop")); }); }, control);
    var asked = /[?&]date=(\d{4}-\d{2}-\d{2})/.exec(location.search);
    if (asked) {
      var index = 0;
      stops.forEach(function (s, i) { if (s[0] <= asked[1]) index = i; });
      choose(index);
    }
  }

  /* ---- search: the index is a script of its own, loaded when it is first wanted ---- */
  var field = document.getElementById("q"), hits = document.getElementById("hits");
  var wanted = false;
  function plain(text) {
    return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  }
  function find() {
    var rows = window.CASEMATE_INDEX, terms = plain(field.value).split(/\s+/).filter(Boolean);
    hits.textContent = "";
    hits.hidden = terms.length === 0;
    if (!rows || !terms.length) return;
    var shown = 0, number = 0;
    rows.forEach(function (row) {
      if (row[3] > asOf) return;
      var hay = row.hay || (row.hay = plain(row[0] + " " + row[1] + " " + row[3] + " " + row[4]));
      if (!terms.every(function (t) { return hay.indexOf(t) >= 0; })) return;
      number++;
      if (shown >= 30) return;
      shown++;
      var link = document.createElement("a"), small = document.createElement("small");
      link.href = root + row[2];
      link.textContent = row[0];
      small.textContent = row[1] + " · " + row[4];
      link.appendChild(small);
      hits.appendChild(link);
    });
    var line = document.createElement("p");
    line.textContent = number === 0 ? "Nothing found" + (asOf === ALL ? "." : " that was known by then.") : number > shown ? shown + " of " + number + " shown." : number + " found.";
    hits.appendChild(line);
  }
  function want() {
    if (wanted) return;
    wanted = true;
    var script = document.createElement("script");
    script.src = root + "assets/search.js";
    script.onload = find;
    document.head.appendChild(script);
  }
  if (field) {
    show(field.parentNode);
    field.addEventListener("focus", want);
    field.addEventListener("input", function () { want(); find(); });
    field.addEventListener("keydown", function (e) { if (e.key === "Escape") { field.value = ""; find(); field.blur(); } if (e.key === "ArrowDown" && hits.firstChild && hits.firstChild.focus) { hits.firstChild.focus(); e.preventDefault(); } });
    hits.addEventListener("keydown", function (e) {
      var at = document.activeElement, to = e.key === "ArrowDown" ? at.nextSibling : e.key === "ArrowUp" ? at.previousSibling : null;
      if (e.key === "ArrowUp" && !to) to = field;
      if (e.key === "Escape") { hits.hidden = true; field.focus(); }
      if (to && to.focus) { to.focus(); e.preventDefault(); }
    });
    document.addEventListener("click", function (e) { if (!field.parentNode.contains(e.target)) hits.hidden = true; });
  }

  /* ---- before and after ---- */
  each(".swipe", function (box) {
    var input = box.querySelector("input");
    box.classList.add("on");
    show(input);
    input.addEventListener("input", function () { box.style.setProperty("--at", input.value + "%"); });
  });

  /* ---- copying: the old way works on file:// too ---- */
  each("button.copy", function (button) {
    show(button);
    button.addEventListener("click", function () {
      var area = document.createElement("textarea");
      area.value = button.getAttribute("data-copy");
      area.style.position = "fixed"; area.style.opacity = "0";
      document.body.appendChild(area);
      area.select();
      var done = document.execCommand("copy");
      area.remove();
      button.focus();
      button.textContent = done ? "On the clipboard" : "The browser refused: select and copy";
    });
  });

  /* ---- keys: / searches, j and k walk the key points, o opens one ---- */
  var points = Array.prototype.slice.call(document.querySelectorAll(".point, .note")), at = -1;
  document.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
    if (e.key === "/" && field) { field.focus(); e.preventDefault(); }
    if (e.key === "j" || e.key === "k") {
      var open = points.filter(function (p) { return !p.classList.contains("later"); });
      if (!open.length) return;
      at = Math.max(0, Math.min(open.length - 1, at + (e.key === "j" ? 1 : -1)));
      var link = open[at].querySelector("a");
      if (link) link.focus();
      open[at].scrollIntoView({ block: "center" });
    }
  });
  window.addEventListener("beforeprint", function () { each("details", function (d) { d.open = true; }); });
})();
