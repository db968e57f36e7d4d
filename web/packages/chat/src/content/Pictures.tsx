/**
 * Pictures and films. Their place is kept from the start, so that nothing moves when they arrive.
 */
import type { MediaRef } from "@waypost/core";
import { useState } from "react";
import { useLabels } from "../context.tsx";
import { Icon, type IconName } from "../icons.tsx";
import { useMedia, useMediaSource, useOpenPicture } from "../media.tsx";
import { RichText } from "../RichText.tsx";
import type { Of } from "./kinds.ts";
import { Linked } from "./Linked.tsx";
import { Missing } from "./Missing.tsx";

export function ImageView({ content }: { content: Of<"image"> }) {
  return (
    <>
      <Picture media={content.media} alt={content.caption ?? ""} />
      <Caption text={content.caption} />
    </>
  );
}

export function VideoView({ content }: { content: Of<"video"> }) {
  return (
    <>
      <Film media={content.media} title={content.caption ?? ""} />
      <Caption text={content.caption} />
    </>
  );
}

export function Caption({ text }: { text: string | null | undefined }) {
  return text ? (
    <span className="wa-text">
      <RichText text={text} />
    </span>
  ) : null;
}

/** Where a picture will be, and what it is, as long as there is none. */
function Place({ icon, kind, alt }: { icon: IconName; kind: string; alt: string }) {
  return (
    <div className="wa-picture" role="img" aria-label={alt || kind}>
      <Icon name={icon} size={28} />
      <span className="wa-picture-kind" aria-hidden="true">
        {kind}
      </span>
    </div>
  );
}

export function Picture({ media: { id, link }, alt }: { media: MediaRef; alt: string }) {
  const labels = useLabels();
  if (id) return <KeptPicture id={id} alt={alt} />;
  return <Linked link={link ?? ""} icon="photo" kind={labels.kinds.image} />;
}

function KeptPicture({ id, alt }: { id: string; alt: string }) {
  const labels = useLabels();
  const source = useMediaSource();
  const media = useMedia(id);
  const open = useOpenPicture();
  const [broken, setBroken] = useState(false);
  if (!source || !media || broken) return <Place icon="photo" kind={labels.kinds.image} alt={alt} />;
  if (media.state !== "stored") {
    return (
      <div className="wa-picture">
        <Missing media={media} icon="photo" />
      </div>
    );
  }
  const image = (
    <img
      src={media.has_thumbnail ? source.thumbnail(id) : source.url(id)}
      alt={alt || labels.kinds.image}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setBroken(true)}
    />
  );
  if (!open) return <div className="wa-picture">{image}</div>;
  return (
    <button
      type="button"
      className="wa-picture"
      data-testid="open-photo"
      title={labels.media.view}
      onClick={() => open(id)}
    >
      {image}
    </button>
  );
}

export function Film({ media: { id, link }, title }: { media: MediaRef; title: string }) {
  const labels = useLabels();
  if (id) return <KeptFilm id={id} title={title} />;
  return <Linked link={link ?? ""} icon="video" kind={labels.kinds.video} />;
}

function KeptFilm({ id, title }: { id: string; title: string }) {
  const labels = useLabels();
  const source = useMediaSource();
  const media = useMedia(id);
  const [broken, setBroken] = useState(false);
  if (!source || !media) return <Place icon="video" kind={labels.kinds.video} alt={title} />;
  if (media.state !== "stored") {
    return (
      <div className="wa-picture">
        <Missing media={media} icon="video" />
      </div>
    );
  }
  if (broken) {
    return (
      <div className="wa-picture">
        <Icon name="video" size={28} />
        <span className="wa-picture-kind">{labels.media.unplayable}</span>
        <a className="wa-small-button" href={source.url(id)} download={media.filename ?? ""}>
          {labels.media.download}
        </a>
      </div>
    );
  }
  return (
    <div className="wa-picture">
      <video
        src={source.url(id)}
        controls
        playsInline
        preload="metadata"
        aria-label={title || labels.kinds.video}
        {...(media.has_thumbnail ? { poster: source.thumbnail(id) } : {})}
        onError={() => setBroken(true)}
      />
    </div>
  );
}

export function StickerView({ content: { media } }: { content: Of<"sticker"> }) {
  const labels = useLabels();
  if (media.id) return <KeptSticker id={media.id} />;
  return <Linked link={media.link ?? ""} icon="sticker" kind={labels.kinds.sticker} />;
}

function KeptSticker({ id }: { id: string }) {
  const labels = useLabels();
  const source = useMediaSource();
  const media = useMedia(id);
  const [broken, setBroken] = useState(false);
  if (source && media?.state === "stored" && !broken) {
    return (
      <div className="wa-sticker">
        <img
          src={source.url(media.id)}
          alt={labels.kinds.sticker}
          loading="lazy"
          draggable={false}
          onError={() => setBroken(true)}
        />
      </div>
    );
  }
  return (
    <div className="wa-sticker" data-empty>
      {media && media.state !== "stored" ? (
        <Missing media={media} icon="sticker" />
      ) : (
        <>
          <Icon name="sticker" size={28} />
          <span className="wa-picture-kind">{labels.kinds.sticker}</span>
        </>
      )}
    </div>
  );
}
