// Keeps the stage fresh without reloading: sends the buttons' forms itself and asks for the new state.
"use strict";
(() => {
  const stage = document.getElementById("stage");
  const form = document.getElementById("act");
  const notice = document.getElementById("notice");
  const SOON = 500, LATER = 3000, LIVELY = 10000;
  const app = document.getElementById("app");
  const phone = document.getElementById("phone");
  let shown = null, pressed = null, livelyUntil = 0, timer = 0, turn = 0;

  function tell(sentence) {
    notice.textContent = sentence;
    notice.hidden = !sentence;
  }

  function isSame(button, other) {
    return other instanceof HTMLButtonElement && button.formAction === other.formAction && button.value === other.value;
  }

  function isLively() {
    return Date.now() < livelyUntil;
  }

  async function refresh() {
    clearTimeout(timer);
    const mine = ++turn;
    let busy = false;
    try {
      const answer = await fetch(stage.dataset.state, { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      const state = await answer.json();
      if (mine !== turn) return;  // asked before the last press: another has the newer answer
      busy = state.is_busy;
      if (state.html !== shown) {
        const held = pressed ?? document.activeElement;
        if (shown !== null) app?.contentWindow.dispatchEvent(new Event("appshow"));
        stage.innerHTML = shown = state.html;
        for (const button of stage.querySelectorAll("button")) {
          if (isSame(button, held)) button.focus({ preventScroll: true });
        }
      }
      if (notice.dataset.lost) { tell(""); delete notice.dataset.lost; }
    } catch {
      if (mine !== turn) return;
      notice.dataset.lost = "yes";
      tell("和服务的连接断了，正在重试…");
    }
    timer = setTimeout(refresh, busy || isLively() ? SOON : LATER);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (!button || (button.dataset.ask && !confirm(button.dataset.ask))) return;
    pressed = button;
    stage.inert = true;
    document.getElementById("working")?.classList.add("on");
    livelyUntil = Date.now() + LIVELY;
    tell("");
    try {
      const body = new FormData(form, button);
      const answer = await fetch(button.formAction, { method: "POST", body, redirect: "manual" });
      if (answer.type !== "opaqueredirect") tell((await answer.json()).message);
    } catch {
      tell("没有成功，请再试一次。");
    }
    await refresh();
    stage.inert = false;
    pressed = null;
  });

  // A card that is tapped on the phone opens its page in the mini-program beside it.
  addEventListener("message", ({ source, data }) => {
    if (source !== phone.contentWindow || !app) return;
    app.src = `${app.src.split("#")[0]}#/${data.page}`;
    app.scrollIntoView({ behavior: "smooth", block: "nearest" });
  });

  refresh();
})();
