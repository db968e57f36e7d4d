/**
 * A page that is not the inbox: its heading, its lead, its body.
 */
import type { ReactNode } from "react";
import { ConnectionChip } from "./ConnectionChip.tsx";

export interface PageProps {
  title: string;
  lead?: string;
  actions?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}

export function Page({ title, lead, actions, children, wide = false }: PageProps) {
  return (
    <main className="wp-page" id="content" tabIndex={-1}>
      <header className="wp-page-head">
        <div>
          <h1>{title}</h1>
          {lead ? <p>{lead}</p> : null}
        </div>
        <div className="wp-page-actions">
          {actions}
          <ConnectionChip />
        </div>
      </header>
      <div className="wp-page-body" data-wide={wide || undefined}>
        {children}
      </div>
    </main>
  );
}
