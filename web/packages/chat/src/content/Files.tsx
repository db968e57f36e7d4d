/**
 * Documents.
 */
import { fileEnding, formatBytes, type MediaRef } from "@waypost/core";
import { useLabels } from "../context.tsx";
import { Icon } from "../icons.tsx";
import { useMedia, useMediaSource } from "../media.tsx";
import type { Of } from "./kinds.ts";
import { Linked } from "./Linked.tsx";
import { Missing } from "./Missing.tsx";
import { Caption } from "./Pictures.tsx";

export function DocumentView({ content }: { content: Of<"document"> }) {
  return (
    <>
      <FileCard media={content.media} name={content.filename ?? null} />
      <Caption text={content.caption} />
    </>
  );
}

const FAMILY: Record<string, string> = {
  PDF: "pdf",
  DOC: "text",
  DOCX: "text",
  TXT: "text",
  XLS: "sheet",
  XLSX: "sheet",
  CSV: "sheet",
  PPT: "slides",
  PPTX: "slides",
};
const ENDING: Record<string, string> = {
  "application/pdf": "PDF",
  "text/plain": "TXT",
  "application/msword": "DOC",
  "application/vnd.ms-excel": "XLS",
  "application/vnd.ms-powerpoint": "PPT",
};

export function FileCard({ media, name }: { media: MediaRef; name: string | null }) {
  const labels = useLabels();
  if (media.id) return <KeptFile id={media.id} given={media} name={name} />;
  return <Linked link={media.link ?? ""} icon="document" name={name} kind={labels.kinds.document} />;
}

function KeptFile({ id, given, name }: { id: string; given: MediaRef; name: string | null }) {
  const labels = useLabels();
  const source = useMediaSource();
  const media = useMedia(id);
  const title = name || media?.filename || labels.kinds.document;
  const type = media?.mime_type || given.mime_type || "";
  const ending = fileEnding(title) || ENDING[type] || "";
  const here = source !== null && media?.state === "stored";
  const facts = [
    ...(media?.size ? [formatBytes(media.size, labels.locale)] : []),
    ending || type.split("/")[1]?.toUpperCase() || "",
  ].filter((fact) => fact !== "" && fact.length <= 16);
  const inside = (
    <>
      <span className="wa-file-sheet" data-family={FAMILY[ending] ?? "other"} aria-hidden="true">
        {ending.slice(0, 4) || <Icon name="document" size={20} />}
      </span>
      <span className="wa-file-words">
        <span className="wa-file-name">
          <bdi>{title}</bdi>
        </span>
        <span className="wa-file-facts">
          {facts.map((fact, index) => (
            <span key={fact}>
              {index > 0 ? " · " : null}
              <bdi>{fact}</bdi>
            </span>
          ))}
        </span>
      </span>
    </>
  );
  const url = source?.url(id) ?? "";
  return (
    <div className="wa-card wa-file" data-here={here || undefined}>
      <div className="wa-file-main">
        {here && type === "application/pdf" ? (
          <a
            className="wa-file-link"
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            title={labels.media.open(title)}
          >
            {inside}
          </a>
        ) : (
          <div className="wa-file-link">{inside}</div>
        )}
        {here ? (
          <a
            className="wa-round"
            href={url}
            download={title}
            data-testid="media-download"
            aria-label={labels.media.downloadOf(title)}
            title={labels.media.download}
          >
            <Icon name="download" size={18} />
          </a>
        ) : null}
      </div>
      {media && media.state !== "stored" ? <Missing media={media} icon="document" /> : null}
    </div>
  );
}
