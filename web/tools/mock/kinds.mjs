/**
 * A conversation that holds every kind of message, both ways.
 */
const MINUTE = 60_000;

export function kinds(conversation, say, at, media, ago) {
  let left = 60;
  const one = (direction, content, more) => {
    left -= 1;
    return say(conversation, ago + left * MINUTE, direction, content, more);
  };
  const inbound = (content, more) => one("inbound", content, more);
  const outbound = (content, more) => one("outbound", content, more);

  inbound({ type: "system", event: "welcomed", text: "" });
  inbound("Hello! I saw your winter offer, is it still on?", {
    origin: {
      referral: {
        source_type: "ad",
        source_id: "12012",
        source_url: "https://northwind.example/winter",
        headline: "Winter parcels at half price",
        body: "Send before the 30th and pay half for every parcel up to 5 kg. Collection from your door, every day but Sunday.",
        click_id: "c-1",
      },
    },
  });
  const template = outbound(
    {
      type: "template",
      name: "order_update",
      language: "en_US",
      components: [],
      header: "Your order is on its way",
      body: "Hello *Leila*, your order 48213 left our depot and arrives tomorrow between 9:00 and 12:00.",
      footer: "Northwind Couriers",
      buttons: ["Track it", "Change the time"],
    },
    { author: null },
  );
  inbound(
    { type: "reply", source: "template_button", title: "Change the time", id: "change", description: null },
    { reply_to: { wamid: template.wamid, message_id: template.id } },
  );
  const list = outbound({
    type: "interactive",
    header: { type: "text", text: "When suits you?" },
    body: "Choose a window for *tomorrow*. The driver calls ten minutes ahead.",
    footer: "Free of charge",
    action: {
      type: "list",
      button: "Choose a window",
      sections: [
        {
          title: "Morning",
          rows: [
            { id: "m1", title: "9:00 – 11:00", description: "Before lunch" },
            { id: "m2", title: "11:00 – 13:00", description: null },
          ],
        },
        { title: "Evening", rows: [{ id: "e1", title: "18:00 – 20:00", description: "After work" }] },
      ],
    },
  });
  inbound(
    { type: "reply", source: "list", title: "18:00 – 20:00", id: "e1", description: "After work" },
    { reply_to: { wamid: list.wamid, message_id: list.id } },
  );
  outbound({
    type: "interactive",
    header: { type: "image", media: media.put("image/png", { scene: 3, direction: "outbound" }) },
    body: "Shall the parcel be left with a neighbour if nobody is there?",
    footer: null,
    action: {
      type: "buttons",
      buttons: [
        { id: "y", title: "Yes, please" },
        { id: "n", title: "No, bring it back" },
      ],
    },
  });
  inbound({ type: "image", media: media.put("image/jpeg", { scene: 0 }), caption: null });
  inbound(
    {
      type: "image",
      media: media.put("image/jpeg", { scene: 2 }),
      caption: "And this is the *gate*, seen from the road",
    },
    { origin: { is_forwarded: true }, reactions: [{ emoji: "❤️", direction: "outbound", at: at(ago) }] },
  );
  outbound({
    type: "image",
    media: media.put("image/jpeg", { scene: 1, direction: "outbound" }),
    caption: null,
  });
  inbound({ type: "video", media: media.put("video/mp4"), caption: "The bell sounds like this" });
  inbound({ type: "audio", media: media.put("audio/ogg", { seconds: 17 }), is_voice: true });
  outbound(
    { type: "audio", media: media.put("audio/ogg", { seconds: 6, direction: "outbound" }), is_voice: true },
    { status: "played" },
  );
  outbound({
    type: "document",
    media: media.put("application/pdf", {
      name: "delivery-note-48213.pdf",
      size: 184_320,
      direction: "outbound",
    }),
    caption: null,
    filename: "delivery-note-48213.pdf",
  });
  inbound({
    type: "document",
    media: media.put("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {
      name: "customs_declaration_and_all_annexes_final_version_2026.xlsx",
      size: 2_411_724,
    }),
    caption: "The customs list",
    filename: "customs_declaration_and_all_annexes_final_version_2026.xlsx",
  });
  inbound({ type: "sticker", media: media.put("image/webp"), is_animated: false });
  inbound({ type: "image", media: media.put("image/jpeg", { state: "pending" }), caption: null });
  inbound({
    type: "image",
    media: media.put("image/jpeg", {
      state: "failed",
      error: { reason: "unreachable", detail: "connection refused" },
    }),
    caption: null,
  });
  inbound({ type: "audio", media: media.put("audio/ogg", { state: "pending" }), is_voice: true });
  inbound({
    type: "document",
    media: media.put("application/pdf", { state: "expired", name: "old-invoice.pdf" }),
    caption: null,
    filename: "old-invoice.pdf",
  });
  inbound({
    type: "order",
    catalog_id: "9",
    note: "Please wrap the mugs well",
    items: [
      { product_id: "MUG-BLUE", quantity: 2, price: 12.5, currency: "EUR" },
      { product_id: "TEA-EARL-GREY-250", quantity: 1, price: 9.95, currency: "EUR" },
    ],
  });
  inbound("Do you have this one in red?", {
    origin: { product: { catalog_id: "9", product_id: "MUG-BLUE" } },
  });
  outbound({
    type: "interactive",
    body: "Tell us where it should go, it takes a minute.",
    footer: null,
    action: { type: "flow", flow_id: "777", label: "Fill in the form", token: null, is_draft: false },
  });
  inbound({
    type: "flow_reply",
    name: "flow",
    summary: null,
    answers: {
      screen_0_Full_name_0: "Leila Smith",
      screen_0_Street_1: "12 Harbour Road",
      leaveWithNeighbour: true,
      days: ["Monday", "Thursday"],
      flow_token: "t",
    },
  });
  outbound({
    type: "interactive",
    body: "Everything about our prices on one page:",
    footer: null,
    action: { type: "link", label: "Open the price list", url: "https://northwind.example/prices" },
  });
  outbound({
    type: "interactive",
    body: "Where shall the driver stop?",
    footer: null,
    action: { type: "location_request" },
  });
  inbound({
    type: "location",
    latitude: 37.77492,
    longitude: -122.41942,
    name: "Harbour Road",
    address: null,
  });
  outbound({
    type: "interactive",
    body: "Three sizes of box:",
    footer: null,
    action: {
      type: "carousel",
      cards: ["Small, up to 2 kg", "Medium, up to 5 kg", "Large, up to 20 kg"].map((words, index) => ({
        card_index: index,
        header: { type: "image" },
        body: { text: `*${words.split(",")[0]}*,${words.split(",")[1]}` },
        action: {
          name: "cta_url",
          parameters: { display_text: "Order it", url: "https://northwind.example" },
        },
      })),
    },
  });
  outbound({
    type: "interactive",
    body: "Here is your order, ready to be paid.",
    footer: null,
    action: {
      type: "order_details",
      parameters: {
        reference_id: "NW-881",
        currency: "INR",
        total_amount: { value: 249_900, offset: 100 },
        order: {
          items: [{ name: "Medium box", quantity: 3, amount: { value: 83_300, offset: 100 } }],
        },
      },
    },
  });
  inbound("I will pay *tonight* then", { edited_at: at(ago) });
  inbound({ type: "deleted" }, { deleted_at: at(ago) });
  inbound({
    type: "system",
    event: "number_changed",
    text: "Leila Smith changed from 16505550142 to 16505550143",
  });
  inbound("Share it with everyone you know!", {
    origin: { is_forwarded: true, is_frequently_forwarded: true },
  });
  inbound({
    type: "unsupported",
    kind: "poll_creation",
    raw: { type: "poll_creation", poll: { name: "Which day?", options: ["Mon", "Tue"] } },
  });
  outbound("Thank you, Leila. All is set for tomorrow 🎉", {
    status: "delivered",
    reactions: [
      { emoji: "🙏", direction: "inbound", at: at(ago) },
      { emoji: "👍", direction: "outbound", at: at(ago) },
    ],
  });
}
