/**
 * What a page shows when it has nothing, or cannot: why, and what to do.
 */
import { Button, Loader } from "@mantine/core";
import { ApiError, NetworkError } from "@waypost/core";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

export interface EmptyProps {
  icon: ReactNode;
  title: string;
  text?: ReactNode;
  action?: ReactNode;
  tone?: "plain" | "danger";
}

export function Empty({ icon, title, text, action, tone = "plain" }: EmptyProps) {
  return (
    <div className="wp-empty" data-tone={tone}>
      <span className="wp-empty-icon" aria-hidden="true">
        {icon}
      </span>
      <p className="wp-empty-title">{title}</p>
      {text ? <p className="wp-empty-text">{text}</p> : null}
      {action ? <div className="wp-empty-action">{action}</div> : null}
    </div>
  );
}

export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const unreachable = error instanceof NetworkError;
  const request = error instanceof ApiError ? error.requestId : null;
  return (
    <div role="alert">
      <Empty
        tone="danger"
        icon={<IconBroken />}
        title={unreachable ? t("common.unreachable.title") : t("common.error")}
        text={
          <>
            {unreachable ? t("common.unreachable.text") : error instanceof Error ? error.message : null}
            {request ? <small className="wp-request">{t("common.request", { id: request })}</small> : null}
          </>
        }
        action={
          <Button variant="default" onClick={onRetry}>
            {t("common.retry")}
          </Button>
        }
      />
    </div>
  );
}

function IconBroken() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="28"
      height="28"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M12 4 2.8 19.5h18.4L12 4ZM12 10.5v4M12 17v.1" />
    </svg>
  );
}

/** Shows `children` only when the wait is long enough to notice. */
export function Delayed({ children, ms = 150 }: { children: ReactNode; ms?: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return shown ? children : null;
}

export function Waiting() {
  const { t } = useTranslation();
  return (
    <Delayed>
      <div className="wp-waiting" role="status" aria-label={t("app.loading")}>
        <Loader size="sm" />
      </div>
    </Delayed>
  );
}
