/**
 * Light or dark, which language, which direction: a matter of this browser.
 */
import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  type DirectionChoice,
  directionChoice,
  LANGUAGES,
  type Language,
  setDirection,
  setLanguage,
  useDirection,
} from "../../i18n/index.ts";
import { Page } from "../../ui/Page.tsx";

export function Appearance() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  useDirection();
  return (
    <Page title={t("appearance.title")} lead={t("appearance.lead")}>
      <div className="wp-panel-card wp-choices">
        <Choice label={t("appearance.theme")}>
          <SegmentedControl
            aria-label={t("appearance.theme")}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as MantineColorScheme)}
            data={(["light", "dark", "auto"] as const).map((value) => ({
              value,
              label: t(`appearance.themes.${value}`),
            }))}
          />
        </Choice>
        <Choice label={t("appearance.language")}>
          <SegmentedControl
            aria-label={t("appearance.language")}
            value={i18n.language}
            onChange={(value) => void setLanguage(value as Language)}
            data={LANGUAGES.map(({ value, label }) => ({ value, label: <span lang={value}>{label}</span> }))}
          />
        </Choice>
        <Choice label={t("appearance.direction")}>
          <SegmentedControl
            aria-label={t("appearance.direction")}
            value={directionChoice()}
            onChange={(value) => setDirection(value as DirectionChoice)}
            data={(["auto", "ltr", "rtl"] as const).map((value) => ({
              value,
              label: t(`appearance.directions.${value}`),
            }))}
          />
        </Choice>
      </div>
    </Page>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="wp-choice">
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}
