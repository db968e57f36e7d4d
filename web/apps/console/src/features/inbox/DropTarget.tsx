/**
 * Files that are dragged over the conversation may be dropped anywhere on it.
 */
import { Icon } from "@waypost/chat";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

export function DropTarget({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = mark.current?.closest<HTMLElement>(".wp-conversation");
    if (!place) return;
    // Entering a part comes before leaving the one around it.
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const count = (step: number) => (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = Math.max(0, depth + step);
      setOver(depth > 0);
    };
    const enter = count(1);
    const leave = count(-1);
    const onOver = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      take.current([...(event.dataTransfer?.files ?? [])]);
    };
    const heard = { dragenter: enter, dragleave: leave, dragover: onOver, drop };
    for (const [type, listener] of Object.entries(heard))
      place.addEventListener(type, listener as EventListener);
    return () => {
      for (const [type, listener] of Object.entries(heard))
        place.removeEventListener(type, listener as EventListener);
    };
  }, []);
  return (
    <div className="wp-drop" ref={mark} data-over={over || undefined} aria-hidden="true">
      <span>
        <Icon name="clip" size={26} />
        {t("attach.drop")}
      </span>
    </div>
  );
}
