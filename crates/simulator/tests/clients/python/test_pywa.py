"""The PyPI package pywa, unmodified, against the simulator through its proxy."""

import json
import os
import threading
import unittest
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from urllib.parse import parse_qs, urlsplit

import pywa
from pywa import WhatsApp, errors, types
from pywa.types import templates as t
from pywa.types.calls import SessionDescription
from pywa.types.flows import FlowCategory

SIMULATOR = os.environ["WAYPOST_SIMULATOR"]
NUMBER, WABA, APP = "106540352242922", "102290129340398", "1"
PAT = "12025550173"
SECRET, VERIFY = "s", "verify"
FLOW = {
    "version": "7.2",
    "screens": [
        {
            "id": "START",
            "title": "Start",
            "terminal": True,
            "layout": {
                "type": "SingleColumnLayout",
                "children": [
                    {
                        "type": "Footer",
                        "label": "Done",
                        "on-click-action": {"name": "complete", "payload": {"ok": "yes"}},
                    }
                ],
            },
        }
    ],
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63fccff0bf1e00070302"
    "3f2c8f23b00000000049454e44ae426082"
)


def control(path, body, method="POST"):
    """What a person at the simulator's controls does; never through the proxy."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(f"{SIMULATOR}/_sim/{path}", json.dumps(body).encode(), method=method)
    with opener.open(request, timeout=10) as answer:
        return json.load(answer)


class Hook(BaseHTTPRequestHandler):
    """A webhook endpoint as pywa's users without a framework build one."""

    def do_GET(self):
        query = parse_qs(urlsplit(self.path).query)
        self.answer(*wa.webhook_challenge_handler(vt=query["hub.verify_token"][0], ch=query["hub.challenge"][0]))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signature = self.headers.get("X-Hub-Signature-256")
        raw.append((body, signature))
        self.answer(*(wa.webhook_update_validator(body, signature) or wa.webhook_update_handler(body)))

    def answer(self, text, status):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(str(text).encode())

    def log_message(self, *_):
        pass


wa = WhatsApp(
    phone_id=NUMBER,
    token="EAAtesttoken",
    waba_id=WABA,
    business_portfolio_id=1,
    app_id=APP,
    app_secret=SECRET,
    verify_token=VERIFY,
    server=None,
)
raw, news = [], Queue()
for listen in (
    wa.on_message,
    wa.on_callback_button,
    wa.on_callback_selection,
    wa.on_message_status,
    wa.on_flow_completion,
    wa.on_template_status_update,
    wa.on_deleted_message,
    wa.on_edited_message,
    wa.on_call_connect,
):
    listen()(lambda _, update: news.put(update))


def wait_for(kind, fits):
    """The next update of a kind that fits; others are dropped."""
    for _ in range(200):
        try:
            update = news.get(timeout=5)
        except Empty:
            break
        if isinstance(update, kind) and fits(update):
            return update
    raise AssertionError(f"no {kind.__name__} came that fits")


def types_in(**message):
    """A person sends something; gives back its id."""
    return control(f"customers/+{PAT}/messages", {"phone_number_id": NUMBER, **message})["id"]


