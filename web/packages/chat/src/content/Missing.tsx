/**
 * A file that is not here: on its way, out of reach, or no longer kept.
 */
import type { Media } from "@waypost/core";
import { useLabels } from "../context.tsx";
import { Icon, type IconName } from "../icons.tsx";
import { useMediaSource } from "../media.tsx";

export function Missing({ media, icon }: { media: Media; icon: IconName }) {
  const labels = useLabels();
  const source = useMediaSource();
  if (media.state === "pending") {
    return (
      <span className="wa-missing" data-state="pending" role="status">
        <Icon name={icon} size={24} />
        <span>{labels.media.pending}</span>
        <i className="wa-missing-bar" aria-hidden="true" />
      </span>
    );
  }
  const expired = media.state === "expired";
  return (
    <span className="wa-missing" data-state={media.state} title={media.error?.detail}>
      <Icon name={expired ? "hourglass" : "alert"} size={22} />
      <span>
        {expired ? labels.media.expired : labels.media.failed[media.error?.reason ?? "unreachable"]}
      </span>
      {expired ? null : (
        <button
          type="button"
          className="wa-small-button"
          data-testid="media-again"
          onClick={() => source?.again(media.id)}
        >
          <Icon name="again" size={15} />
          {labels.media.again}
        </button>
      )}
    </span>
  );
}
