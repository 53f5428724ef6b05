/**
 * The frame's own controls: contents drawer, search panel, colour switch.
 *
 * The theme keeps "open" in two checkboxes and its bundle closes them on
 * navigation, so they stay the one place of that state. Here real buttons
 * work them, with the focus where a keyboard reader expects it.
 * Once per visit: the header outlives instant navigation.
 */

const toggleOf = (name) => document.querySelector(`[data-md-toggle="${name}"]`);
const buttonOf = (name) => document.querySelector(`[data-hb-opens="${name}"]`);
const panelOf = (name) => document.getElementById(buttonOf(name).getAttribute("aria-controls"));

/** Open or close a panel; the click makes the checkbox tell the theme too. */
function set(name, open) {
  const toggle = toggleOf(name);
  if (toggle.checked !== open) toggle.click();
}

/** Connect one button to its checkbox; `enter` says what takes the focus on opening. */
function connect(name, enter) {
  const [toggle, button] = [toggleOf(name), buttonOf(name)];
  if (!toggle || !button) return;
  button.addEventListener("click", () => set(name, !toggle.checked));
  toggle.addEventListener("change", () => {
    button.setAttribute("aria-expanded", String(toggle.checked));
    if (toggle.checked) enter(panelOf(name)).focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    set(name, false);
    button.focus();
  });
  document.addEventListener("focusin", (event) => {
    const inside = panelOf(name).contains(event.target) || event.target === button;
    if (toggle.checked && !inside) set(name, false);
  });
}

/** The theme closes the search on Tab and takes its results out of the Tab order. Put them back. */
function walkResults() {
  const search = document.getElementById("hb-search");
  if (!search) return;
  const stops = () => [...search.querySelectorAll("input, button, a[href], summary")].filter((stop) => stop.checkVisibility());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || !search.contains(event.target)) return;
    const all = stops();
    const at = all.indexOf(event.target) + (event.shiftKey ? -1 : 1);
    event.stopPropagation();
    event.preventDefault();
    if (all[at]) all[at].focus();
    else {
      set("search", false);
      buttonOf("search").focus();
    }
  });
  search.querySelector("[data-hb-closes]").addEventListener("click", () => {
    set("search", false);
    buttonOf("search").focus();
  });
  // A hidden field cannot take the focus, so the theme's keys open the panel here first.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (!["/", "s", "f"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    set("search", true);
  });
}

/** One button for the theme's hidden radios: system, light, dark, and round again. */
function connectColours() {
  const button = document.querySelector("[data-hb-colours]");
  if (!button) return;
  const radios = [...button.form.querySelectorAll("input")];
  const current = () => Math.max(0, radios.findIndex((radio) => radio.dataset.mdColorMedia === document.body.dataset.mdColorMedia));
  const show = () => {
    button.querySelector("[data-hb-part=name]").textContent = radios[current()].getAttribute("aria-label");
    radios[current()].checked = true;
  };
  // The theme listens for Enter on the form, and would go one colour further.
  button.addEventListener("keydown", (event) => event.stopPropagation());
  button.addEventListener("click", () => radios[(current() + 1) % radios.length].click());
  new MutationObserver(show).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-media"] });
  show();
}

/** Without `field-sizing`, a long answer would be cut off on paper. */
function wholeAnswers() {
  if (CSS.supports("field-sizing", "content")) return;
  addEventListener("beforeprint", () => {
    for (const area of document.querySelectorAll("textarea")) {
      if (area.scrollHeight > area.clientHeight) area.style.height = `${area.scrollHeight}px`;
    }
  });
}

connect("drawer", (panel) => panel.querySelector("[aria-current]") ?? panel.querySelector("a"));
connect("search", (panel) => panel.querySelector("input"));
walkResults();
connectColours();
wholeAnswers();
