/**
 * The files that go along with the message that is being written.
 */
import { Icon, useLabels } from "@waypost/chat";
import { fileEnding, formatBytes } from "@waypost/core";
import { useTranslation } from "react-i18next";
import { type Attachment, CAPTION_LIMIT, mayHaveCaption, type Tray } from "./tray.ts";

export default function TrayView({ tray, items }: { tray: Tray; items: readonly Attachment[] }) {
  const { t } = useTranslation();
  return (
    <ul className="wp-tray" aria-label={t("attach.list")} data-testid="tray">
      {items.map((item) => (
        <One key={item.id} tray={tray} item={item} />
      ))}
    </ul>
  );
}

function One({ tray, item }: { tray: Tray; item: Attachment }) {
  const { t } = useTranslation();
  const { locale } = useLabels();
  const name = item.isVoice ? t("attach.voice") : item.file.name;
  const percent = Math.round(item.progress * 100);
  return (
    <li className="wp-tray-item" data-state={item.state} data-testid="tray-item">
      <span className="wp-tray-picture" aria-hidden="true">
        {item.preview ? (
          <img src={item.preview} alt="" />
        ) : item.kind === "audio" ? (
          <Icon name="microphone" />
        ) : item.kind === "video" ? (
          <Icon name="video" />
        ) : (
          <span>{fileEnding(item.file.name).slice(0, 4)}</span>
        )}
      </span>
      <span className="wp-tray-words">
        <span className="wp-tray-name">
          <bdi>{name}</bdi>
          <span className="wp-tray-size">
            <bdi>{formatBytes(item.file.size, locale)}</bdi>
          </span>
        </span>
        {item.state === "failed" || item.state === "refused" ? (
          <span className="wp-tray-trouble" role="alert">
            {item.why ?? t("attach.failed")}
          </span>
        ) : mayHaveCaption(item) ? (
          <input
            type="text"
            dir="auto"
            maxLength={CAPTION_LIMIT}
            placeholder={t("attach.caption")}
            aria-label={t("attach.captionOf", { name })}
            value={item.caption}
            onChange={(event) => tray.caption(item.id, event.currentTarget.value)}
          />
        ) : null}
        {item.state === "uploading" ? (
          <progress max={100} value={percent} aria-label={t("attach.progress", { name })} />
        ) : null}
      </span>
      {item.state === "failed" ? (
        <button type="button" className="wa-small-button" onClick={() => tray.retry(item.id)}>
          {t("common.retry")}
        </button>
      ) : null}
      <button
        type="button"
        className="wa-tool"
        aria-label={t("attach.remove", { name })}
        title={t("attach.remove", { name })}
        onClick={() => tray.remove(item.id)}
      >
        <Icon name="close" size={17} />
      </button>
    </li>
  );
}
