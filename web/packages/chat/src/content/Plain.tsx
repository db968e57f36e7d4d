/**
 * What is told in a line: messages that are gone, and those that this version does not know.
 */
import type { Content } from "@waypost/core";
import { useLabels } from "../context.tsx";
import { Icon } from "../icons.tsx";

export function DeletedView() {
  const labels = useLabels();
  return (
    <span className="wa-gone">
      <Icon name="ban" size={16} />
      {labels.kinds.deleted}
    </span>
  );
}

export function CallView({ content }: { content: Extract<Content, { type: "call" }> }) {
  const labels = useLabels();
  const seconds = content.duration_seconds ?? 0;
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <span className="wa-text wa-call">
      <Icon name="phone" size={17} />
      {labels.call[content.state]}
      {seconds > 0 ? <bdi> · {clock}</bdi> : null}
    </span>
  );
}

export function UnsupportedView({ kind, raw }: { kind: string; raw: unknown }) {
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
