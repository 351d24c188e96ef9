"use strict";

const POLL_MS = 800;
const TOAST_MS = 2600;
const MOST_TEMPLATES_A_CALL = 5;
const LONG_TERM = 3;
const SENDERS = { sms: "短信", service: "医保提醒服务号" };

const address = new URL(location.href);
const single = decodeURIComponent(address.pathname.match(/^\/phones\/(.+)$/)?.[1] ?? "");
document.body.classList.toggle("is-single", single !== "");
document.body.classList.toggle("has-no-controls", address.searchParams.get("controls") === "0");

const element = (id) => document.getElementById(id);
const pad = (number) => String(number).padStart(2, "0");
const phones = new Map();
let last = 0;
let isFirstDraw = true;

/* Instants arrive as Beijing time and are shown as written, whatever zone the viewer is in. */
function beijing(iso) {
  const [year, month, day, hour, minute] = iso.match(/\d+/g).map(Number);
  const midnight = Date.UTC(year, month - 1, day);
  return { year, month, day, midnight, weekday: "日一二三四五六"[new Date(midnight).getUTCDay()], clock: `${pad(hour)}:${pad(minute)}` };
}

function cardTime(iso, nowIso) {
  const sent = beijing(iso);
  const now = beijing(nowIso);
  const days = (now.midnight - sent.midnight) / 86400000;
  if (days === 0) return sent.clock;
  if (days === 1) return `昨天 ${sent.clock}`;
  const date = `${sent.month}月${sent.day}日 ${sent.clock}`;
  return sent.year === now.year ? date : `${sent.year}年${date}`;
}

class Phone {
  constructor({ openid }) {
    this.openid = openid;
    this.templates = [];
    this.root = element("phone-template").content.cloneNode(true).firstElementChild;
    this.root.dataset.openid = openid;
    this.part("accept").addEventListener("click", () => this.accept());
    this.part("reject").addEventListener("click", () => this.reject());
    this.part("follow").addEventListener("click", () => this.follow());
    this.times = [];
  }

  part(name) {
    return this.root.querySelector(`.${name}`);
  }

  draw({ cards, templates, name, follows }, { time, mini_program, mini_program_url }) {
    const now = beijing(time);
    this.part("owner").textContent = `${name}的手机`;
    this.part("clock").textContent = now.clock;
    this.part("date").textContent = `${now.month}月${now.day}日 周${now.weekday}`;
    this.templates = templates;
    this.follows = follows;
    this.part("follow").textContent = follows ? "不再关注服务号" : "关注服务号";
    this.drawCredits();
    this.miniProgramUrl = mini_program_url;
    for (const card of cards) this.addCard(card, mini_program);
    for (const shown of this.times) shown.node.textContent = cardTime(shown.sentAt, time);
    if (cards.length) this.scrollToNewest();
  }

  drawCredits() {
    const held = this.templates.filter((template) => template.count > 0);
    const alike = new Map();
    for (const { title, type, count } of held) {
      const left = type === LONG_TERM ? "长期可收" : `还可收 ${count} 次`;
      alike.set(left, [...(alike.get(left) ?? []), title]);
    }
    const texts = Array.from(alike, ([left, titles]) => titles.length > 1 ? `${left}：${titles.join("、")}` : `${titles[0]} ${left}`);
    const spans = (held.length ? texts : ["现在没有可用的提醒次数"]).map((text) => {
      const span = document.createElement("span");
      span.textContent = text;
      return span;
    });
    this.part("credits").replaceChildren(...spans);
    this.part("accept").disabled = this.templates.length === 0;
    this.part("reject").disabled = held.length === 0;
  }

  addCard({ title, rows, page, sent_at, channel }, miniProgram) {
    const item = element("card-template").content.cloneNode(true).firstElementChild;
    const part = (name) => item.querySelector(`.${name}`);
    part("app-name").textContent = SENDERS[channel] ?? miniProgram;
    part("title").textContent = title;
    item.classList.add(`by-${channel}`);
    for (const [label, value] of rows) {
      const term = document.createElement("dt");
      const text = document.createElement("dd");
      term.textContent = label;
      text.textContent = value;
      part("rows").append(term, text);
    }
    part("enter").hidden = !page;
    part("enter").addEventListener("click", () => this.enter(page));
    part("sent-at").dateTime = sent_at;
    this.times.push({ node: part("sent-at"), sentAt: sent_at });
    item.classList.toggle("is-new", !isFirstDraw);
    this.part("empty").hidden = true;
    this.part("cards").append(item);
  }

