/**
 * Where a message came from: passed on, led here by an advertisement, asked of a product.
 */
import { type Origin, safeHref } from "@waypost/core";
import { useLabels } from "./context.tsx";
import { Icon } from "./icons.tsx";

export function OriginView({ origin }: { origin: Origin }) {
  const labels = useLabels();
  const { referral, product } = origin;
  const often = origin.is_frequently_forwarded ?? false;
  const source = referral?.source_url ?? "";
  const href = /^https?:\/\//i.test(source) ? safeHref(source) : null;
  return (
    <>
      {often || origin.is_forwarded ? (
        <span className="wa-forwarded" data-often={often || undefined}>
          <Icon name="forward" size={14} />
          {often ? labels.forwardedOften : labels.forwarded}
        </span>
      ) : null}
      {referral ? (
        <div className="wa-card wa-referral">
          <span className="wa-referral-what">
            <Icon name="megaphone" size={14} />
            {referral.source_type === "post" ? labels.origin.post : labels.origin.ad}
          </span>
          {referral.headline ? (
            <span className="wa-card-title">
              <bdi>{referral.headline}</bdi>
            </span>
          ) : null}
          {referral.body ? (
            <span className="wa-referral-body" dir="auto">
              {referral.body}
            </span>
          ) : null}
          {href ? (
            <a
              className="wa-card-action"
              href={href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              title={href}
            >
              {labels.origin.source}
            </a>
          ) : null}
        </div>
      ) : null}
      {product ? (
        <div className="wa-card wa-product">
          <Icon name="bag" size={20} />
          <span>
            <span className="wa-dim">{labels.origin.product}</span>
            <bdi>{product.product_id}</bdi>
          </span>
        </div>
      ) : null}
    </>
  );
}
