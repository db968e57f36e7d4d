/**
 * A customer's phone, as the customer holds it.
 */
import { Switch } from "@mantine/core";
import { IconArrowLeft, IconBatteryOff, IconChecks, IconSend2, IconWifi, IconX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ContentView, clockTime, Ticks } from "@waypost/chat";
import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type SimChat, type SimCustomer, type SimMessage, type SimNumber, sim } from "../../data/sim.ts";
import { useLocale } from "../../i18n/index.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { toast } from "../../ui/toast.tsx";
import { contentOf, mergeChat, reactionOf, statusOf, unreadOf } from "./model.ts";

const LOOK_EVERY_MS = 700;

interface PhoneProps {
  customer: SimCustomer;
  number: SimNumber;
  now: string;
  onPutAway: () => void;
}

export function Phone({ customer, number, now, onPutAway }: PhoneProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const queries = useQueryClient();
  const key = ["sim-chat", customer.phone, number.phone_number_id];
  const chat = useQuery({
    queryKey: key,
    queryFn: async () => {
      const known = queries.getQueryData<SimChat>(key);
      const ask = (after: number) => sim.chat(customer.phone, number.phone_number_id, after);
      const news = await ask(known?.cursor ?? 0);
      // A counter that went back is another world's: begin again.
      if (known && news.cursor < known.cursor) return ask(0);
      return mergeChat(known, news);
    },
    refetchInterval: LOOK_EVERY_MS,
    staleTime: 0,
  }).data;
  const messages = chat?.messages ?? [];
  const unread = unreadOf(messages);
  const [held, setHeld] = useState(false);

  const complain = (error: unknown) => toast(t("simulator.failed", { why: (error as Error).message }), "bad");
  const look = () => queries.invalidateQueries({ queryKey: key });
  const read = () => sim.read(customer.phone, number.phone_number_id).then(look, complain);
  const write = (body: string) =>
    sim
      .write(customer.phone, { phone_number_id: number.phone_number_id, type: "text", text: { body } })
      .then(look, complain);

  // In the hand, a chat is read as it is shown.
  const reading = useRef(false);
  useEffect(() => {
    if (!held || unread === 0 || reading.current || !customer.online) return;
    reading.current = true;
    sim
      .read(customer.phone, number.phone_number_id)
      .catch(() => {})
      .finally(() => {
        reading.current = false;
        queries.invalidateQueries({ queryKey: ["sim-chat", customer.phone] });
      });
  }, [held, unread, customer.online, customer.phone, number.phone_number_id, queries]);

  return (
    <article className="wp-phone-place" aria-label={t("simulator.phoneOf", { name: customer.name })}>
      <div
        role="group"
        aria-label={customer.name}
        className="wp-phone wa-root"
        data-testid="phone"
        data-phone={customer.phone}
        data-online={customer.online}
        onFocus={() => setHeld(true)}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setHeld(false);
        }}
      >
        <div className="wp-phone-status" aria-hidden="true">
          <span>{clockTime(now, locale)}</span>
          <i />
          <span>
            {customer.online ? (
              <IconWifi size={14} stroke={2.2} />
            ) : (
              <IconBatteryOff size={14} stroke={2.2} />
            )}
          </span>
        </div>
        <header className="wp-phone-head">
          <IconArrowLeft size={18} stroke={2} className="wp-mirror" aria-hidden="true" />
          <Avatar name={number.verified_name} id={number.phone_number_id} size="sm" />
          <div>
            <strong>
              <bdi>{number.verified_name}</bdi>
            </strong>
            <span data-testid="phone-presence">
              {chat?.typing
                ? t("simulator.status.typing")
                : customer.online
                  ? t("simulator.status.online")
                  : t("simulator.status.off")}
            </span>
          </div>
        </header>
        <Screen messages={messages} typing={chat?.typing ?? false} name={customer.name} />
        {unread > 0 && !held ? (
          <button
            type="button"
            className="wp-phone-read"
            data-testid="phone-read"
            onClick={() => void read()}
          >
            <IconChecks size={16} stroke={2} />
            {t("simulator.openChat", { count: unread })}
          </button>
        ) : null}
        <Write customer={customer} onWrite={write} />
      </div>
      <Controls customer={customer} onPutAway={onPutAway} complain={complain} />
    </article>
  );
}

