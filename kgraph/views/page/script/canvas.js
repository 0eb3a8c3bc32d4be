// What stands on the canvas besides what the library draws: frames below the lines, words on top, and the hint at the pointer.

function filledBox(context, { x, y, width, height }, radius) {
  context.beginPath();
  context.roundRect(x - width / 2, y - height / 2, width, height, radius);
  context.fill();
}

function paintFrames(context, frames, colour) {
  context.fillStyle = colour;
  for (const frame of frames) filledBox(context, frame, 8);
}

// Each word on a patch of its ground, so that no line strikes it through.
function paintWords(context, words) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const { text, x, y, size, ink, ground } of words) {
    context.font = `600 ${size}px ${FACE}`;
    context.fillStyle = ground;
    filledBox(context, { x, y, width: context.measureText(text).width + 10, height: size + 4 }, 5);
    context.fillStyle = ink;
    context.fillText(text, x, y + 1);
  }
}

function makeHint(container, frame) {
  const hint = byId("hint");

  function show(text, at) {
    container.style.cursor = "pointer";
    hint.textContent = text;
    hint.hidden = false;
    const room = container.clientWidth - hint.offsetWidth - 8;
    hint.style.left = `${Math.max(8, Math.min(room, at.x + 14))}px`;
    hint.style.top = `${at.y + 18 + frame.offsetTop}px`;
  }

  function hide() {
    container.style.cursor = "";
    hint.hidden = true;
  }

  return { show, hide };
}