  /* A page that shows this phone in a frame, and the mini-program in another, is told; else a window opens. */
  enter(page) {
    if (!this.miniProgramUrl) this.toast(`真手机上会打开小程序页面：${page}`);
    else if (window.parent !== window) window.parent.postMessage({ phone: this.openid, page }, new URL(this.miniProgramUrl).origin);
    else window.open(`${this.miniProgramUrl}?phone=${encodeURIComponent(this.openid)}#/${page}`, `phone-${this.openid}`);
  }

  scrollToNewest() {
    const chat = this.part("chat");
    chat.scrollTo({ top: chat.scrollHeight, behavior: isFirstDraw ? "instant" : "smooth" });
  }

  toast(text) {
    const toast = this.part("toast");
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { toast.hidden = true; }, TOAST_MS);
  }

  /* WeChat asks for at most five templates at a time, and never for one-time and long-term ones together. */
  async accept() {
    const groups = [2, LONG_TERM].map((type) => this.templates.filter((template) => template.type === type));
    for (const group of groups) {
      for (let start = 0; start < group.length; start += MOST_TEMPLATES_A_CALL) {
        const asked = group.slice(start, start + MOST_TEMPLATES_A_CALL);
        const answers = Object.fromEntries(asked.map(({ template_id }) => [template_id, "accept"]));
        if (!(await this.tell("/control/subscribe", { answers }))) return;
      }
    }
    this.toast("已允许，每类提醒可以再收到一次");
    await refresh();
  }

  async reject() {
    for (const { template_id } of this.templates.filter(({ count }) => count > 0)) {
      if (!(await this.tell("/control/reject", { template_id }))) return;
    }
    this.toast("已拒收，剩下的提醒次数作废");
    await refresh();
  }

  async follow() {
    if (!(await this.tell("/control/follow", { follows: !this.follows }))) return;
    this.toast(this.follows ? "不再关注服务号" : "已关注服务号");
    await refresh();
  }

  async tell(path, content) {
    try {
      const answer = await fetch(path, { method: "POST", body: JSON.stringify({ openid: this.openid, ...content }) });
      if (answer.ok) return true;
      this.toast((await answer.json()).message);
    } catch {
      this.toast("和沙箱断开了，请稍后再试");
    }
    return false;
  }
}

function forgetAll() {
  phones.clear();
  element("phones").replaceChildren();
  last = 0;
  isFirstDraw = true;
}

function draw(answer) {
  const now = beijing(answer.time);
  element("page-date").textContent = `${now.year}年${now.month}月${now.day}日 星期${now.weekday}`;
  for (const state of answer.phones) {
    if (!phones.has(state.openid)) {
      const phone = new Phone(state);
      phones.set(state.openid, phone);
      element("phones").append(phone.root);
    }
    phones.get(state.openid).draw(state, answer);
  }
  last = answer.last;
  isFirstDraw = false;
  element("page-empty").hidden = phones.size > 0;
  if (single) element("page-empty").textContent = "没有找到这部手机。";
  element("page-more").hidden = answer.hidden === 0;
  element("page-more").textContent = `另外还有 ${answer.hidden} 部手机没有画出来，可以在地址 /phones/ 后面写 openid 单独看。`;
}

let refreshing = null;

/* One refresh at a time: two overlapping ones would draw the same cards twice. */
function refresh() {
  refreshing ??= fetchAndDraw().finally(() => { refreshing = null; });
  return refreshing;
}

async function fetchAndDraw() {
  const query = new URLSearchParams({ since: last, openid: single });
  try {
    const answer = await (await fetch(`/phones.json?${query}`)).json();
    element("page-offline").hidden = true;
    const isForgotten = answer.last < last || answer.phones.length < phones.size;
    if (isForgotten) forgetAll();
    else draw(answer);
  } catch {
    element("page-offline").hidden = false;
  }
}

async function live() {
  await refresh();
  setTimeout(live, POLL_MS);
}

live();
