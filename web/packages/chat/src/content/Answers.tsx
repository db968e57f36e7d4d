/**
 * What contacts answer with: a tap, a form, an order.
 */
import { answersOf, formatCount, formatMoney, orderTotal } from "@waypost/core";
import { useLabels } from "../context.tsx";
import { Icon } from "../icons.tsx";
import type { Of } from "./kinds.ts";
import { Caption } from "./Pictures.tsx";

export function ReplyView({ content }: { content: Of<"reply"> }) {
  const labels = useLabels();
  return (
    <div className="wa-chosen">
      <span className="wa-chosen-what">
        <Icon name={content.source === "list" ? "list" : "check"} size={14} />
        {labels.chose[content.source]}
      </span>
      <span className="wa-text">
        <bdi>{content.title}</bdi>
      </span>
      {content.description ? (
        <span className="wa-dim">
          <bdi>{content.description}</bdi>
        </span>
      ) : null}
    </div>
  );
}

export function FlowReplyView({ content }: { content: Of<"flow_reply"> }) {
  const labels = useLabels();
  const answers = answersOf(content.answers);
  return (
    <div className="wa-card wa-answers">
      <div className="wa-card-head">
        <Icon name="form" size={18} />
        <span>
          <bdi>{content.summary || labels.formAnswers}</bdi>
        </span>
      </div>
      {answers.length > 0 ? (
        <dl>
          {answers.map((answer, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer never changes, and may be there twice.
            <div key={index}>
              <dt>
                <bdi>{answer.name}</bdi>
              </dt>
              <dd dir="auto">{answer.value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="wa-dim">{labels.noAnswers}</p>
      )}
    </div>
  );
}

export function OrderView({ content }: { content: Of<"order"> }) {
  const labels = useLabels();
  const { locale } = labels;
  const total = orderTotal(content.items);
  return (
    <>
      <div className="wa-card wa-order">
        <div className="wa-card-head">
          <Icon name="bag" size={18} />
          <span>{labels.kinds.order}</span>
          <span className="wa-dim">
            <bdi>{labels.order.pieces(total.pieces)}</bdi>
          </span>
        </div>
        <ul>
          {content.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an order never changes, and may hold a product twice.
            <li key={index}>
              <span className="wa-order-count">
                <bdi>{formatCount(item.quantity, locale)}×</bdi>
              </span>
              <span className="wa-order-what">
                <bdi>{item.product_id}</bdi>
                {item.quantity > 1 ? (
                  <span className="wa-dim">
                    <bdi>{labels.order.each(formatMoney(item.price, item.currency, locale))}</bdi>
                  </span>
                ) : null}
              </span>
              <span className="wa-order-price">
                <bdi>
                  {formatMoney(
                    orderTotal([item]).amount ?? item.price * item.quantity,
                    item.currency,
                    locale,
                  )}
                </bdi>
              </span>
            </li>
          ))}
        </ul>
        {total.amount === null ? null : (
          <div className="wa-order-total" data-testid="order-total">
            <span>{labels.order.total}</span>
            <bdi>{formatMoney(total.amount, total.currency, locale)}</bdi>
          </div>
        )}
      </div>
      <Caption text={content.note} />
    </>
  );
}
