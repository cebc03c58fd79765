// The payer's side of a hosted invoice: choose a coin, pay, watch.
const id = new URLSearchParams(location.search).get("iid") ?? "";
const coins = document.querySelector("#coins");
const payments = document.querySelector("#payments");
const fault = document.querySelector("#fault");
const offered = ["eth", "btc", "usdterc20", "trx", "ltc"];
const steps = ["waiting", "confirming", "confirmed", "sending", "finished"];
const words = {
  waiting: "Waiting for your payment",
  confirming: "Seen on the chain, confirming",
  confirmed: "Confirmed",
  sending: "Being sent to the merchant",
  finished: "Paid",
  partially_paid: "Paid in part: less than asked arrived",
  failed: "Failed",
  refunded: "Returned to you",
  expired: "Expired: nothing arrived in time",
};
let shown = "";

function element(tag, text, className) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  if (className) node.className = className;
  return node;
}

function chosen() {
  return document.querySelector("input[name=coin]:checked")?.value ?? "eth";
}

function showCoins(all) {
  if (coins.querySelector("input")) return;
  const some = all.length === 1 ? all : all.filter((coin) => offered.includes(coin.code));
  for (const [i, coin] of some.entries()) {
    const label = element("label", undefined, "coin");
    const input = element("input");
    input.type = "radio";
    input.name = "coin";
    input.value = coin.code;
    input.checked = i === 0;
    label.append(input, element("span", coin.name), element("strong", `${coin.amount} ${coin.code}`));
    coins.append(label);
  }
}

function showPayment(payment) {
  const item = element("li", undefined, `payment ${payment.payment_status}`);
  const done = steps.indexOf(payment.payment_status) + 1;
  const bar = element("progress");
  bar.max = steps.length;
  bar.value = done > 0 ? done : steps.length;
  bar.setAttribute("aria-label", `Progress of payment ${payment.payment_id}`);
  item.append(
    element("strong", words[payment.payment_status] ?? payment.payment_status),
    bar,
    element("p", `${payment.actually_paid} of ${payment.pay_amount} ${payment.pay_currency} · payment ${payment.payment_id}`),
    element("p", payment.pay_address, "address"),
  );
  if (payment.parent_payment_id) item.append(element("p", "A further transfer to an address that was used already", "note"));
  if (payment.payment_status === "partially_paid") {
    const rest = element("button", "Pay the rest");
    rest.addEventListener("click", () => payRest(payment));
    item.append(rest);
  }
  if (payment.back_url && payment.payment_status !== "waiting") {
    const back = element("a", "Back to the merchant", "button main");
    back.href = payment.back_url;
    item.append(back);
  }
  return item;
}

function show(invoice) {
  document.querySelector("#price").textContent = `${invoice.price_amount} ${invoice.price_currency.toUpperCase()}`;
  document.querySelector("#what").textContent = invoice.order_description ?? `Invoice ${invoice.id}`;
  showCoins(invoice.coins);
  payments.replaceChildren(...invoice.payments.map(showPayment).reverse());
  if (invoice.payments.length === 0) payments.append(element("li", "Nothing paid yet.", "note"));
}

async function call(path, body) {
  const answer = await fetch(`/nowpayments/hosted/${path}`, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const json = await answer.json();
  fault.textContent = answer.ok ? "" : json.message;
  return answer.ok ? json : null;
}

async function refresh() {
  const invoice = await call(encodeURIComponent(id));
  const text = JSON.stringify(invoice);
  if (invoice && text !== shown) {
    shown = text;
    show(invoice);
  }
}

async function payRest(payment) {
  await call(`payment/${payment.payment_id}/pay`, { rest: true, top_up: true });
  await refresh();
}

document.querySelector("#pay").addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const coin = chosen();
  const order = { coin, share: button.dataset.share };
  if ("wrong" in button.dataset) order.asset = coin === "trx" ? "ltc" : "trx";
  await call(`${encodeURIComponent(id)}/pay`, order);
  await refresh();
});

await refresh();
setInterval(() => refresh().catch(() => {}), 700);
