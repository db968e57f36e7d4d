/**
 * Places and visiting cards.
 */
import { formatPhone } from "@waypost/core";
import { useLabels } from "../context.tsx";
import type { Of } from "./kinds.ts";

export function LocationView({ content }: { content: Of<"location"> }) {
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
          <bdi>{name || labels.kinds.location}</bdi>
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

export function ContactsView({ content }: { content: Of<"contacts"> }) {
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
              <bdi>{card.name || labels.kinds.contacts}</bdi>
            </div>
            {card.organisation ? (
              <div className="wa-card-line">
                <bdi>{card.organisation}</bdi>
              </div>
            ) : null}
            {card.phones?.map((phone) => (
              <div className="wa-card-line" key={phone}>
                <bdi dir="ltr">{formatPhone(phone)}</bdi>
              </div>
            ))}
            {card.emails?.map((email) => (
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
