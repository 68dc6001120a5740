// What a page does wrong by WCAG 2.2 AA, as far as computed styles and boxes can tell: a list of sentences.
() => {
  const faults = [];
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const isSpoken = (element) => element.closest(".spoken, .skip:not(:focus), .side") !== null;
  const name = (element) => `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 30)}”`;

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((part, index) => part * a + below[index] * (1 - a));
  const ground = (element) => {
    if (!element) return rgba(getComputedStyle(document.body).backgroundColor).slice(0, 3);
    const colour = rgba(getComputedStyle(element).backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, ground(element.parentElement));
  };
  const light = (colour) => colour
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };

  // 1.4.3: text; all of it is held to the ratio of small text.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !shown(element) || isSpoken(element) || element.closest(":disabled")) continue;
    const paper = ground(element);
    const ratio = contrast(over(rgba(getComputedStyle(element).color), paper), paper);
    if (ratio < 4.5) faults.push(`text contrast ${ratio.toFixed(2)}: ${name(element)}`);
  }

  const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']")];
  for (const control of controls) {
    if (!shown(control) || isSpoken(control)) continue;
    const style = getComputedStyle(control);
    const box = control.getBoundingClientRect();
    // 2.5.8: targets; links inside a sentence are excepted.
    if ((box.width < 24 || box.height < 24) && !(style.display === "inline" && control.closest("p, li > p"))) {
      faults.push(`target ${box.width.toFixed(0)}×${box.height.toFixed(0)}: ${name(control)}`);
    }
    // 1.4.11: edges of fields and buttons against what they lie on, unless their own paper shows them.
    if (control.matches("button:not(.plain, :disabled), input:not([type=radio], [type=checkbox])")) {
      const below = ground(control.parentElement);
      const edge = Math.max(contrast(over(rgba(style.borderTopColor), below), below), contrast(ground(control), below));
      if (edge < 3) faults.push(`edge contrast ${edge.toFixed(2)}: ${name(control)}`);
    }
  }

  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index))) faults.push(`id twice: ${id}`);
  for (const attribute of ["for", "aria-labelledby", "aria-describedby", "aria-controls"]) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      for (const id of element.getAttribute(attribute).split(" ")) {
        if (!document.getElementById(id)) faults.push(`${attribute} names nothing: ${id}`);
      }
    }
  }
  if (!document.documentElement.lang) faults.push("no language");
  if (!document.title) faults.push("no title");
  if (document.querySelectorAll("main").length !== 1) faults.push("not one main part");
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one first heading");
  if (document.querySelector("[tabindex]:not([tabindex='0'], [tabindex='-1'])")) faults.push("a tab order of its own");
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) faults.push(`scrolls sideways by ${wide}`);
  return faults;
}
