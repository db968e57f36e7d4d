// The npm package @great-detail/whatsapp, unmodified, against the simulator through its proxy.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import Client from "@great-detail/whatsapp";
import { EnvHttpProxyAgent, setGlobalDispatcher } from "undici";

// Node 20 and 22 do not look at HTTPS_PROXY by themselves.
setGlobalDispatcher(new EnvHttpProxyAgent());

const SIMULATOR = process.env.WAYPOST_SIMULATOR;
const NUMBER = "106540352242922";
const WABA = "102290129340398";
const TEMPLATE = "594425479261596";
const TO = "12025550173";
const SECRET = "s";

const sdk = new Client({ request: { headers: { Authorization: "Bearer EAAtesttoken" }, retry: 0 } });
const toPat = { phoneNumberID: NUMBER, to: TO };

/** What the simulator posts to a webhook, in order. */
const calls = [];
let waiting;
let server;
let callback;

before(async () => {
  server = createServer((request, response) => {
    const query = Object.fromEntries(new URL(request.url, "http://x").searchParams);
    if (request.method === "GET") {
      answerHandshake(request, query, response);
      return;
    }
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      calls.push({ method: "POST", query, headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.end();
      waiting?.();
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  callback = `http://127.0.0.1:${server.address().port}/hook`;
});

after(() => server.close());

async function answerHandshake(request, query, response) {
  try {
    const body = "";
    const registration = await sdk.webhook.register({ method: "GET", query, headers: request.headers, body });
    response.end(registration.verifyToken === "verify" ? registration.accept() : "");
  } catch (error) {
    response.statusCode = 400;
    response.end(String(error));
  }
}

/** The next webhook that fits, read and checked by the package. */
async function webhook(fits) {
  const end = Date.now() + 15_000;
  for (let n = 0; ; n += 1) {
    while (n >= calls.length) {
      assert.ok(Date.now() < end, "no webhook that fits");
      await Promise.race([
        new Promise((resolve) => (waiting = resolve)),
        new Promise((resolve) => setTimeout(resolve, 500)),
      ]);
    }
    const event = await sdk.webhook.eventNotification(calls[n]);
    await event.verifySignature(SECRET);
    const value = event.eventNotification.entry[0].changes[0].value;
    if (fits(value)) return value;
  }
}

async function control(path, body) {
  const answer = await fetch(`${SIMULATOR}/_sim/${path}`, { method: "POST", body: JSON.stringify(body) });
  assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
  return answer.json();
}

async function send(message) {
  const sent = await sdk.message.createMessage({ ...toPat, ...message }).json();
  assert.equal(sent.messaging_product, "whatsapp");
  assert.match(sent.messages[0].id, /^wamid\./);
  return sent.messages[0].id;
}

test("it knows nothing of the simulator but the proxy", () => {
  assert.equal(Client.DEFAULT_GRAPH_BASE_URL, "https://graph.facebook.com");
  assert.ok(process.env.HTTPS_PROXY);
});

test("subscribes, and its handshake is asked", async () => {
  const fields = { object: "whatsapp_business_account", callback_url: callback, verify_token: "verify" };
  const query = new URLSearchParams({ ...fields, fields: "messages,message_template_status_update" });
  const answer = await fetch(`https://graph.facebook.com/v25.0/1/subscriptions?${query}`, {
    method: "POST",
    headers: { Authorization: "Bearer 1|s" },
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  const subscribed = await sdk.subscribedApps.createSubscription({ businessAccountID: WABA }).json();
  assert.equal(subscribed.success, true);
  const listed = await sdk.subscribedApps.listSubscriptions({ businessAccountID: WABA }).json();
  assert.equal(listed.data[0].whatsapp_business_api_data.id, "1");
});

test("reads what a person writes, with its signature checked", async () => {
  await control(`customers/+${TO}/messages`, { phone_number_id: NUMBER, type: "text", text: { body: "Hé 👋 /ok" } });
  const value = await webhook((it) => it.messages?.[0].text?.body === "Hé 👋 /ok");
  assert.equal(value.messages[0].from, TO);
  assert.equal(value.metadata.phone_number_id, NUMBER);
  const read = { phoneNumberID: NUMBER, message_id: value.messages[0].id, status: "read" };
  const done = await sdk.message.createStatus({ ...read, typing_indicator: { type: "text" } }).json();
  assert.equal(done.success, true);
});

test("a webhook that was changed on the way is not taken", async () => {
  const changed = { ...calls[0], body: calls[0].body.replace("whatsapp_business_account", "whatsapp_business_accounT") };
  const event = await sdk.webhook.eventNotification(changed);
  await assert.rejects(event.verifySignature(SECRET));
});

test("sends text, and hears how far it got", async () => {
  const id = await send({ type: "text", text: { body: "Hello", preview_url: false } });
  for (const status of ["sent", "delivered"]) {
    const value = await webhook((it) => it.statuses?.[0].id === id && it.statuses[0].status === status);
    assert.equal(value.statuses[0].recipient_id, TO);
  }
});

for (const [type, object] of Object.entries({
  image: { link: "https://example.com/a.png", caption: "A" },
  video: { link: "https://example.com/a.mp4" },
  audio: { link: "https://example.com/a.ogg" },
  document: { link: "https://example.com/a.pdf", filename: "a.pdf" },
  sticker: { link: "https://example.com/a.webp" },
  location: { latitude: 52.37, longitude: 4.89, name: "Here", address: "Somewhere 1" },
  contacts: [{ name: { formatted_name: "Ann B", first_name: "Ann" }, phones: [{ phone: "+12025550199", type: "HOME" }] }],
  reaction: { message_id: "wamid.X", emoji: "👍" },
  template: { name: "hello_world", language: { code: "en_US" } },
  interactive: {
    type: "button",
    body: { text: "Choose" },
    action: { buttons: [{ type: "reply", reply: { id: "a", title: "A" } }, { type: "reply", reply: { id: "b", title: "B" } }] },
  },
})) {
  test(`sends ${type}`, async () => {
    await send({ type, [type]: object });
  });
}

test("sends a list, a link and a Flow", async () => {
  const rows = [{ id: "1", title: "One", description: "First" }];
  const interactives = [
    { type: "list", body: { text: "Pick" }, action: { button: "Open", sections: [{ title: "S", rows }] } },
    { type: "cta_url", body: { text: "Go" }, action: { name: "cta_url", parameters: { display_text: "Go", url: "https://example.com" } } },
  ];
  for (const interactive of interactives) await send({ type: "interactive", interactive });
});

test("is told in Graph's words what is wrong", async () => {
  const error = await sdk.message.createMessage({ ...toPat, type: "text", text: { body: "" } }).catch((it) => it);
  assert.equal(error.response.status, 400);
  const body = await error.response.json();
  assert.equal(body.error.code, 100);
  assert.ok(body.error.fbtrace_id);
});

test("uploads, looks up, downloads and deletes a file", async () => {
  const file = new Blob(["%PDF-1.4 test"], { type: "application/pdf" });
  const upload = { phoneNumberID: NUMBER, file, filename: "a.pdf", mimeType: "application/pdf" };
  const { id } = await sdk.media.upload(upload).json();
  const found = await sdk.media.getURL({ mediaID: id, phoneNumberID: NUMBER }).json();
  assert.match(found.url, /^https:\/\/lookaside\.fbsbx\.com\//);
  assert.equal(found.mime_type, "application/pdf");
  const request = { headers: { Authorization: "Bearer EAAtesttoken" } };
  const bytes = await sdk.media.download({ mediaURL: found.url, request }).text();
  assert.equal(bytes, "%PDF-1.4 test");
  await send({ type: "document", document: { id, filename: "a.pdf" } });
  const gone = await sdk.media.delete({ mediaID: id, phoneNumberID: NUMBER }).json();
  assert.equal(gone.success, true);
});

test("reads and writes the business profile", async () => {
  const update = { phoneNumberID: NUMBER, about: "Open", websites: ["https://example.com/"], vertical: "RETAIL" };
  assert.equal((await sdk.businessProfile.updateBusinessProfile(update).json()).success, true);
  const fields = { about: true, websites: true, vertical: true };
  const profile = await sdk.businessProfile.getBusinessProfile({ phoneNumberID: NUMBER, fields }).json();
  assert.equal(profile.data[0].about, "Open");
  assert.deepEqual(profile.data[0].websites, ["https://example.com/"]);
});

test("reads numbers and the account", async () => {
  const fields = ["id", "verified_name", "display_phone_number", "quality_rating", ["throughput", ["level"]]];
  const number = await sdk.phoneNumbers.getPhoneNumber({ phoneNumberID: NUMBER, fields }).json();
  assert.equal(number.id, NUMBER);
  assert.equal(number.throughput.level, "STANDARD");
  const numbers = await sdk.phoneNumbers.listPhoneNumbers({ businessAccountID: WABA, fields: ["id"] }).json();
  assert.deepEqual(numbers.data, [{ id: NUMBER }]);
  const waba = await sdk.whatsappBusinessAccount.get(WABA, { fields: ["id", "name", "currency"] }).json();
  assert.equal(waba.id, WABA);
});

test("lists, makes, reads, changes and deletes templates", async () => {
  const all = await sdk.template.list(WABA, { limit: 2, fields: ["name", "status"] }).json();
  assert.equal(all.data.length, 2);
  assert.match(all.paging.next, /^https:\/\/graph\.facebook\.com\//);
  const next = await (await fetch(all.paging.next)).json();
  assert.notEqual(next.data[0].id, all.data[0].id);
  const one = await sdk.template.get(TEMPLATE, { fields: ["name", "components"] }).json();
  assert.equal(one.name, "hello_world");
  const text = "Hello {{1}}, your parcel is on its way.";
  const components = [{ type: "BODY", text, example: { body_text: [["Ann"]] } }];
  const made = await sdk.template.create(WABA, { name: "parcel_news", category: "UTILITY", language: "en_US", components }).json();
  assert.match(made.status, /PENDING|APPROVED/);
  const value = await webhook((it) => String(it.message_template_id) === made.id && it.event === "APPROVED");
  assert.equal(value.message_template_name, "parcel_news");
  await send({
    type: "template",
    template: {
      name: "parcel_news",
      language: { code: "en_US" },
      components: [{ type: "body", parameters: [{ type: "text", text: "Ann" }] }],
    },
  });
  const changed = [{ type: "BODY", text: "Hi {{1}}, your parcel has come.", example: { body_text: [["Ann"]] } }];
  assert.equal((await sdk.template.update(made.id, { components: changed }).json()).success, true);
  assert.equal((await sdk.template.delete(WABA, { name: "parcel_news" }).json()).success, true);
});
