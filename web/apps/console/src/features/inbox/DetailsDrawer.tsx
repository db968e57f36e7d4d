/**
 * The details on a screen too narrow to show them beside the thread.
 */
import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDirection } from "../../i18n/index.ts";

export default function DetailsDrawer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  const direction = useDirection();
  return (
    <Drawer
      opened
      onClose={onClose}
      position={direction === "rtl" ? "left" : "right"}
      size={320}
      title={t("details.title")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {children}
    </Drawer>
  );
}
