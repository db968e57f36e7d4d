/**
 * What a message says, one part for each kind.
 */
import { type Content, formatPhone, isBigEmoji } from "@waypost/core";
import { useLabels } from "./context.tsx";
import { RichText } from "./RichText.tsx";

type Of<K extends Content["type"]> = Extract<Content, { type: K }>;

export function ContentView({ content }: { content: Content }) {
  switch (content.type) {
    case "text":
      return <TextView text={content.text} />;
    case "image":
      return <ImageView content={content} />;
    case "location":
      return <LocationView content={content} />;
    case "contacts":
      return <ContactsView content={content} />;
    case "unsupported":
      return <UnsupportedView kind={content.kind} raw={content.raw} />;
    default:
      return <UnsupportedView kind={(content as { type: string }).type} raw={content} />;
  }
}

function TextView({ text }: { text: string }) {
  const big = isBigEmoji(text);
  return (
    <span className="wa-text" data-big={big || undefined}>
      {big ? text.trim() : <RichText text={text} />}
    </span>
  );
}

function ImageView({ content }: { content: Of<"image"> }) {
  const labels = useLabels();
  return (
    <>
      <div className="wa-image" role="img" aria-label={content.caption || labels.photo}>
        <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
          <rect x="3.5" y="4.5" width="17" height="15" rx="3" />
          <circle cx="9" cy="10" r="1.6" />
          <path d="m4.5 17.5 4.6-4.4a1.5 1.5 0 0 1 2 0l3 2.8 1.6-1.4a1.5 1.5 0 0 1 2 0l2.3 2.2" />
        </svg>
        <span className="wa-image-kind">{labels.photoPending}</span>
      </div>
      {content.caption ? (
        <span className="wa-text">
          <RichText text={content.caption} />
        </span>
      ) : null}
    </>
  );
}

function LocationView({ content }: { content: Of<"location"> }) {
  const labels = useLabels();
  const { latitude, longitude, name, address } = content;
  const place = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return (
    <div className="wa-card wa-location">
      <div className="wa-map" aria-hidden="true">
        <svg className="wa-pin" viewBox="0 0 24 24" width="30" height="30">
          <path d="M12 21.5c4.4-5 6.8-8.6 6.8-11.7a6.8 6.8 0 0 0-13.6 0c0 3.1 2.4 6.7 6.8 11.7Z" />
          <circle cx="12" cy="9.7" r="2.4" />
        </svg>
      </div>
      <div className="wa-card-body">
        <div className="wa-card-title">
          <bdi>{name || labels.location}</bdi>
        </div>
        {address ? (
          <div className="wa-card-line">
            <bdi>{address}</bdi>
          </div>
        ) : null}
        <div className="wa-card-line">
          <bdi dir="ltr">{place}</bdi>
        </div>
        <a className="wa-card-action" href={map} target="_blank" rel="noopener noreferrer nofollow">
          {labels.openMap}
        </a>
      </div>
    </div>
  );
}

function ContactsView({ content }: { content: Of<"contacts"> }) {
  const labels = useLabels();
  return (
    <div className="wa-contacts">
      {content.contacts.map((card) => (
        <div className="wa-card wa-contact" key={JSON.stringify(card)}>
          <span className="wa-contact-face" aria-hidden="true">
            <svg viewBox="0 0 24 24" width="22" height="22">
              <circle cx="12" cy="8.5" r="3.7" />
              <path d="M4.8 19.5c.9-3.6 3.7-5.4 7.2-5.4s6.3 1.8 7.2 5.4" />
            </svg>
          </span>
          <div className="wa-card-body">
            <div className="wa-card-title">
              <bdi>{card.name || labels.contact}</bdi>
            </div>
            {card.organisation ? (
              <div className="wa-card-line">
                <bdi>{card.organisation}</bdi>
              </div>
            ) : null}
            {card.phones.map((phone) => (
              <div className="wa-card-line" key={phone}>
                <bdi dir="ltr">{formatPhone(phone)}</bdi>
              </div>
            ))}
            {card.emails.map((email) => (
              <div className="wa-card-line" key={email}>
                <bdi dir="ltr">{email}</bdi>
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function UnsupportedView({ kind, raw }: { kind: string; raw: unknown }) {
  const labels = useLabels();
  return (
    <div className="wa-unsupported">
      <p>{labels.unsupported(kind)}</p>
      {raw === undefined || raw === null ? null : (
        <details>
          <summary>{labels.showRaw}</summary>
          <pre dir="ltr" tabIndex={0}>
            {JSON.stringify(raw, null, 2)}
          </pre>
        </details>
      )}
    </div>
  );
}
