// Keeps parts of a page up to date: <div data-live="/address"> is asked for again each second while the page
// is visible, and replaced only when the answer changed. Without this script the page still works: reload it.
"use strict";

for (const part of document.querySelectorAll("[data-live]")) {
  let etag = part.dataset.etag || "";
  let failures = 0;

  const refresh = async () => {
    try {
      const headers = etag ? { "If-None-Match": etag } : {};
      const answer = await fetch(part.dataset.live, { headers, cache: "no-store", redirect: "error" });
      if (answer.status === 200) {
        etag = answer.headers.get("ETag") || "";
        part.innerHTML = await answer.text();
      }
      // Signed out, or no longer there: asking again would not help.
      if (answer.status === 401 || answer.status === 404) return;
      failures = answer.ok || answer.status === 304 ? 0 : failures + 1;
    } catch {
      failures += 1;
    }
    setTimeout(tick, Math.min(1000 * 2 ** failures, 30000));
  };

  const tick = () => {
    if (!document.hidden) return refresh();
    document.addEventListener("visibilitychange", tick, { once: true });
  };

  setTimeout(tick, 1000);
}
