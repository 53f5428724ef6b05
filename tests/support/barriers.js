/**
 * What keeps a reader out and axe cannot see. The tests put this into a page; each function returns faults in words.
 * Nothing here changes what the page shows.
 */
(() => {
  const CONTROLS = ":any-link, button, input, select, textarea, summary, [tabindex='0']";
  const SEEN = { visibilityProperty: true, contentVisibilityAuto: true };
  const seen = (element) => element.checkVisibility(SEEN) && element.getClientRects().length > 0;
  const named = (element) => {
    const words = (element.getAttribute("aria-label") || element.textContent || element.id || "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${element.localName}${element.classList.length ? `.${[...element.classList].join(".")}` : ""}> “${words}”`;
  };
  // A label is part of its control.
  const area = (element) => {
    const boxes = [element, ...(element.labels ?? [])].filter(seen).flatMap((part) => [...part.getClientRects()]);
    const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
    return new DOMRect(left, top, Math.max(...boxes.map((box) => box.right)) - left, Math.max(...boxes.map((box) => box.bottom)) - top);
  };
  const controls = () => [...document.querySelectorAll(CONTROLS)].filter((element) => !element.closest("[inert]") && element.type !== "hidden" && seen(element));

  /** One h1, and no level left out. */
  function headings() {
    const all = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((heading) => heading.checkVisibility());
    const levels = all.map((heading) => Number(heading.localName[1]));
    const faults = levels.filter((level) => level === 1).length === 1 ? [] : [`${levels.filter((level) => level === 1).length} headings of the first level`];
    return [...faults, ...all.filter((_, at) => at && levels[at] > levels[at - 1] + 1).map((heading) => `a level is left out before ${named(heading)}`)];
  }

  /** Every fold has the book's mark. */
  function folds() {
    const all = [...document.querySelectorAll("summary")].filter((summary) => getComputedStyle(summary).display === "list-item" && getComputedStyle(summary).listStyleType !== "none");
    return all.map((summary) => `the browser's triangle before ${named(summary)}`);
  }

  /** WCAG 2.5.8: 24 by 24 px, or 24 px of room to the middle of any other, or in a sentence. */
  function targets() {
    const all = controls().map((element) => ({ element, box: area(element) }));
    const small = all.filter(({ element, box }) => (box.width < 23.99 || box.height < 23.99) && !inSentence(element) && box.width * box.height > 1);
    const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2];
    const near = (one, other) => {
      const [x, y] = middle(one.box);
      if (small.includes(other)) return Math.hypot(x - middle(other.box)[0], y - middle(other.box)[1]) < 24;
      const [dx, dy] = [Math.max(other.box.left - x, 0, x - other.box.right), Math.max(other.box.top - y, 0, y - other.box.bottom)];
      return Math.hypot(dx, dy) < 12;
    };
    const within = (one, other) => one.element.contains(other.element) || other.element.contains(one.element);
    return small.flatMap((one) => {
      const other = all.find((found) => found !== one && !within(one, found) && near(one, found));
      return other ? [`${named(one.element)} is ${Math.round(one.box.width)} × ${Math.round(one.box.height)} px, too near ${named(other.element)}`] : [];
    });
  }

  function inSentence(element) {
    if (!getComputedStyle(element).display.startsWith("inline")) return false;
    let block = element.parentElement;
    while (block && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    return (block?.textContent.trim().length ?? 0) > element.textContent.trim().length;
  }

  /** The page does not scroll sideways; a box that scrolls is reached with Tab, or holds what is. */
  function sideways() {
    const { clientWidth, scrollWidth } = document.documentElement;
    const out = (element) => element.getBoundingClientRect().right > clientWidth + 1 || element.getBoundingClientRect().left < -1;
    const boxed = (element) => element.closest("hb-scroll, .hb-kit__view, .hb-visually-hidden"); // these scroll, or are only heard
    const why = scrollWidth > clientWidth ? [...document.querySelectorAll("body *")].filter((element) => seen(element) && out(element) && !boxed(element)).slice(0, 3) : [];
    const shut = [...document.querySelectorAll("body *")].filter((box) => scrolls(box) && seen(box) && box.tabIndex < 0 && !controls().some((control) => box.contains(control)));
    return [...(scrollWidth > clientWidth ? [`${scrollWidth} px of ${clientWidth}: ${why.map(named).join(", ")}`] : []), ...shut.map((box) => `no Tab stop: ${named(box)}`)];
  }

  function scrolls(box) {
    const [more, lower] = [box.scrollWidth > box.clientWidth, box.scrollHeight > box.clientHeight];
    if (!more && !lower) return false;
    const { overflowX, overflowY } = getComputedStyle(box);
    return (more && /auto|scroll/.test(overflowX)) || (lower && /auto|scroll/.test(overflowY));
  }

  /** No words are cut off, but those that are shortened on purpose and whole elsewhere. */
  function cuts() {
    const hidden = (style) => [style.overflowX, style.overflowY].some((value) => value === "hidden" || value === "clip");
    return [...document.querySelectorAll("body *")].filter((element) => {
      if (!(element instanceof HTMLElement) || !element.textContent.trim() || !seen(element)) return false;
      const style = getComputedStyle(element);
      if (element.matches(".hb-kit__strip")) return false; // a picture of paper, where the reader's spacing does not reach
      if (!hidden(style) || style.clipPath !== "none" || style.webkitLineClamp !== "none" || element.clientWidth < 20) return false;
      // A tight line is lower than the letters' own box, and cuts none of them.
      return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + parseFloat(style.fontSize) / 4;
    }).map((element) => `cut off: ${named(element)}, ${element.scrollWidth} × ${element.scrollHeight} px in ${element.clientWidth} × ${element.clientHeight}`);
  }

  /** With reduced motion nothing moves by itself and nothing glides. */
  function motion() {
    const time = (text) => Math.max(...text.split(",").map((part) => parseFloat(part)));
    const moving = [...document.querySelectorAll("*")].flatMap((element) => [null, "::before", "::after"].map((part) => ({ element, style: getComputedStyle(element, part) })))
      .filter(({ style }) => time(style.transitionDuration) > 0 || (style.animationName !== "none" && time(style.animationDuration) > 0) || style.scrollBehavior === "smooth");
    return [...moving.map(({ element }) => `glides: ${named(element)}`), ...document.getAnimations().map((moved) => `moves: ${named(moved.effect?.target ?? document.body)}`)];
  }

  /** One text of each look that is not known, the longest. Those of one look have the same contrast: they have the same colours and weight, on the same grounds. */
  function texts(known) {
    const grounds = new Map();
    const ground = (element) => {
      if (!element) return "";
      if (!grounds.has(element)) {
        const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(element);
        const drawn = `${backgroundColor} ${backgroundImage} ${opacity}`.replace("rgba(0, 0, 0, 0) none 1", "");
        const placed = position === "static" || position === "relative" ? "" : `${element.localName}.${element.className}`; // it may cover others
        grounds.set(element, [ground(element.parentElement), drawn, placed].filter(Boolean).join(" > "));
      }
      return grounds.get(element);
    };
    const own = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()).join("") || (typeof element.value === "string" && element.value) || element.placeholder || "";
    const look = (element) => {
      const { color, fontSize, fontWeight, textShadow, textDecorationLine, display } = getComputedStyle(element);
      const off = element.closest(":disabled, [aria-disabled=true], [aria-hidden=true]") !== null || element.closest("label")?.control?.disabled;
      const kind = element.matches("a, input, textarea, select") ? [element.localName, getComputedStyle(element.parentElement).color, textDecorationLine, display] : [];
      return [ground(element), color, fontSize, fontWeight, textShadow, off, ...kind].join(" ");
    };
    const found = new Map();
    const old = new Set(known);
    for (const element of document.querySelectorAll("body *")) {
      if (element.closest("svg") || !own(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
      const name = look(element);
      if (!old.has(name) && own(element).length > own(found.get(name) ?? document.createElement("i")).length) found.set(name, element);
    }
    return found;
  }

  /* Where Tab has come to: what has the focus is looked at when the key comes up or, as it is held, down again, since by then the page has scrolled to it. */
  /** @type {{element: Element, hidden: string, x: number, y: number, bottom: number}[]} */
  let walk = [];
  /** @type {Element | null} */
  let from = null;
  function look() {
    const element = document.activeElement;
    if (!element || element === document.body || walk.some((past) => past.element === element)) return; // at the end Tab begins anew
    const box = element.getBoundingClientRect();
    const first = element.getClientRects()[0] ?? box;
    walk.push({ element, hidden: covered(element, first), x: first.left, y: first.top + scrollY, bottom: first.bottom + scrollY });
  }
  const inView = (value, most) => Math.min(Math.max(value, 0), most - 1);
  function covered(element, box) {
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return "out of the window";
    // Of a field for a longer text, and of what is higher than half the window, a browser shows where one is.
    const tall = element.localName === "textarea" || box.height > innerHeight / 2;
    const rows = tall ? [box.top + 14] : [box.top + 2, box.bottom - 2];
    for (const y of rows) for (const x of [box.left + 2, box.left + box.width / 2, box.right - 2]) {
      if (!tall && (y < 0 || y > innerHeight)) return "cut by the window's edge";
      const top = document.elementFromPoint(inView(x, innerWidth), inView(y, innerHeight));
      const over = top?.closest(".hb-header, .hb-progress, .hb-notice, .hb-contents, .hb-search, .md-overlay");
      if (over && !over.contains(element)) return `under ${named(over)}`;
    }
    return "";
  }
  window.addEventListener("keyup", ({ key }) => key === "Tab" && look());
  window.addEventListener("keydown", ({ key, repeat }) => key === "Tab" && repeat && look(), { capture: true });

  /** All that Tab should come to, in the order of the page; of radio buttons of one name one. */
  function stops() {
    const modal = document.querySelector("dialog:modal") ?? document; // Tab doesn't leave it
    return controls().filter((element) => modal.contains(element) && element.tabIndex >= 0 && !element.disabled && element === ofGroup(element));
  }

  /** The one of a group of radio buttons that stands for it: backwards, Tab comes to the last. */
  function ofGroup(element) {
    if (element.type !== "radio" || !element.name) return element;
    const group = [...document.querySelectorAll("input[type=radio]")].filter((other) => other.name === element.name && other.form === element.form && seen(other));
    return group.find((other) => other.checked) ?? group[0];
  }

  /** What was wrong on the way that Tab took since `start`. `back` says that it went backwards. */
  function walked(back = false) {
    const way = (back ? [...walk].reverse() : walk).map((past) => ({ ...past, stop: past.element, element: ofGroup(past.element) }));
    const wanted = wantedNow();
    const been = way.map(({ element }) => element).filter((element) => wanted.includes(element));
    const missed = wanted.filter((element) => !been.includes(element));
    const strange = way.filter(({ element }) => !wanted.includes(element) && !(element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight));
    const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    const wrong = way.filter(({ stop }, at) => at && !follows(way[at - 1].stop, stop));
    const page = way.filter(({ element }) => element.closest(".hb-page") && !element.closest(".hb-margin, .hb-progress"));
    const up = page.filter((one, at) => at && one.bottom <= page[at - 1].y && one.x <= page[at - 1].x);
    return [
      ...missed.map((element) => `Tab does not come to ${named(element)}`),
      ...strange.map(({ element }) => `Tab comes to ${named(element)}, which cannot be seen or is no control`),
      ...wrong.map(({ stop }) => `Tab leaves the order of the page at ${named(stop)}`),
      ...up.map(({ element }) => `Tab goes up the page, to ${named(element)}`),
      ...way.filter(({ hidden }) => hidden).map(({ element, hidden }) => `${named(element)} has the focus ${hidden}`),
    ];
  }

  /** Begin a walk at the top of the page, at its end, or at its text; `left` says how many stops are still to come. */
  function start(place = "") {
    walk = [];
    from = place ? document.querySelector(place) : null;
    from?.focus({ preventScroll: true });
  }
  const left = () => wantedNow().filter((element) => !walk.some((past) => ofGroup(past.element) === element)).length;
  const wantedNow = () => stops().filter((element) => !from || from.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);

  /** One element of each look that takes the focus: it is marked, and the marks are returned. */
  function looks() {
    for (const old of document.querySelectorAll("[data-test-look]")) old.removeAttribute("data-test-look");
    const found = new Map();
    for (const element of stops()) {
      const look = [element.localName, element.type, ...element.classList, element.closest("[class]:not(a, button, input, textarea, summary, select)")?.className].join(" ");
      if (!found.has(look)) found.set(look, element);
    }
    return [...found].map(([look, element], at) => (element.setAttribute("data-test-look", String(at)), look));
  }

  const SHAPES = "path, line, rect, circle, ellipse, polygon, polyline";
  const drawing = (selector) => [...document.querySelectorAll(`svg :is(${selector})`)].filter((shape) => shape.checkVisibility());

  /** In forced colours drawings have the reader's colours, and are not drawn in that of the ground. */
  function forcedColours() {
    const own = document.createElement("i");
    document.body.append(own);
    const theirs = ["Canvas", "CanvasText", "LinkText", "ButtonText"].map((name) => { own.style.color = name; return getComputedStyle(own).color; });
    own.remove();
    const [ground] = theirs;
    return drawing(`${SHAPES}, text`).flatMap((shape) => {
      const { fill, stroke } = getComputedStyle(shape);
      const drawn = [fill, stroke].filter((paint) => !["none", "rgba(0, 0, 0, 0)"].includes(paint));
      if (drawn.some((paint) => !theirs.includes(paint))) return [`${named(shape)} is not in the reader's colours: ${drawn}`];
      // Words on a disc, and a disc's hole, are of the ground's colour and meant so.
      const meant = shape.localName === "text" || shape.matches("[class*=paper], [class*=ahead]");
      return drawn.every((paint) => paint === ground) && !meant ? [`${named(shape)} is not seen`] : [];
    });
  }

  /** WCAG 1.4.3 for the words in drawings, which axe passes over: 4.5 to 1 against the shapes drawn below them. */
  function words() {
    const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const paint = (colour, opacity = 1) => {
      pen.globalAlpha = opacity;
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      const [red, green, blue] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => (part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05; // relative luminance, as WCAG 2.2 defines it
    };
    const holds = (shape, [x, y]) => shape.isPointInFill(new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse()));
    return drawing("text").flatMap((text) => {
      const { left, top, width, height } = text.getBoundingClientRect();
      let below = paint(getComputedStyle(document.body).backgroundColor);
      for (const shape of text.closest("svg").querySelectorAll(SHAPES)) {
        const { fill, fillOpacity, opacity } = getComputedStyle(shape);
        const earlier = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (earlier && fill !== "none" && shape.checkVisibility() && holds(shape, [left + width / 2, top + height / 2])) below = paint(fill, fillOpacity * opacity);
      }
      const above = paint(getComputedStyle(text).fill);
      const contrast = (Math.max(above, below) / Math.min(above, below)).toFixed(2);
      return contrast < 4.5 ? [`${named(text)} has a contrast of ${contrast}`] : [];
    });
  }

  Object.assign(window, { barriers: { forcedColours, texts, words, headings, folds, targets, sideways, cuts, motion, stops, start, left, walked, looks, named } });
})();