function Screen({ messages, typing, name }: { messages: SimMessage[]; typing: boolean; name: string }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const last = messages[messages.length - 1];
  const end = `${last?.n ?? ""}|${typing}`;
  useLayoutEffect(() => {
    const element = scroller.current;
    // Whatever is newest is what one looks at.
    if (element && end) element.scrollTop = element.scrollHeight;
  }, [end]);
  return (
    <div className="wp-phone-body">
      <div
        className="wp-phone-screen"
        ref={scroller}
        tabIndex={0}
        role="group"
        aria-label={t("simulator.message")}
      >
        {messages.length === 0 ? (
          <p className="wp-phone-empty">{t("simulator.emptyChat", { name })}</p>
        ) : null}
        {messages.map((message, index) => (
          <PhoneMessage
            key={message.id}
            message={message}
            first={messages[index - 1]?.from !== message.from}
          />
        ))}
        {typing ? (
          <div className="wa-row" data-direction="inbound" data-first>
            <div className="wa-bubble wp-typing" data-direction="inbound" aria-hidden="true">
              <i />
              <i />
              <i />
            </div>
          </div>
        ) : null}
      </div>
    </div>
  );
}

function PhoneMessage({ message, first }: { message: SimMessage; first: boolean }) {
  const locale = useLocale();
  const mine = message.from === "customer";
  // On this side of the wire the customer is the one who sends.
  const direction = mine ? "outbound" : "inbound";
  const reaction = reactionOf(message);
  return (
    <div className="wa-row" data-direction={direction} data-first={first || undefined}>
      <div className="wa-line">
        <div
          className="wa-bubble"
          data-direction={direction}
          data-testid="phone-message"
          data-from={message.from}
          data-status={message.status ?? undefined}
          data-message-id={message.id}
        >
          <div className="wa-body" dir="auto">
            <ContentView content={contentOf(message)} />
            <span className="wa-meta">
              <time dateTime={message.at}>
                <bdi>{clockTime(message.at, locale)}</bdi>
              </time>
              {mine ? <Ticks status={statusOf(message)} /> : null}
            </span>
          </div>
        </div>
      </div>
      {reaction ? (
        <ul className="wa-reactions">
          <li>{reaction}</li>
        </ul>
      ) : null}
    </div>
  );
}

function Write({
  customer,
  onWrite,
}: {
  customer: SimCustomer;
  onWrite: (text: string) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = text.trim();
    if (!body) return;
    setText("");
    void onWrite(body);
  };
  return (
    <form className="wp-phone-write" onSubmit={submit}>
      <input
        type="text"
        dir="auto"
        autoComplete="off"
        maxLength={4096}
        placeholder={t("simulator.message")}
        aria-label={`${t("simulator.message")}: ${customer.name}`}
        data-testid="phone-input"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <button
        type="submit"
        aria-label={t("simulator.send", { name: customer.name })}
        data-testid="phone-send"
        disabled={!text.trim()}
      >
        <IconSend2 size={18} stroke={1.9} className="wp-mirror" />
      </button>
    </form>
  );
}

interface ControlsProps {
  customer: SimCustomer;
  onPutAway: () => void;
  complain: (error: unknown) => void;
}

function Controls({ customer, onPutAway, complain }: ControlsProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const change = (what: Partial<SimCustomer>) =>
    sim
      .change(customer.phone, what)
      .then(() => queries.invalidateQueries({ queryKey: ["sim-world"] }), complain);
  return (
    <footer className="wp-phone-controls">
      <Switch
        size="xs"
        label={t("simulator.online")}
        checked={customer.online}
        data-testid="phone-online"
        onChange={(event) => void change({ online: event.currentTarget.checked })}
      />
      <Switch
        size="xs"
        label={t("simulator.receipts")}
        checked={customer.read_receipts}
        data-testid="phone-receipts"
        onChange={(event) => void change({ read_receipts: event.currentTarget.checked })}
      />
      <button
        type="button"
        className="wp-icon-button"
        aria-label={t("simulator.hide", { name: customer.name })}
        onClick={onPutAway}
      >
        <IconX size={17} stroke={1.9} />
      </button>
    </footer>
  );
}