class Pywa(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.url = f"http://127.0.0.1:{cls.server.server_address[1]}"
        control("settings", {"forgetful": False}, "PATCH")
        token = wa.get_app_access_token(app_id=int(APP), app_secret=SECRET)
        fields = ("messages", "calls", "message_template_status_update")
        done = wa.set_app_callback_url(int(APP), token, cls.url, VERIFY, fields)
        assert done.success
        assert wa.override_waba_callback_url(cls.url, VERIFY).success
        assert wa.delete_waba_callback_url().success

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()

    def told(self, sent, *progress):
        """Its statuses come, in order."""
        for status in progress:
            wait_for(types.MessageStatus, lambda it, status=status: it.id == sent.id and it.status == status)

    def test_text_and_its_ticks(self):
        sent = wa.send_message(PAT, "Hello", preview_url=True, tracker="order 7")
        self.assertTrue(sent.id.startswith("wamid."))
        update = wait_for(types.MessageStatus, lambda it: it.id == sent.id)
        self.assertEqual(update.tracker, "order 7")
        self.told(sent, types.MessageStatusType.DELIVERED)

    def test_every_free_form_kind(self):
        buttons = [types.Button("A", callback_data="a"), types.Button("B", callback_data="b")]
        rows = [types.SectionRow("One", callback_data="1", description="First")]
        choices = types.SectionList("Open", sections=[types.Section("S", rows=rows)])
        flow = types.FlowButton("Start", flow_id="777", flow_token="tok", mode=types.FlowStatus.DRAFT)
        link = "https://example.com/a"
        for name, send in {
            "image": lambda: wa.send_image(PAT, f"{link}.png", caption="A"),
            "video": lambda: wa.send_video(PAT, f"{link}.mp4", caption="A"),
            "document": lambda: wa.send_document(PAT, f"{link}.pdf", filename="a.pdf"),
            "audio": lambda: wa.send_audio(PAT, f"{link}.mp3"),
            "voice": lambda: wa.send_voice(PAT, f"{link}.ogg"),
            "sticker": lambda: wa.send_sticker(PAT, f"{link}.webp"),
            "location": lambda: wa.send_location(PAT, 52.37, 4.89, name="Here", address="Somewhere 1"),
            "place wanted": lambda: wa.request_location(PAT, "Where are you?"),
            "contact wanted": lambda: wa.request_contact_info(PAT, "Who are you?"),
            "contact": lambda: wa.send_contact(
                PAT,
                types.Contact(
                    name=types.Contact.Name("Ann B", first_name="Ann"),
                    phones=[types.Contact.Phone("+12025550199", type="HOME")],
                ),
            ),
            "buttons": lambda: wa.send_message(PAT, "Choose", header="H", footer="F", buttons=buttons),
            "list": lambda: wa.send_message(PAT, "Pick", buttons=choices),
            "link": lambda: wa.send_message(PAT, "Go", buttons=types.URLButton("Go", url="https://example.com")),
            "form": lambda: wa.send_message(PAT, "Fill in", buttons=flow),
            "call": lambda: wa.send_message(PAT, "Call", buttons=types.VoiceCallButton("Call us", 60)),
            "may I": lambda: wa.send_message(PAT, "May we?", buttons=types.CallPermissionRequestButton()),
            "catalogue": lambda: wa.send_catalog(PAT, "Look", thumbnail_product_sku="sku"),
            "product": lambda: wa.send_product(PAT, "99", "sku", body="This"),
            "products": lambda: wa.send_products(
                PAT, "99", [types.ProductsSection("S", skus=["a", "b"])], title="T", body="These"
            ),
            "carousel": lambda: wa.send_carousel(
                PAT,
                body="Cards",
                cards=[
                    types.ImageCarouselCard(
                        image=f"{link}{n}.png", body="One", buttons=types.URLButton("Go", url=link)
                    )
                    for n in range(2)
                ],
            ),
        }.items():
            with self.subTest(name):
                self.assertTrue(send().id.startswith("wamid."))

    def test_reply_and_reaction(self):
        wamid = types_in(type="text", text={"body": "Question"})
        message = wait_for(types.Message, lambda it: it.id == wamid)
        self.assertEqual((message.text, message.from_user.wa_id), ("Question", PAT))
        self.assertTrue(message.mark_as_read().success)
        self.assertTrue(message.indicate_typing().success)
        self.assertTrue(message.reply("Answer", quote=True).id)
        self.assertTrue(message.react("👍").id)
        self.assertTrue(message.unreact().id)

    def test_everything_that_people_send(self):
        card = [{"name": {"formatted_name": "Ann", "first_name": "Ann"}, "phones": [{"phone": "+12025550199"}]}]
        for kind, body in {
            "text": {"body": "Grüße 👋 \u2028 /"},
            "image": {"caption": "Look"},
            "video": {"caption": "Look"},
            "audio": {"voice": True},
            "document": {"filename": "a.pdf"},
            "sticker": {},
            "location": {"latitude": 1.5, "longitude": 2.5, "name": "Here"},
            "contacts": card,
            "reaction": {"message_id": "wamid.X", "emoji": "🎉"},
            "order": {
                "catalog_id": "9",
                "text": "Please",
                "product_items": [
                    {"product_retailer_id": "a", "quantity": 2, "item_price": 1.5, "currency": "EUR"}
                ],
            },
        }.items():
            with self.subTest(kind):
                wamid = types_in(type=kind, **{kind: body})
                message = wait_for(types.Message, lambda it, wamid=wamid: it.id == wamid)
                self.assertEqual(message.type, kind)
                if kind == "image":
                    self.assertTrue(message.image.get_bytes().startswith(b"\xff\xd8"))
                if kind == "order":
                    self.assertEqual(message.order.total_price, 3.0)

    def test_buttons_rows_and_forms_are_pressed(self):
        sent = wa.send_message(PAT, "Choose", buttons=[types.Button("Yes", callback_data="yes")])
        self.told(sent, types.MessageStatusType.DELIVERED)
        context = {"message_id": sent.id}
        reply = {"type": "button_reply", "button_reply": {"id": "yes", "title": "Yes"}}
        types_in(type="interactive", interactive=reply, context=context)
        self.assertEqual(wait_for(types.CallbackButton, lambda it: True).data, "yes")
        row = {"type": "list_reply", "list_reply": {"id": "1", "title": "One", "description": "First"}}
        types_in(type="interactive", interactive=row, context=context)
        self.assertEqual(wait_for(types.CallbackSelection, lambda it: True).data, "1")
        answers = json.dumps({"flow_token": "tok", "name": "Ann"})
        form = {"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent", "response_json": answers}}
        types_in(type="interactive", interactive=form, context=context)
        self.assertEqual(wait_for(types.FlowCompletion, lambda it: True).response["name"], "Ann")

    def test_edits_and_deletions(self):
        wamid = types_in(type="text", text={"body": "Helo"})
        new = {"context": {"id": wamid}, "type": "text", "text": {"body": "Hello"}}
        types_in(type="edit", edit={"original_message_id": wamid, "message": new})
        wait_for(types.EditedMessage, lambda it: it.original_message_id == wamid)
        types_in(type="revoke", revoke={"original_message_id": wamid})
        wait_for(types.DeletedMessage, lambda it: it.original_message_id == wamid)

    def test_a_forged_webhook_is_not_taken(self):
        types_in(type="text", text={"body": "Signed"})
        wait_for(types.Message, lambda it: it.text == "Signed")
        body, signature = next(it for it in raw if b"Signed" in it[0])
        self.assertIsNone(wa.webhook_update_validator(body, signature))
        self.assertEqual(wa.webhook_update_validator(body + b" ", signature)[1], 403)

    def test_media(self):
        media = wa.upload_media(PNG, mime_type="image/png", filename="a.png")
        found = wa.get_media_url(media.id)
        self.assertTrue(found.url.startswith("https://lookaside.fbsbx.com/"))
        self.assertEqual(wa.get_media_bytes(found.url), PNG)
        self.assertTrue(wa.send_image(PAT, media.id).id)
        self.assertTrue(wa.delete_media(media.id).success)

    def test_templates(self):
        listed = wa.get_templates(pagination=types.Pagination(limit=2))
        self.assertEqual(len(listed), 2)
        self.assertTrue(listed.has_next)
        following = wa.get_templates(pagination=types.Pagination(limit=2, after=listed.after))
        self.assertNotEqual(following[0].id, listed[0].id)
        self.assertIn("hello_world", [template.name for template in wa.get_templates()])
        self.assertEqual(wa.get_template("594425479261596").name, "hello_world")
        self.assertTrue(wa.send_template(PAT, "hello_world", t.TemplateLanguage.ENGLISH_US).id)
        body = t.BodyText("Hello {{name}}, your order {{number}} is ready.", name="Ann", number="7")
        template = t.Template(
            name="order_is_ready",
            language=t.TemplateLanguage.ENGLISH_US,
            category=t.TemplateCategory.UTILITY,
            parameter_format=t.ParamFormat.NAMED,
            components=[
                t.HeaderText("Ready"),
                body,
                t.FooterText(text="Bye"),
                t.Buttons(
                    buttons=[
                        t.QuickReplyButton(text="Thanks"),
                        t.URLButton(text="Look", url="https://example.com"),
                    ]
                ),
            ],
        )
        made = wa.create_template(template)
        wait_for(types.TemplateStatusUpdate, lambda it: str(it.template_id) == str(made.id))
        params = [t.BodyText.params(name="Ann", number="7")]
        sent = wa.send_template(PAT, "order_is_ready", t.TemplateLanguage.ENGLISH_US, params)
        self.told(sent, types.MessageStatusType.DELIVERED)
        with self.assertRaises(errors.TemplateParamCountMismatch):
            wa.send_template(PAT, "order_is_ready", t.TemplateLanguage.ENGLISH_US, [])
        self.assertTrue(wa.delete_template("order_is_ready").success)

    def test_a_template_with_a_picture(self):
        header = t.HeaderImage(example=PNG, mime_type="image/png")
        template = t.Template(
            name="with_picture",
            language=t.TemplateLanguage.ENGLISH_US,
            category=t.TemplateCategory.MARKETING,
            components=[header, t.BodyText("Look at this.")],
        )
        self.assertTrue(wa.create_template(template).id)

    def test_profile_and_settings(self):
        done = wa.update_business_profile(
            about="Open", email="a@example.com", websites=["https://example.com/"], profile_picture=PNG
        )
        self.assertTrue(done.success)
        profile = wa.get_business_profile()
        self.assertEqual((profile.about, profile.email), ("Open", "a@example.com"))
        self.assertTrue(wa.update_commerce_settings(is_cart_enabled=False, is_catalog_visible=True).success)
        self.assertFalse(wa.get_commerce_settings().is_cart_enabled)
        done = wa.update_conversational_automation(
            ice_breakers=["Hello?"],
            commands=[types.Command("start", "Begins")],
        )
        self.assertTrue(done.success)
        number = wa.get_business_phone_number()
        self.assertEqual(str(number.id), NUMBER)
        self.assertEqual(wa.get_business_account().id, WABA)
        self.assertEqual([str(it.id) for it in wa.get_business_phone_numbers()], [NUMBER])
        self.assertEqual([str(it.id) for it in wa.get_owned_business_accounts()], [WABA])
        wa.get_business_phone_number_settings()
        self.assertTrue(wa.override_phone_callback_url(self.url, VERIFY).success)
        self.assertTrue(wa.delete_phone_callback_url().success)

    def test_qr_codes(self):
        made = wa.create_qr_code("Hi", image_type=types.QRCodeImageType.PNG)
        self.assertTrue(wa.get_media_bytes(made.qr_image_url).startswith(b"\x89PNG"))
        self.assertEqual(wa.get_qr_code(made.code).prefilled_message, "Hi")
        self.assertIn(made.code, [it.code for it in wa.get_qr_codes()])
        self.assertEqual(wa.update_qr_code(made.code, "Ho").prefilled_message, "Ho")
        self.assertTrue(wa.delete_qr_code(made.code).success)

    def test_zz_blocks(self):
        types_in(type="text", text={"body": "Block me"})
        self.assertEqual(len(wa.block_users([PAT]).added_users), 1)
        self.assertEqual(len(wa.get_blocked_users()), 1)
        self.assertEqual(len(wa.unblock_users([PAT]).removed_users), 1)

    def test_flows(self):
        made = wa.create_flow("Feedback", [FlowCategory.SURVEY])
        done = wa.update_flow_json(made.id, flow_json=FLOW)
        self.assertEqual((done.success, list(done.validation_errors or [])), (True, []))
        asset = wa.get_flow_assets(made.id)[0]
        self.assertEqual(json.loads(wa.get_media_bytes(asset.url)), FLOW)
        self.assertTrue(wa.update_flow_metadata(made.id, name="Opinion").success)
        self.assertEqual(wa.get_flow(made.id).name, "Opinion")
        self.assertTrue(wa.publish_flow(made.id).success)
        button = types.FlowButton("Start", flow_id=made.id, flow_token="tok")
        self.assertTrue(wa.send_message(PAT, "Fill in", buttons=button).id)
        self.assertIn(made.id, [flow.id for flow in wa.get_flows()])
        self.assertTrue(wa.deprecate_flow(made.id).success)
        draft = wa.create_flow("Draft", [FlowCategory.OTHER])
        self.assertTrue(wa.delete_flow(draft.id).success)

    def test_calls_and_groups(self):
        wa.api._request("POST", f"/{NUMBER}/settings", json={"calling": {"status": "ENABLED"}})
        call = control(f"customers/+{PAT}/calls", {"phone_number_id": NUMBER})["id"]
        update = wait_for(types.CallConnect, lambda it: it.id == call)
        sdp = SessionDescription(sdp_type="answer", sdp="v=0\r\n")
        self.assertTrue(update.pre_accept(sdp=sdp).success)
        self.assertTrue(update.accept(sdp=sdp).success)
        self.assertTrue(update.terminate().success)
        try:
            wa.create_group(subject="Friends")
        except errors.WhatsAppError as error:
            self.assertEqual(error.code, 131215, "only official business accounts have groups")

    def test_refusals_are_the_right_errors(self):
        for error, call in {
            errors.InvalidParameter: lambda: wa.send_message(
                PAT, "Hello", buttons=[types.Button("A" * 21, callback_data="a")]
            ),
            errors.TemplateNotExists: lambda: wa.send_template(PAT, "no_such", t.TemplateLanguage.ENGLISH_US),
            errors.WhatsAppError: lambda: wa.get_media_url("424242"),
        }.items():
            with self.subTest(error.__name__), self.assertRaises(error):
                call()
        stranger = WhatsApp(phone_id=NUMBER, token="nonsense")
        with self.assertRaises(errors.AuthorizationError):
            stranger.send_message(PAT, "Hello")


if __name__ == "__main__":
    print(f"pywa {pywa.__version__}")
    unittest.main(verbosity=2)
