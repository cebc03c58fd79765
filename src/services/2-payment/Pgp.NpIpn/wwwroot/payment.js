"use strict";
const words = {
  pending: ["busy", "Waiting for your payment …", "It is usually seen within a minute."],
  confirming: ["busy", "Payment seen, confirming …", "The network is confirming it. Nothing else to do."],
  paid: ["good", "Paid. Thank you!", "The bot is writing to you."],
  invite_sent: ["good", "Paid. Your access is waiting in the chat!", "Open the chat and tap the link there."],
  underpaid: ["bad", "Less than the price arrived.", "The chat with the bot tells you how to complete it."],
  held: ["bad", "Your payment arrived and is being looked at.", "A person checks it; your money is safe."],
  expired: ["bad", "This invoice has expired.", "Start again from the chat. If you did pay, it still counts."],
  failed: ["bad", "The payment failed.", "Start again from the chat."],
  refunded: ["bad", "The payment was refunded.", "Start again from the chat if you like."],
};
const token = new URLSearchParams(location.search).get("token") || "";
const began = Date.now();
const lookEvery = 3000;
const lookFor = 20 * 60 * 1000;
const byId = (id) => document.getElementById(id);
let done = false;

function show([mark, title, text]) {
  byId("mark").className = mark;
  byId("title").textContent = title;
  byId("text").textContent = text;
}

async function look() {
  try {
    const answer = await fetch("api/payment-status?token=" + encodeURIComponent(token));
    const status = await answer.json();
    if (answer.status === 404) {
      done = true;
      show(["bad", "This link belongs to no order.", status.message]);
      return;
    }
    show(words[status.status] || words.pending);
    byId("price").textContent = status.price;
    done = status.final;
  } catch {
    byId("text").textContent = "The connection is bad; trying again. Your payment is not affected.";
  }
}

function tick() {
  const seconds = Math.floor((Date.now() - began) / 1000);
  byId("time").textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
}

async function run() {
  await look();
  if (!done && Date.now() - began < lookFor) {
    setTimeout(run, lookEvery);
  } else if (!done) {
    show(["bad", "Still nothing to see.", "It may take longer; the bot writes to you when it is there."]);
    done = true;
  }
}

setInterval(() => done || tick(), 1000);
run();
