/**
 * What stays while the pages change: the rail, or on a narrow screen the bar below.
 */
import { Tooltip, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import {
  IconAddressBook,
  IconDeviceMobile,
  IconInbox,
  IconMoon,
  IconSettings,
  IconSun,
} from "@tabler/icons-react";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCounts } from "../data/hooks.ts";
import { useSimWorld } from "../data/sim.ts";
import { useDirection } from "../i18n/index.ts";
import { useHotkeys } from "../ui/hotkeys.ts";
import { Logo } from "../ui/Logo.tsx";
import { AccountButton } from "./AccountButton.tsx";
import { Announcer } from "./Announcer.tsx";

const AccountMenu = lazy(() => import("./AccountMenu.tsx"));
const ShortcutSheet = lazy(() => import("./ShortcutSheet.tsx"));

export function Shell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [sheet, setSheet] = useState(false);
  const openThread = useRouterState({ select: (state) => /^\/inbox\/./.test(state.location.pathname) });
  useHotkeys({
    "?": () => setSheet(true),
    "g i": () => void navigate({ to: "/inbox" }),
    "g c": () => void navigate({ to: "/contacts" }),
    "g s": () => void navigate({ to: "/settings/numbers" }),
  });
  useTitle();
  return (
    <div className="wp-shell" data-thread={openThread || undefined}>
      <a className="wp-skip" href="#content">
        {t("app.skip")}
      </a>
      <Rail onShortcuts={() => setSheet(true)} />
      <div className="wp-content">
        <Outlet />
      </div>
      <Announcer />
      {sheet ? (
        <Suspense>
          <ShortcutSheet onClose={() => setSheet(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** How many wait, in the title of the tab. */
function useTitle(): void {
  const unread = useCounts()?.unread ?? 0;
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Waypost` : "Waypost";
    return () => {
      document.title = "Waypost";
    };
  }, [unread]);
}

function Rail({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation();
  const counts = useCounts();
  const hasSimulator = useSimWorld().data !== undefined;
  return (
    <nav className="wp-rail" aria-label={t("nav.label")}>
      <Link to="/inbox" className="wp-rail-logo" aria-label={t("app.name")} tabIndex={-1}>
        <Logo />
      </Link>
      <RailLink to="/inbox" label={t("nav.inbox")} icon={<IconInbox size={22} stroke={1.7} />}>
        {counts && counts.unread > 0 ? (
          <span className="wp-rail-badge">
            <span aria-hidden="true">{counts.unread > 99 ? "99+" : counts.unread}</span>
            <span className="wp-hidden">{t("nav.unread", { count: counts.unread })}</span>
          </span>
        ) : null}
      </RailLink>
      <RailLink to="/contacts" label={t("nav.contacts")} icon={<IconAddressBook size={22} stroke={1.7} />} />
      {hasSimulator ? (
        <RailLink
          to="/simulator"
          label={t("nav.simulator")}
          icon={<IconDeviceMobile size={22} stroke={1.7} />}
        />
      ) : null}
      <span className="wp-rail-space" />
      <ThemeButton />
      <RailLink to="/settings" label={t("nav.settings")} icon={<IconSettings size={22} stroke={1.7} />} />
      <Account onShortcuts={onShortcuts} />
    </nav>
  );
}

type RailPath = "/inbox" | "/contacts" | "/simulator" | "/settings";

function RailLink({
  to,
  label,
  icon,
  children,
}: {
  to: RailPath;
  label: string;
  icon: ReactNode;
  children?: ReactNode;
}) {
  const direction = useDirection();
  return (
    <Tooltip label={label} position={direction === "rtl" ? "left" : "right"}>
      <Link to={to} className="wp-rail-item" activeProps={{ "aria-current": "page" }} search={{}}>
        {icon}
        <span className="wp-rail-label">{label}</span>
        {children}
      </Link>
    </Tooltip>
  );
}

function ThemeButton() {
  const { t } = useTranslation();
  const direction = useDirection();
  const scheme = useComputedColorScheme("light");
  const { setColorScheme } = useMantineColorScheme();
  const other = scheme === "dark" ? "light" : "dark";
  const label = t("nav.theme", { theme: t(`nav.${other}`) });
  return (
    <Tooltip label={label} position={direction === "rtl" ? "left" : "right"}>
      <button
        type="button"
        className="wp-rail-item wp-rail-theme"
        aria-label={label}
        onClick={() => setColorScheme(other)}
      >
        {scheme === "dark" ? <IconSun size={22} stroke={1.7} /> : <IconMoon size={22} stroke={1.7} />}
      </button>
    </Tooltip>
  );
}

/** The menu comes when it is first wanted. */
function Account({ onShortcuts }: { onShortcuts: () => void }) {
  const [wanted, setWanted] = useState(false);
  const button = <AccountButton onClick={() => setWanted(true)} />;
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <AccountMenu onShortcuts={onShortcuts} />
    </Suspense>
  );
}
