/**
 * Parts that are kept in the provider's own form: read with care, for anything may be missing.
 */
import { formatMoney } from "@waypost/core";
import { useLabels } from "../context.tsx";
import { Icon } from "../icons.tsx";
import { RichText } from "../RichText.tsx";

type Json = Record<string, unknown>;
const object = (value: unknown): Json =>
  value && typeof value === "object" && !Array.isArray(value) ? (value as Json) : {};
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** `{value: 12345, offset: 100}` → `123.45` */
function amount(value: unknown): number | null {
  const { value: minor, offset } = object(value);
  const by = Number(offset ?? 100);
  const found = Number(minor) / by;
  return minor !== undefined && by > 0 && Number.isFinite(found) ? found : null;
}

function buttonsOf(card: Json): string[] {
  const action = object(card.action);
  const one = text(object(action.parameters).display_text);
  const many = list(action.buttons).map((button) => {
    const reply = object(button.quick_reply ?? button.reply);
    return text(reply.title) || text(reply.text) || text(button.title);
  });
  return [one, ...many].filter((words) => words !== "");
}

/** The cards of a carousel, side by side. */
export function CardsView({ cards }: { cards: unknown }) {
  const labels = useLabels();
  return (
    <ul className="wa-cards" tabIndex={0}>
      {list(cards).map((card, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sent message never changes.
        <li key={index}>
          <span className="wa-cards-picture" aria-hidden="true">
            <Icon name={text(object(card.header).type) === "video" ? "video" : "photo"} size={24} />
          </span>
          <span className="wa-text" dir="auto">
            {text(object(card.body).text) ? (
              <RichText text={text(object(card.body).text)} />
            ) : (
              labels.tap.card(index + 1)
            )}
          </span>
          {buttonsOf(card).map((words) => (
            <span className="wa-tap" key={words}>
              <bdi>{words}</bdi>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** An order to be paid. */
export function InvoiceView({ parameters }: { parameters: unknown }) {
  const labels = useLabels();
  const given = object(parameters);
  const currency = text(given.currency) || null;
  const money = (value: unknown) => {
    const found = amount(value);
    return found === null ? "" : formatMoney(found, currency, labels.locale);
  };
  const items = list(object(given.order).items);
  const total = money(given.total_amount);
  return (
    <div className="wa-card wa-order">
      <div className="wa-card-head">
        <Icon name="bag" size={18} />
        <span>{labels.kinds.order}</span>
        <span className="wa-dim">
          <bdi>{text(given.reference_id)}</bdi>
        </span>
      </div>
      {items.length > 0 ? (
        <ul>
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sent message never changes.
            <li key={index}>
              <span className="wa-order-count">
                <bdi>{Number(item.quantity) || 1}×</bdi>
              </span>
              <span className="wa-order-what">
                <bdi>{text(item.name) || text(item.retailer_id)}</bdi>
              </span>
              <span className="wa-order-price">
                <bdi>{money(item.amount)}</bdi>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {total ? (
        <div className="wa-order-total">
          <span>{labels.order.total}</span>
          <bdi>{total}</bdi>
        </div>
      ) : null}
    </div>
  );
}

/** News of an order. */
export function OrderNewsView({ parameters }: { parameters: unknown }) {
  const labels = useLabels();
  const given = object(parameters);
  const order = object(given.order);
  return (
    <div className="wa-card wa-order">
      <div className="wa-card-head">
        <Icon name="bag" size={18} />
        <span>{labels.tap.orderStatus}</span>
        <span className="wa-dim">
          <bdi>{text(given.reference_id)}</bdi>
        </span>
      </div>
      <div className="wa-order-total">
        <bdi>{text(order.status).replaceAll("_", " ")}</bdi>
      </div>
      {text(order.description) ? (
        <p className="wa-dim">
          <bdi>{text(order.description)}</bdi>
        </p>
      ) : null}
    </div>
  );
}
