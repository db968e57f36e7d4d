/**
 * Messages with something to tap, as the contact sees them. Here they are looked at, not tapped.
 */
import type { Content, InteractiveAction, InteractiveHeader } from "@waypost/core";
import type { ReactNode } from "react";
import { useLabels } from "../context.tsx";
import { Icon, type IconName } from "../icons.tsx";
import { RichText } from "../RichText.tsx";
import { FileCard } from "./Files.tsx";
import type { Of } from "./kinds.ts";
import { Film, Picture } from "./Pictures.tsx";
import { CardsView, InvoiceView, OrderNewsView } from "./Raw.tsx";

export function InteractiveView({ content }: { content: Of<"interactive"> }) {
  const { header, body, footer, action } = content;
  return (
    <>
      {header ? <HeaderView header={header} /> : null}
      {action.type === "order_details" ? <InvoiceView parameters={action.parameters} /> : null}
      {action.type === "order_status" ? <OrderNewsView parameters={action.parameters} /> : null}
      {action.type === "product" ? <ProductLine id={action.product.product_id} /> : null}
      <Words body={body} footer={footer} />
    </>
  );
}

export function TemplateView({ content }: { content: Of<"template"> }) {
  const labels = useLabels();
  return (
    <>
      <span className="wa-template-name" title={labels.templateOf(content.name, content.language)}>
        <Icon name="template" size={13} />
        <bdi dir="ltr">{content.name}</bdi>
      </span>
      {content.header ? (
        <strong className="wa-header">
          <bdi>{content.header}</bdi>
        </strong>
      ) : null}
      <Words body={content.body} footer={content.footer} />
    </>
  );
}

function Words({ body, footer }: { body: string | null | undefined; footer: string | null | undefined }) {
  return (
    <>
      {body ? (
        <span className="wa-text">
          <RichText text={body} />
        </span>
      ) : null}
      {footer ? (
        <span className="wa-footer" dir="auto">
          {footer}
        </span>
      ) : null}
    </>
  );
}

function HeaderView({ header }: { header: InteractiveHeader }) {
  switch (header.type) {
    case "text":
      return (
        <strong className="wa-header">
          <bdi>{header.text}</bdi>
        </strong>
      );
    case "image":
      return <Picture media={header.media} alt="" />;
    case "video":
      return <Film media={header.media} title="" />;
    case "document":
      return <FileCard media={header.media} name={header.filename ?? null} />;
  }
}

function ProductLine({ id }: { id: string }) {
  return (
    <div className="wa-card wa-product">
      <Icon name="bag" size={20} />
      <bdi>{id}</bdi>
    </div>
  );
}

/** What stands below the words and their time: the buttons. */
export function ContentTail({ content }: { content: Content }) {
  if (content.type === "interactive") return <ActionView action={content.action} />;
  if (content.type === "template" && content.buttons && content.buttons.length > 0) {
    return (
      <ul className="wa-taps">
        {content.buttons.map((button, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sent message never changes, and buttons may be alike.
          <li key={index}>
            <Tap icon="reply">{button}</Tap>
          </li>
        ))}
      </ul>
    );
  }
  return null;
}

function Tap({ icon, children, title }: { icon: IconName; children: ReactNode; title?: string }) {
  return (
    <span className="wa-tap" title={title}>
      <Icon name={icon} size={17} />
      <bdi>{children}</bdi>
    </span>
  );
}

function One(props: { icon: IconName; children: ReactNode; title?: string }) {
  return (
    <div className="wa-taps">
      <Tap {...props} />
    </div>
  );
}

function ActionView({ action }: { action: InteractiveAction }) {
  const { tap } = useLabels();
  switch (action.type) {
    case "buttons":
      return (
        <ul className="wa-taps">
          {action.buttons.map((button) => (
            <li key={button.id}>
              <Tap icon="reply">{button.title}</Tap>
            </li>
          ))}
        </ul>
      );
    case "list":
      return (
        <Choices
          label={action.button}
          sections={action.sections.map((section) => ({ title: section.title ?? null, rows: section.rows }))}
        />
      );
    case "product_list":
      return (
        <Choices
          label={tap.products}
          sections={action.sections.map((section) => ({
            title: section.title,
            rows: section.product_ids.map((id) => ({ id, title: id })),
          }))}
        />
      );
    case "link":
      return (
        <One icon="open" title={action.url}>
          {action.label}
        </One>
      );
    case "location_request":
      return <One icon="pin">{tap.location}</One>;
    case "contact_request":
      return <One icon="phone">{tap.contact}</One>;
    case "call_permission_request":
      return <One icon="phone">{tap.callPermission}</One>;
    case "voice_call":
      return <One icon="phone">{action.label}</One>;
    case "flow":
      return <One icon="form">{action.label}</One>;
    case "product":
      return <One icon="bag">{tap.product}</One>;
    case "catalog":
      return <One icon="bag">{tap.catalog}</One>;
    case "address":
      return <One icon="pin">{tap.address}</One>;
    case "carousel":
      return <CardsView cards={action.cards} />;
    case "order_details":
      return <One icon="bag">{tap.pay}</One>;
    case "order_status":
      return null;
    default:
      action satisfies never;
      return null;
  }
}

interface Section {
  title: string | null;
  rows: { id: string; title: string; description?: string | null }[];
}

/** A list opens here too: what the contact may choose is good to know. */
function Choices({ label, sections }: { label: string; sections: Section[] }) {
  return (
    <details className="wa-taps wa-choices">
      <summary>
        <Tap icon="list">{label}</Tap>
      </summary>
      {sections.map((section) => (
        <div className="wa-choice-section" key={`${section.title}|${section.rows[0]?.id}`}>
          {section.title ? (
            <strong>
              <bdi>{section.title}</bdi>
            </strong>
          ) : null}
          <ul>
            {section.rows.map((row) => (
              <li key={row.id}>
                <bdi>{row.title}</bdi>
                {row.description ? (
                  <span className="wa-dim">
                    <bdi>{row.description}</bdi>
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}
