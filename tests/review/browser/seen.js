// Why what has the focus cannot be seen to have it: a sentence, or null where it can.
() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return `no outline: ${element.outerHTML}`;
  const box = element.getClientRects()[0];
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return hit && (element.contains(hit) || hit.contains(element)) ? null : `hidden: ${element.outerHTML}`;
}
