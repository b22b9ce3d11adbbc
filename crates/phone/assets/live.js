// Follows the phone: each change redraws the screen from the page itself, so there is one way to draw it.
(() => {
  "use strict";
  let drawn = null;
  let waiting = Promise.resolve();

  async function redraw() {
    const answer = await fetch("/", { cache: "no-store" });
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = document.getElementById("phone");
    const then = next.getElementById("phone");
    if (!then || now.outerHTML === then.outerHTML) return;
    // Whoever is typing a code keeps it.
    if (now.contains(document.activeElement) && document.activeElement.tagName === "INPUT"
        && then.querySelector("input")) return;
    now.replaceWith(then);
    document.title = next.title;
  }

  new EventSource("/events").addEventListener("screen", (event) => {
    if (event.lastEventId === drawn) return;
    drawn = event.lastEventId;
    waiting = waiting.then(redraw, redraw);
  });
})();
